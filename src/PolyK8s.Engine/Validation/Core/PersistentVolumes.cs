using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>PersistentVolumes, and the volume written into a VolumeAttachment.</summary>
/// <remarks>Mirrors <c>ValidatePersistentVolumeSpec</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class PersistentVolumes
{
    private const string NotInline = "may not be specified in the context of inline volumes";
    private static readonly ImmutableArray<string> ReclaimPolicies = ["Delete", "Recycle", "Retain"];

    private static readonly ImmutableArray<(string Name, Action<Field> Check)> Sources =
    [
        ("hostPath", SharedSources.HostPath), ("gcePersistentDisk", SharedSources.GcePersistentDisk), ("awsElasticBlockStore", SharedSources.AwsElasticBlockStore),
        ("glusterfs", SharedSources.Glusterfs), ("flocker", SharedSources.Flocker), ("nfs", SharedSources.Nfs), ("rbd", SharedSources.Rbd),
        ("quobyte", SharedSources.Quobyte), ("cephfs", SharedSources.CephFs), ("iscsi", IscsiSources.Check), ("cinder", SharedSources.Cinder),
        ("fc", SharedSources.FibreChannel), ("flexVolume", SharedSources.Flex), ("azureFile", SharedSources.AzureFile),
        ("vsphereVolume", source => source["volumePath"].RequiredText()), ("photonPersistentDisk", source => source["pdID"].RequiredText()),
        ("portworxVolume", source => source["volumeID"].RequiredText()), ("azureDisk", SharedSources.AzureDisk), ("scaleIO", SharedSources.ScaleIo),
        ("local", Local), ("storageos", SharedSources.StorageOs), ("csi", Csi),
    ];

    /// <summary>A PersistentVolume.</summary>
    public static void Check(Field volume)
    {
        ObjectMetas.Check(volume["metadata"], DnsNames.Subdomain);
        Spec(volume["spec"], inline: false);
        var iscsi = volume["spec"]["iscsi"];
        IscsiSources.Session(volume["metadata"]["name"].Text, iscsi, iscsi["targetPortal"].At(iscsi["targetportal"]));
        VolumeReferences.Options(volume);
    }

    /// <summary>The spec of a volume.</summary>
    public static void Spec(Field spec, bool inline)
    {
        if (inline)
        {
            Inline(spec);
        }

        if (spec["accessModes"].Count == 0)
        {
            spec["accessModes"].Required();
        }

        PersistentVolumeClaims.Access(spec["accessModes"]);
        if (!inline)
        {
            Capacity(spec["capacity"]);
            spec["persistentVolumeReclaimPolicy"].OneOf(ReclaimPolicies, "Retain");
            NodeAffinity(spec["nodeAffinity"]);
        }

        Source(spec);
        if (!inline)
        {
            spec["storageClassName"].MustIfAny(DnsNames.Subdomain);
            spec["volumeMode"].OneOfIfSet(PersistentVolumeClaims.VolumeModes);
        }

        AttributesClass(spec);
    }

    private static void Inline(Field spec)
    {
        foreach (var name in (ReadOnlySpan<string>)["claimRef", "capacity", "nodeAffinity"])
        {
            if (spec[name].IsSet)
            {
                spec[name].Forbidden(NotInline);
            }
        }

        if (spec["storageClassName"].Text.Length > 0)
        {
            spec["storageClassName"].Forbidden(NotInline);
        }

        if (!spec["csi"].IsSet)
        {
            spec["csi"].Required("has to be specified in the context of inline volumes");
        }

        if (spec["persistentVolumeReclaimPolicy"].TextOr("Retain") != "Retain")
        {
            spec["persistentVolumeReclaimPolicy"].Forbidden("may only be Retain in the context of inline volumes");
        }

        if (spec["volumeMode"] is { IsSet: true, Text: not "Filesystem" } mode)
        {
            mode.Forbidden("may not specify volumeMode other than Filesystem in the context of inline volumes");
        }
    }

    private static void Capacity(Field capacity)
    {
        if (capacity.Count == 0)
        {
            capacity.Required();
        }

        if (!capacity.Has("storage") || capacity.Count > 1)
        {
            capacity.NotSupported(Printed(capacity), "storage");
        }

        foreach (var (_, amount) in capacity.Entries())
        {
            if (Quantities.Of(amount).Value.Sign < 0)
            {
                amount.Invalid(Quantities.Of(amount).Value.ToString(System.Globalization.CultureInfo.InvariantCulture), "must be a valid resource quantity");
            }

            Quantities.Positive(amount);
        }
    }

    private static string Printed(Field capacity) => !capacity.IsSet ? "null" : GoText.Json(ManifestNode.Object(
        [.. capacity.Entries().OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => new ManifestMember(e.Key, ManifestNode.Of(Quantities.Of(e.Value).ToString())))]));

    private static void NodeAffinity(Field affinity)
    {
        if (affinity.IsSet && !affinity["required"].IsSet)
        {
            affinity["required"].Required("must specify required node constraints");
        }
        else if (affinity.IsSet)
        {
            NodeSelectors.Check(affinity["required"]);
        }
    }

    private static void Source(Field spec)
    {
        var given = 0;
        foreach (var (name, check) in Sources)
        {
            if (!spec[name].IsSet)
            {
                continue;
            }

            // The server counts a FlexVolume, but does not mind it beside another source.
            if (given++ > 0 && name != "flexVolume")
            {
                spec[name].Forbidden("may not specify more than 1 volume type");
                continue;
            }

            check(spec[name]);
            VolumeReferences.Check(spec[name], name);
            if (name == "local" && !spec["nodeAffinity"].IsSet)
            {
                spec["nodeAffinity"].Required("Local volume requires node affinity");
            }
        }

        if (given == 0)
        {
            spec.Required("must specify a volume type");
        }

        if (Paths.IsRoot(spec["hostPath"]["path"].Text) && spec["persistentVolumeReclaimPolicy"].Text == "Recycle")
        {
            spec["persistentVolumeReclaimPolicy"].Forbidden("may not be 'recycle' for a hostPath mount of '/'");
        }
    }

    private static void AttributesClass(Field spec)
    {
        var name = spec["volumeAttributesClassName"];
        if (!name.IsSet)
        {
            return;
        }

        if (name.RequiredText("an empty string is disallowed"))
        {
            name.Must(DnsNames.Subdomain);
        }

        if (!spec["csi"].IsSet)
        {
            spec["csi"].Required("has to be specified when using volumeAttributesClassName");
        }
    }

    private static void Local(Field source)
    {
        if (source["path"].RequiredText())
        {
            Paths.NoBacksteps(source["path"]);
        }
    }

    private static void Csi(Field source)
    {
        SharedSources.DriverName(source["driver"]);
        source["volumeHandle"].RequiredText();
        foreach (var name in (ReadOnlySpan<string>)["controllerPublishSecretRef", "controllerExpandSecretRef", "nodePublishSecretRef", "nodeExpandSecretRef"])
        {
            if (source[name].IsSet)
            {
                source[name]["name"].RequiredMust(DnsNames.Subdomain);
                source[name]["namespace"].RequiredMust(DnsNames.Label);
            }
        }
    }
}

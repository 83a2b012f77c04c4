using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>What a volume of a Pod is made of: at most one source.</summary>
/// <remarks>Mirrors <c>validateVolumeSource</c> of <c>pkg/apis/core/validation</c>; a volume without a source is an emptyDir by default.</remarks>
internal static class VolumeSources
{
    /// <summary>The sources in the order the server looks at them, each with its check.</summary>
    private static readonly ImmutableArray<(string Name, Action<Field> Check)> Sources =
    [
        ("emptyDir", EmptyDir), ("hostPath", SharedSources.HostPath), ("gitRepo", GitRepo), ("gcePersistentDisk", SharedSources.GcePersistentDisk),
        ("awsElasticBlockStore", SharedSources.AwsElasticBlockStore), ("secret", source => Keyed(source, "secretName")), ("nfs", SharedSources.Nfs),
        ("iscsi", IscsiSources.Check), ("glusterfs", SharedSources.Glusterfs), ("flocker", SharedSources.Flocker),
        ("persistentVolumeClaim", source => source["claimName"].RequiredText()), ("rbd", SharedSources.Rbd), ("cinder", SharedSources.Cinder),
        ("cephfs", SharedSources.CephFs), ("quobyte", SharedSources.Quobyte), ("downwardAPI", ProjectedVolumes.DownwardApiVolume), ("fc", SharedSources.FibreChannel),
        ("flexVolume", SharedSources.Flex), ("configMap", source => Keyed(source, "name")), ("azureFile", SharedSources.AzureFile),
        ("vsphereVolume", source => source["volumePath"].RequiredText()), ("photonPersistentDisk", source => source["pdID"].RequiredText()),
        ("portworxVolume", source => source["volumeID"].RequiredText()), ("azureDisk", SharedSources.AzureDisk), ("storageos", SharedSources.StorageOs),
        ("projected", ProjectedVolumes.Check), ("scaleIO", SharedSources.ScaleIo), ("csi", Csi), ("ephemeral", Ephemeral), ("image", _ => { }),
    ];

    /// <summary>The source of a volume.</summary>
    public static void Check(Field volume, string? podName)
    {
        var given = 0;
        foreach (var (name, check) in Sources)
        {
            if (!volume.Gives(name))
            {
                continue;
            }

            var source = volume[name];
            if (given++ > 0)
            {
                source.Forbidden("may not specify more than 1 volume type");
            }
            else if (name == "image")
            {
                Image(source, podName is not null);
            }
            else
            {
                check(source);
            }
        }

        if (given == 1)
        {
            IscsiSources.Session(volume["name"].Text, volume["iscsi"], volume["name"]);
        }

        if (volume["ephemeral"].IsSet && podName is { Length: > 0 } && volume["name"].Text.Length > 0)
        {
            var claim = $"{podName}-{volume["name"].Text}";
            foreach (var fault in DnsNames.Subdomain(claim))
            {
                volume["name"].InvalidText($"PVC name {GoText.Quote(claim)}: {fault}");
            }
        }
    }

    /// <summary>Whether a volume is an empty directory, which it is also when it says nothing.</summary>
    public static bool IsEmptyDir(Field volume) => volume.Gives("emptyDir") || !Sources.Any(source => volume.Gives(source.Name));

    private static void EmptyDir(Field source)
    {
        if (Quantities.Of(source["sizeLimit"]).Nanos.Sign < 0)
        {
            source["sizeLimit"].Forbidden("SizeLimit field must be a valid resource quantity");
        }
    }

    private static void GitRepo(Field source)
    {
        source["repository"].RequiredText();
        Paths.Descending(source["directory"]);
    }

    private static void Keyed(Field source, string name)
    {
        source[name].RequiredText();
        Paths.Mode(source["defaultMode"]);
        foreach (var item in source["items"].Items())
        {
            ProjectedVolumes.KeyToPath(item);
        }
    }

    private static void Csi(Field source)
    {
        SharedSources.DriverName(source["driver"]);
        var secret = source["nodePublishSecretRef"];
        if (secret.IsSet && secret["name"].RequiredText())
        {
            secret["name"].At(source["name"]).Must(DnsNames.Subdomain);
        }
    }

    private static void Ephemeral(Field source)
    {
        var template = source["volumeClaimTemplate"];
        if (!template.IsSet)
        {
            template.Required();
            return;
        }

        ObjectMetas.OfTemplate(template["metadata"]);
        PersistentVolumeClaims.Spec(template["spec"]);
    }

    // A template may leave the reference to whoever makes Pods of it.
    private static void Image(Field source, bool ofPod)
    {
        if (ofPod)
        {
            source["reference"].RequiredText();
        }

        source["pullPolicy"].OneOf(["Always", "IfNotPresent", "Never"], "IfNotPresent");
    }
}

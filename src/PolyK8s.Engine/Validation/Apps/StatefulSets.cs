using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Validation.Core;

namespace PolyK8s.Engine.Validation.Apps;

/// <summary>StatefulSets and ControllerRevisions.</summary>
/// <remarks>Mirrors <c>ValidateStatefulSet</c> and <c>ValidateControllerRevisionCreate</c> of <c>pkg/apis/apps/validation</c>.</remarks>
internal static class StatefulSets
{
    private static readonly ImmutableArray<string> Retentions = ["Retain", "Delete"];

    /// <summary>A StatefulSet.</summary>
    public static void Check(Field set)
    {
        var spec = set["spec"];
        // A name that was good once stays: it cannot change anyway.
        ObjectMetas.Check(set["metadata"], set.Before is null ? DnsNames.Label : DnsNames.PathSegment);
        if (spec["podManagementPolicy"].TextOr("OrderedReady") is not ("OrderedReady" or "Parallel"))
        {
            spec["podManagementPolicy"].InvalidText("must be 'OrderedReady' or 'Parallel'");
        }

        Strategy(spec["updateStrategy"]);
        spec["persistentVolumeClaimRetentionPolicy"]["whenDeleted"].OneOf(Retentions, "Retain");
        spec["persistentVolumeClaimRetentionPolicy"]["whenScaled"].OneOf(Retentions, "Retain");
        spec["replicas"].NonNegative();
        spec["minReadySeconds"].NonNegative();
        Field.Elsewhere("spec.ordinals.start", spec["ordinals"]["start"]).NonNegative();
        var claims = spec["volumeClaimTemplates"];
        if (LabelSelectors.OfTemplate(spec, "statefulset", malformed: ""))
        {
            PodTemplates.Check(Unnamed(spec["template"]), Volumes(spec["template"]["spec"]["volumes"], claims));
        }

        PodTemplates.AlwaysRestarted(spec["template"], "StatefulSet");
        spec["serviceName"].MustIfAny(DnsNames.Label);
        foreach (var claim in claims.Items())
        {
            PersistentVolumeClaims.Spec(claim["spec"]);
        }
    }

    /// <summary>A ControllerRevision.</summary>
    public static void Revision(Field revision)
    {
        ObjectMetas.Check(revision["metadata"], DnsNames.Subdomain);
        if (!revision["data"].IsSet)
        {
            revision["data"].Required("data is mandatory");
        }
        else if (revision.Before is null && revision["data"].Node is not { Kind: NodeKind.Object })
        {
            revision["data"].Required("data must be a valid JSON object");
        }

        revision["revision"].NonNegative();
    }

    // The controller writes its own hostname and subdomain into each Pod (initIdentity): those of the template are not read.
    private static Field Unnamed(Field template) => template.Node is { Kind: NodeKind.Object } node && node["spec"] is { Kind: NodeKind.Object } pod
        ? template.With(ManifestNode.Object(
            [
                .. node.Members.Select(member => member.Name == "spec"
                    ? new ManifestMember("spec", ManifestNode.Object(pod.Members.RemoveAll(field => field.Name is "hostname" or "subdomain"), pod.Place))
                    : member),
            ],
            node.Place))
        : template;

    // Each claim is a volume of the Pods, in front of the template's own and in place of one with its name.
    private static Field Volumes(Field volumes, Field claims)
    {
        var names = claims.Items().Select(claim => claim["metadata"]["name"]).ToArray();
        return volumes.With(ManifestNode.Array(
        [
            .. names.Select(name => ManifestNode.Object(
                [new("name", ManifestNode.Of(name.Text, PlaceOf(name))), new("persistentVolumeClaim", ManifestNode.Object(("claimName", ManifestNode.Of(name.Text, PlaceOf(name)))))], PlaceOf(name))),
            .. volumes.Items().Where(volume => names.All(name => name.Text != volume["name"].Text)).Select(volume => volume.Node ?? ManifestNode.Null),
        ]));
    }

    private static Place PlaceOf(Field field) => field.Node?.Place ?? Place.None;

    private static void Strategy(Field strategy)
    {
        var rolling = strategy["rollingUpdate"];
        switch (strategy["type"].TextOr("RollingUpdate"))
        {
            case "OnDelete":
                if (rolling.IsSet)
                {
                    rolling.Invalid(Printed(rolling), "only allowed for updateStrategy 'RollingUpdate'");
                }

                break;
            case "RollingUpdate":
                // `maxUnavailable` is dropped unread unless a feature gate is set that is off in every release up to 1.36.
                rolling["partition"].NonNegative();
                break;
            default:
                strategy.Invalid($"{{\"Type\":{GoText.Quote(strategy["type"].Text)},\"RollingUpdate\":{Printed(rolling)}}}", "must be 'RollingUpdate' or 'OnDelete'");
                break;
        }
    }

    private static string Printed(Field rolling) => rolling.IsSet
        ? $"{{\"Partition\":{GoText.Number(rolling["partition"].Number)},\"MaxUnavailable\":{IntOrPercents.Printed(rolling["maxUnavailable"], "null")}}}"
        : "null";
}

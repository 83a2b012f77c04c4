using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Workloads;

namespace PolyK8s.Engine.Rbac;

/// <summary>What a pod spec says about the token of its service account.</summary>
internal static class PodToken
{
    private static readonly ImmutableHashSet<string> Restart = ["kubectl.kubernetes.io/restartedAt"];

    /// <summary>Whether a container of the Pod may get hold of a token of its service account.</summary>
    /// <remarks>
    /// The account may switch the mount off as well, but whoever may edit it may switch it on again under a running
    /// template: only the pod spec counts.
    /// </remarks>
    public static bool MayReach(ManifestNode spec) =>
        spec["automountServiceAccountToken"] is not { Kind: NodeKind.Boolean, Text: "false" }
        || spec.ItemsAt("volumes").Any(volume =>
            volume["csi"] is not null
            || volume.ItemsAt("projected", "sources").Any(source => source["serviceAccountToken"] is not null));

    /// <summary>A text that changes with the Pods: with the template of a workload, with the spec of a Pod.</summary>
    public static string Fingerprint(Manifest subject, PodTemplate pods) =>
        Rbac.Fingerprint.Of(ManifestNode.Object(("metadata", subject.Kind == "Pod" ? null : WithoutRestart(pods.Metadata)), ("spec", pods.Spec)));

    // `kubectl rollout restart` writes the time into the template: the Pods it makes are the ones that were.
    private static ManifestNode? WithoutRestart(ManifestNode? metadata) => metadata is null ? null : ManifestNode.Object([.. metadata.Members
        .Select(member => member.Name == "annotations" ? member with { Value = Rbac.Fingerprint.Without(member.Value, Restart) } : member)
        .Where(member => member.Value is not ({ Kind: NodeKind.Null } or { Kind: NodeKind.Object, Members: [] }))]);
}

using PolyK8s.Engine.Indexes;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cluster.Reflecting;

/// <summary>Leaves out of large objects what nobody reads of them.</summary>
/// <remarks>
/// A cluster has ten Pods and ReplicaSets to each workload, and their specs repeat the workload's: kept whole they would be
/// nine tenths of the view. The schemas of definitions are kept only where objects are judged that no API server has judged.
/// </remarks>
internal static class SlimBody
{
    /// <summary>The object with the members worth keeping.</summary>
    public static ManifestNode Of(ManifestNode root, WatchedResource resource) => resource.Kind switch
    {
        "CustomResourceDefinition" => resource.Parts == WatchedParts.Schemas ? Versions(root, v => v.Name == "schema" ? v with { Value = SlimSchema.Of(v.Value) } : v) : Versions(root, v => v.Name == "schema" ? null : v),
        "Pod" when Controlled.ByAnybody(root) => Pod(root),
        _ when resource.Parts == WatchedParts.Own && Controlled.Is(root) => ManifestNode.Object(("metadata", root["metadata"])),
        _ => root,
    };

    private static ManifestNode Pod(ManifestNode root)
    {
        var (spec, status) = (root["spec"], root["status"]);
        return ManifestNode.Object(
            ("metadata", root["metadata"]),
            ("spec", ManifestNode.Object(
                ("nodeName", spec?["nodeName"]), ("hostNetwork", spec?["hostNetwork"]), ("serviceAccountName", spec?["serviceAccountName"]),
                ("containers", Containers(spec?["containers"])), ("initContainers", Containers(spec?["initContainers"])))),
            ("status", ManifestNode.Object(
                ("phase", status?["phase"]), ("podIP", status?["podIP"]), ("podIPs", status?["podIPs"]), ("hostIP", status?["hostIP"]),
                ("conditions", ManifestNode.Array([.. (status?.ItemsAt("conditions") ?? []).Where(c => c.TextAt("type") == "Ready").Select(c => ManifestNode.Object(("type", c["type"]), ("status", c["status"])))])))));
    }

    private static ManifestNode? Containers(ManifestNode? list) => list is null ? null :
        ManifestNode.Array([.. list.Items.Select(c => ManifestNode.Object(("name", c["name"]), ("restartPolicy", c["restartPolicy"]), ("ports", c["ports"])))]);

    private static ManifestNode Versions(ManifestNode root, Func<ManifestMember, ManifestMember?> slim)
    {
        if (root["spec"] is not { } spec)
        {
            return root;
        }

        var versions = ManifestNode.Array([.. spec.ItemsAt("versions").Select(v => ManifestNode.Object([.. v.Members.Select(slim).OfType<ManifestMember>()]))]);
        var whole = ManifestNode.Object([.. spec.Members.Where(m => m.Name is not ("versions" or "validation")), new("versions", versions)]);
        return ManifestNode.Object([.. root.Members.Where(m => m.Name is not ("spec" or "status")), new("spec", whole)]);
    }
}

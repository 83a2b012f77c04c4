using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cluster.Reflecting;

/// <summary>Makes of what the server sends what the view keeps.</summary>
internal static class Slim
{
    // Copies of the whole object that no rule reads; they are most of the memory of a large view.
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    /// <summary>The object with its kind (items of a list come without one, metadata comes with another), without what nobody reads.</summary>
    public static Manifest Of(ManifestNode root, WatchedResource resource, string version)
    {
        var members = ImmutableArray.CreateBuilder<ManifestMember>(root.Members.Length + 2);
        members.Add(new("apiVersion", ManifestNode.Of(resource.ApiVersion(version))));
        members.Add(new("kind", ManifestNode.Of(resource.Kind)));
        var body = SlimBody.Of(root, resource);
        foreach (var member in body.Members)
        {
            if (member.Name == "metadata")
            {
                members.Add(member with { Value = Metadata(member.Value) });
            }
            else if (resource.Parts != WatchedParts.Metadata && member.Name is not ("apiVersion" or "kind"))
            {
                members.Add(member);
            }
        }

        return new(ManifestNode.Object(members.DrainToImmutable()));
    }

    private static ManifestNode Metadata(ManifestNode metadata) => ManifestNode.Object(
        [.. metadata.Members.Where(m => m.Name != "managedFields").Select(m => m.Name == "annotations" ? m with { Value = Annotations(m.Value) } : m)]);

    private static ManifestNode Annotations(ManifestNode annotations) =>
        annotations[LastApplied] is null ? annotations : ManifestNode.Object([.. annotations.Members.Where(m => m.Name != LastApplied)]);
}

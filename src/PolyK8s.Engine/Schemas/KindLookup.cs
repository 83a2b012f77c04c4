using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas.Custom;

namespace PolyK8s.Engine.Schemas;

/// <summary>Finds the schema of an object: built in, defined in the cluster, or defined by another object of the same request.</summary>
internal static class KindLookup
{
    /// <summary>The schema of the object a change is about; null when there is none.</summary>
    public static KindSchema? Find(Change change, ClusterView view)
    {
        var (group, version, kind) = (change.Object.Group, VersionOf(change.Object), change.Object.Kind);
        var known = view.Schemas.Find(group, version, kind);
        return known is { IsCustom: false } ? known
            : view.Get(CustomKinds.FromView.Only).Find(group, version, kind) ?? Beside(change, view).Find(group, version, kind) ?? known;
    }

    /// <summary>Every kind that is known: what a misspelled one is compared with.</summary>
    public static IEnumerable<KindSchema> All(Change change, ClusterView view) =>
        view.Schemas.Kinds.Concat(view.Get(CustomKinds.FromView.Only).All).Concat(Beside(change, view).All);

    /// <summary>The version of <c>apiVersion</c>: <c>v1</c> of <c>apps/v1</c>.</summary>
    public static string VersionOf(Manifest manifest) => manifest.ApiVersion[(manifest.ApiVersion.IndexOf('/', StringComparison.Ordinal) + 1)..];

    // Read once for a request, and found by their names from then on.
    private static CustomKinds Beside(Change change, ClusterView view) => change.Operation != Operation.Delete && change.Part is { Request: var request }
        ? view.Kept(request.Definitions, () => CustomKinds.Of(request.Of(CustomDefinition.Definition), view.Schemas))
        : CustomKinds.Of(change.Beside.Where(CustomDefinition.Is), view.Schemas);
}

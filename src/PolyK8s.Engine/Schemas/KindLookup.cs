using System.Collections.Immutable;
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
        return view.Schemas.Find(group, version, kind)
            ?? view.Get(CustomKinds.FromView.Only).Find(group, version, kind)
            ?? Beside(change, view).FirstOrDefault(k => k.Group == group && k.Version == version && k.Kind == kind);
    }

    /// <summary>Every kind that is known: what a misspelled one is compared with.</summary>
    public static IEnumerable<KindSchema> All(Change change, ClusterView view) =>
        view.Schemas.Kinds.Concat(view.Get(CustomKinds.FromView.Only).All).Concat(Beside(change, view));

    /// <summary>The version of <c>apiVersion</c>: <c>v1</c> of <c>apps/v1</c>.</summary>
    public static string VersionOf(Manifest manifest) => manifest.ApiVersion[(manifest.ApiVersion.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private static ImmutableArray<Manifest> Definitions(Change change) =>
        change.Operation == Operation.Delete || change.Part is null ? change.Beside : change.Part.Request.Of(CustomDefinition.Definition);

    private static IEnumerable<KindSchema> Beside(Change change, ClusterView view) =>
        Definitions(change).Where(CustomDefinition.Is).SelectMany(d => view.Kept(d.Root, () => CustomDefinition.Read(d, view.Schemas)).Kinds);
}

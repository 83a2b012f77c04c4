using System.Collections.Immutable;
using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas;

namespace PolyK8s.Cli.Sources;

/// <summary>The schemas to judge by.</summary>
/// <param name="BuiltIn">Those of built-in kinds; null for the ones a view has without being told.</param>
/// <param name="Definitions">CustomResourceDefinitions beside those of the cluster.</param>
internal sealed record KnownSchemas(SchemaPack? BuiltIn, ImmutableArray<Manifest> Definitions)
{
    /// <summary>The snapshot, judged by these schemas. A view that was not given stays so: definitions say nothing about other objects.</summary>
    public Snapshot Of(Snapshot snapshot)
    {
        var view = BuiltIn is null ? snapshot.View : snapshot.View.With(BuiltIn);
        return snapshot with { View = Definitions.IsEmpty ? view : view.With(Definitions) };
    }
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Schemas.Custom;

/// <summary>The kinds that the CustomResourceDefinitions of a view define.</summary>
internal sealed class CustomKinds
{
    private readonly FrozenDictionary<(string Group, string Version, string Kind), KindSchema> _kinds;

    private CustomKinds(IEnumerable<KindSchema> kinds)
    {
        All = [.. kinds.DistinctBy(k => (k.Group, k.Version, k.Kind))];
        _kinds = All.ToFrozenDictionary(k => (k.Group, k.Version, k.Kind));
    }

    /// <summary>The kinds that some definitions define; of two definitions of one kind the first counts.</summary>
    public static CustomKinds Of(IEnumerable<Manifest> definitions, SchemaPack builtIn) => new(definitions.SelectMany(d => CustomDefinition.Read(d, builtIn).Kinds));

    /// <summary>The kinds, in order of their definitions.</summary>
    public ImmutableArray<KindSchema> All { get; }

    /// <summary>The kind, or null.</summary>
    public KindSchema? Find(string group, string version, string kind) => _kinds.GetValueOrDefault((group, version, kind));

    /// <summary>Reads the definitions of a view; kept until one of them changes.</summary>
    internal sealed class FromView : IProjection<CustomKinds>
    {
        /// <summary>The one projection.</summary>
        public static readonly FromView Only = new();

        /// <inheritdoc />
        public ImmutableArray<GroupKind> Kinds { get; } = [CustomDefinition.Definition];

        /// <inheritdoc />
        public CustomKinds Project(ClusterView view) =>
            Of(view.Of(CustomDefinition.Definition).All.OrderBy(d => d.Name, StringComparer.Ordinal), view.Schemas);
    }
}

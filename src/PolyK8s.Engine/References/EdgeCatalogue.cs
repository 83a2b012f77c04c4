using System.Collections.Frozen;
using System.Collections.Immutable;
using PolyK8s.Engine.Workloads;

namespace PolyK8s.Engine.References;

/// <summary>Every field by which Kubernetes objects lead to one another, one row each.</summary>
/// <remarks>From the types of k8s.io/api and the controllers that read them. What refers to Pods' fields holds for every workload that makes them.</remarks>
public static partial class EdgeCatalogue
{
    /// <summary>The rows.</summary>
    public static ImmutableArray<EdgeRow> Rows => Compiled.Rows;

    /// <summary>Whether there are rows about the kind.</summary>
    public static bool HasRows(GroupKind kind) => Compiled.ByKind.ContainsKey(kind);

    /// <summary>Reads the names in objects of a kind.</summary>
    internal static EdgeTree ReferencesOf(GroupKind kind) => Compiled.Of(kind).References;

    /// <summary>Reads the selectors in objects of a kind.</summary>
    internal static EdgeTree SelectorsOf(GroupKind kind) => Compiled.Of(kind).Selectors;

    internal static GroupKind KindOf(string text) => text.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 ? new(text[(dot + 1)..], text[..dot]) : new("", text);

    private static EdgeTarget To(string kind, string ns = "") => new(KindOf(kind), ns);

    private static EdgeTarget ToTheKindItNames(string group = "apiGroup", string ns = "") => new(null, ns, group);

    private static EdgeTarget ToPodsBy(SelectorForm form) => new(null, Labels: form);

    private static EdgeTarget ToParameters => new(null, "namespace", PolicyParameters.KindOfPolicy);

    private static EdgeTarget ToNodesBy(SelectorForm form) => new(new("", "Node"), Labels: form);

    // A class of its own: it is made when the rows of every file are there.
    private static class Compiled
    {
        public static readonly ImmutableArray<EdgeRow> Rows = [.. OfPods, .. OfWorkloads, .. OfStorage, .. OfNetwork, .. OfAccess, .. OfExtensions, .. OfEvery];

        private static readonly ImmutableArray<EdgeReader> OfAnyKind = [.. Rows.Where(r => r.Of == "*").Select(r => new EdgeReader(r, []))];

        private static readonly Trees OfEveryKind = new(OfAnyKind);

        public static readonly FrozenDictionary<GroupKind, Trees> ByKind = Rows
            .Where(r => r.Of != "*" && r.To.Group != PolicyParameters.KindOfPolicy)
            .SelectMany(r => r.Of == "Pods"
                ? PodTemplate.Makers.Select(m => (m.Kind, Reader: new EdgeReader(r, [.. m.Template, "spec"])))
                : [(Kind: KindOf(r.Of), Reader: new EdgeReader(r, []))])
            .GroupBy(r => r.Kind, r => r.Reader)
            .ToFrozenDictionary(g => g.Key, g => new Trees([.. g, .. OfAnyKind]));

        public static Trees Of(GroupKind kind) => ByKind.TryGetValue(kind, out var trees) ? trees : OfEveryKind;
    }

    private sealed class Trees(ImmutableArray<EdgeReader> readers)
    {
        public EdgeTree References { get; } = new(readers.Where(reader => reader.Row.To.Labels is null));

        public EdgeTree Selectors { get; } = new(readers.Where(reader => reader.Row.To.Labels is not null));
    }
}

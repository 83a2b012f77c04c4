using System.Collections.Immutable;
using PolyK8s.Engine.Schemas;

namespace PolyK8s.Cli.Output;

/// <summary>The answer of <c>schema list -o json</c>.</summary>
/// <param name="ApiVersion">The version of this shape, <c>poly-k8s/v1</c>.</param>
/// <param name="KubernetesVersion">The Kubernetes version the kinds are of.</param>
/// <param name="Kinds">The kinds that are known, in order of apiVersion and kind, the core group first.</param>
/// <param name="Embedded">The versions whose schemas are embedded.</param>
internal sealed record SchemaList(string ApiVersion, string KubernetesVersion, ImmutableArray<ListedKind> Kinds, ImmutableArray<EmbeddedSchemas> Embedded)
{
    /// <summary>For people: a line for each kind, and a line for each embedded version.</summary>
    public string Text()
    {
        var (version, kind) = (Kinds.Max(k => (int?)k.ApiVersion.Length) ?? 0, Kinds.Max(k => (int?)k.Kind.Length) ?? 0);
        return string.Concat(
        [
            .. Kinds.Select(k => PlainLine.Of($"{k.ApiVersion.PadRight(version)}  {k.Kind.PadRight(kind)}  {Scope(k.Namespaced),-10}  {k.Source}") + "\n"),
            $"\n{Counted.Of(Kinds.Length, "kind")} of Kubernetes {KubernetesVersion}; embedded:\n",
            .. Embedded.Select(e => $"  {e.KubernetesVersion}  {e.Source}{(e.IsDefault ? " (the default)" : "")}\n"),
        ]);
    }

    private static string Scope(bool? namespaced) => namespaced switch { true => "namespaced", false => "cluster", null => "-" };
}

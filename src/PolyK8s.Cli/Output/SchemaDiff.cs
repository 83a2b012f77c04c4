using System.Collections.Immutable;

namespace PolyK8s.Cli.Output;

/// <summary>The answer of <c>schema diff -o json</c>.</summary>
/// <param name="ApiVersion">The version of this shape, <c>poly-k8s/v1</c>.</param>
/// <param name="KubernetesVersion">The Kubernetes version of the embedded schemas.</param>
/// <param name="Kinds">How many kinds the documents have.</param>
/// <param name="Differences">The differences, a line for each.</param>
internal sealed record SchemaDiff(string ApiVersion, string KubernetesVersion, int Kinds, ImmutableArray<string> Differences)
{
    /// <summary>For people: a line for each difference, and their number.</summary>
    public string Text() =>
        string.Concat(Differences.Select(line => PlainLine.Of(line) + "\n")) + $"{Counted.Of(Kinds, "kind")} compared with the embedded schemas of Kubernetes {KubernetesVersion}: {Counted.Of(Differences.Length, "difference")}\n";
}

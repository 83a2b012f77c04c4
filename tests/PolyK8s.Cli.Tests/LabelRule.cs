using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cli.Tests;

/// <summary>A rule for the tests: the label <c>bad</c> is an error, its value names another severity if it is one.</summary>
internal sealed class LabelRule(string id, bool needsAuthor = false, GroupKind? needsKind = null) : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = id,
        Title = "no label is bad",
        Why = "a bad label is bad",
        Reads = "metadata.labels.bad",
        Allows = "every other label",
        Severity = Severity.Error,
        Theorem = "Test.Label",
        Scopes = [RuleScope.Writes("*", "*")],
        NeedsAuthor = needsAuthor,
        NeedsKinds = needsKind is { } kind ? [kind] : [],
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        if (change.Object.Root.At("metadata", "labels", "bad") is { } label)
        {
            yield return new()
            {
                Severity = Enum.TryParse<Severity>(label.Text, ignoreCase: true, out var severity) ? severity : Severity.Error,
                Reason = "bad label",
                Detail = $"the label is `{label.Text}`",
                Path = "metadata.labels.bad",
                At = label,
                Witness = ManifestNode.Object(("label", label), ("nodes", ManifestNode.Of(view.Of("", "Node").Count))),
                Fix = "take it away",
            };
        }
    }
}

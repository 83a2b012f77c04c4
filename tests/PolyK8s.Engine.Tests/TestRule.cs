using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Tests;

/// <summary>A rule for tests: one finding for each name in <c>spec.bad</c>.</summary>
internal sealed class TestRule : IRule
{
    public RuleCard Card { get; init; } = CardOf("SafeTest/bad-names");

    public IEnumerable<Finding> Judge(Change change, ClusterView view) =>
        change.Object.Root.ItemsAt("spec", "bad").Select((node, i) => new Finding
        {
            Reason = "bad name",
            Detail = $"`{node.Text}` is bad",
            Path = $"spec.bad[{i}]",
            Witness = node,
            Fix = "remove it",
            At = node,
            Key = node.Text,
            Severity = node.Text.StartsWith("mild", StringComparison.Ordinal) ? Severity.Warning : Severity.Error,
        });

    public static RuleCard CardOf(string id) => new()
    {
        Id = id,
        Title = "bad names",
        Why = "tests",
        Reads = "spec.bad",
        Allows = "anything else",
        Scopes = [new("*", "*", [Operation.Create, Operation.Update, Operation.Delete], "*")],
        Severity = Severity.Error,
        Theorem = "Ratchet.None",
    };

    public static Manifest Thing(string ns, params string[] bad) => new(ManifestNode.Object(
        ("apiVersion", ManifestNode.Of("test/v1")),
        ("kind", ManifestNode.Of("Thing")),
        ("metadata", ManifestNode.Object(("name", ManifestNode.Of("thing")), ("namespace", ns.Length == 0 ? null : ManifestNode.Of(ns)))),
        ("spec", ManifestNode.Object(("bad", ManifestNode.Array(bad))))));
}

using PolyK8s.Engine;

namespace PolyK8s.Webhook.Tests;

/// <summary>A rule about ConfigMaps that a test writes in one line.</summary>
internal sealed class TestRule(Func<Change, IEnumerable<Finding>> judge) : IRule
{
    /// <summary>The kinds without which it is not judged.</summary>
    public System.Collections.Immutable.ImmutableArray<GroupKind> Needs { get; init; } = [];

    public RuleCard Card => new()
    {
        Id = "Test/rule",
        Title = "a rule of a test",
        Why = "",
        Reads = "",
        Allows = "",
        Scopes = [new("*", "*", [Operation.Create, Operation.Update, Operation.Delete, Operation.Connect], "*")],
        Severity = Severity.Error,
        Theorem = "Test.None",
        NeedsKinds = Needs,
    };

    public IEnumerable<Finding> Judge(Change change, ClusterView view) => judge(change);

    public static Finding Found(string detail, Severity severity = Severity.Error, string path = "data.colour") => new()
    {
        Severity = severity,
        Reason = "wrong colour",
        Detail = detail,
        Path = path,
        Witness = PolyK8s.Engine.Manifests.ManifestNode.Of(detail),
        Fix = "paint it blue",
        Key = detail,
    };

    /// <summary>Refuses any colour but blue.</summary>
    public static Judge OnlyBlue { get; } = new(new RuleBook([new TestRule(change =>
        change.Object.Root.TextAt("data", "colour") is { } colour and not "blue" ? [Found($"`{colour}` is not `blue`")] : [])]));

    /// <summary>Finds nothing, ever.</summary>
    public static Judge Nothing { get; } = new(new RuleBook([]));
}

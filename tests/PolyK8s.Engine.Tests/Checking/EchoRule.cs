using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Tests.Checking;

/// <summary>A rule that says what it was given, as a finding of severity info on every change.</summary>
internal sealed class EchoRule : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "Test/echo",
        Title = "says what it sees",
        Why = "tests",
        Reads = "all",
        Allows = "all",
        Severity = Severity.Info,
        Theorem = "none",
        Scopes = [new("*", "*", [Operation.Create, Operation.Update, Operation.Delete], "*")],
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view) =>
    [
        new()
        {
            Severity = Severity.Info, Reason = "seen", Path = "", Witness = ManifestNode.Null, Fix = "nothing",
            Detail = $"{change.Operation} {change.Object.Reference} before={Name(change.Before)} after={Name(change.After)} sub={change.Subresource} by={change.Author?.Name} beside={string.Join(',', change.Beside.Select(b => b.Name))}",
        },
    ];

    private static string Name(Manifest? manifest) => manifest is null ? "-" : manifest.Root.TextAt("data", "v") ?? "?";
}

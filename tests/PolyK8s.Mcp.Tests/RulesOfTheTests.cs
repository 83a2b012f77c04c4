using System.Globalization;
using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Mcp.Tests;

/// <summary>A rule of the tests: a ConfigMap has no value <c>forbidden</c>. It repeats what it found word for word, as hostile as that may be.</summary>
internal sealed class ForbiddenWord : IRule
{
    public const string Id = "SafeTest/forbidden-word";

    public RuleCard Card { get; } = new()
    {
        Id = Id,
        Title = "a ConfigMap holds no forbidden word",
        Why = "tests need something to find",
        Reads = "`data`; the witness is `{key, value}`",
        Allows = "every other word",
        Scopes = [new("", "ConfigMap", [Operation.Create, Operation.Update, Operation.Delete]), new("", "ConfigMap", [Operation.Update], "status")],
        Severity = Severity.Error,
        Theorem = "SafeTest.NothingForbidden",
    };

    public IEnumerable<Finding> Judge(Change change, ClusterView view) =>
        from member in change.Object.Root["data"]?.Members ?? []
        where member.Value.Text.StartsWith("forbidden", StringComparison.Ordinal)
        select new Finding
        {
            Reason = "forbidden word",
            Detail = string.Create(CultureInfo.InvariantCulture, $"`{member.Name}` is `{member.Value.Text}` for `{change.Author?.Name}` beside {view.Of("", "ConfigMap").Count} others"),
            Path = $"data.{member.Name}",
            Witness = ManifestNode.Object(("key", ManifestNode.Of(member.Name)), ("value", member.Value)),
            Fix = "use another word",
            At = member.Value,
        };
}

/// <summary>A rule of the tests that cannot judge without author and bindings.</summary>
internal sealed class NeedsEverything : IRule
{
    public const string Id = "SafeTest/needs-everything";

    public RuleCard Card { get; } = new()
    {
        Id = Id,
        Title = "a rule that has to know author and bindings",
        Why = "tests need something that cannot be judged",
        Reads = "nothing",
        Allows = "everything",
        Scopes = [RuleScope.Writes("", "*"), RuleScope.Writes("apps", "Deployment")],
        Severity = Severity.Warning,
        Theorem = "SafeTest.NothingForbidden",
        NeedsAuthor = true,
        NeedsKinds = [new("rbac.authorization.k8s.io", "RoleBinding")],
    };

    public IEnumerable<Finding> Judge(Change change, ClusterView view) => [];
}

/// <summary>A rule of the tests whose witness is whatever the object holds, as deep as it may be.</summary>
internal sealed class RepeatsItAll : IRule
{
    public RuleCard Card { get; } = new()
    {
        Id = "SafeTest/repeats-it-all",
        Title = "there are no Deep objects",
        Why = "tests need a deep witness",
        Reads = "`spec`",
        Allows = "every other kind",
        Scopes = [RuleScope.Writes("", "Deep")],
        Severity = Severity.Error,
        Theorem = "SafeTest.NothingForbidden",
    };

    public IEnumerable<Finding> Judge(Change change, ClusterView view) =>
        [new() { Reason = "deep", Detail = "it is deep", Path = "spec", Witness = change.Object.Root["spec"] ?? ManifestNode.Null, Fix = "flatten it" }];
}

/// <summary>A rule of the tests with a bug.</summary>
internal sealed class Fails : IRule
{
    public RuleCard Card { get; } = new()
    {
        Id = "SafeTest/throws-instead-of-judging",
        Title = "a rule with a bug",
        Why = "tests need a bug",
        Reads = "nothing",
        Allows = "nothing",
        Scopes = [RuleScope.Writes("", "Bug")],
        Severity = Severity.Error,
        Theorem = "SafeTest.NothingForbidden",
    };

    public IEnumerable<Finding> Judge(Change change, ClusterView view) => throw new InvalidDataException("the secret of the house");
}

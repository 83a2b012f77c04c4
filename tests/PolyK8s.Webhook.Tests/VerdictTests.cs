using System.Text.Json.Nodes;
using PolyK8s.Engine;

namespace PolyK8s.Webhook.Tests;

/// <summary>What a review is answered, as literal JSON.</summary>
public sealed class VerdictTests
{
    private const string Finding = "Test/rule: data.colour: wrong colour: `red` is not `blue`; fix: paint it blue";

    [Fact]
    public async Task Allows_what_no_rule_denies()
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        using var response = await served.PostAsync("validate", Reviews.Create(Reviews.ConfigMap("blue")));
        var ruleSet = TestRule.OnlyBlue.RuleSet(Policies.Strict);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        AssertJson(
            $$$$"""{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","response":{"uid":"u-1","allowed":true,"auditAnnotations":{"outcome":"Allowed","rule-set":"{{{{ruleSet}}}}","rules":"","findings":"[]"}}}""",
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Denies_with_a_cause_for_each_finding()
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        var response = await served.ReviewAsync(Reviews.Create(Reviews.ConfigMap("red")));
        Assert.False((bool)response["allowed"]!);
        AssertJson(
            $$$$"""{"status":"Failure","message":"{{{{Finding}}}}","reason":"Invalid","code":422,"details":{"name":"paint","group":"","kind":"ConfigMap","causes":[{"reason":"FieldValueInvalid","message":"{{{{Finding}}}}","field":"data.colour"}]}}""",
            response["status"]!.ToJsonString());
        Assert.Equal("Test/rule", (string?)response["auditAnnotations"]!["rules"]);
        Assert.Equal("Denied", (string?)response["auditAnnotations"]!["outcome"]);
        Assert.Null(response["warnings"]);
    }

    [Theory]
    [InlineData("CREATE", "null", false)]
    [InlineData("UPDATE", "red", true)]
    [InlineData("UPDATE", "blue", false)]
    [InlineData("UPDATE", "green", false)]
    public async Task Ratchets_against_the_object_before(string operation, string before, bool allowed)
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        var old = before == "null" ? "null" : Reviews.ConfigMap(before);
        var response = await served.ReviewAsync(Reviews.Of(operation, Reviews.ConfigMap("red"), old));
        Assert.Equal(allowed, (bool)response["allowed"]!);
    }

    [Fact]
    public async Task Judges_what_a_review_says_and_who_says_it()
    {
        Change? seen = null;
        var judge = new Judge(new RuleBook([new TestRule(change => { seen = change; return []; })]));
        await using var served = await Served.WithAsync(judge);
        var bare = """{"metadata":{"generateName":"paint-"}}""";
        await served.ReviewAsync(Reviews.Of("UPDATE", bare, bare, more: ""","subResource":"status","dryRun":true,"kind":{"group":"batch","version":"v1","kind":"Job"}"""));
        Assert.Equal(("batch/v1", "Job", "default", ""), (seen!.Object.ApiVersion, seen.Object.Kind, seen.Object.Namespace, seen.Object.Name));
        Assert.Equal((Operation.Update, "status", true), (seen.Operation, seen.Subresource, seen.DryRun));
        Assert.Equal("jane", seen.Author!.Name);
        Assert.Equal("painters", Assert.Single(seen.Author.Groups));
    }

    [Fact]
    public async Task Knows_a_deleted_object_by_the_object_before()
    {
        Change? seen = null;
        var judge = new Judge(new RuleBook([new TestRule(change => { seen = change; return []; })]));
        await using var served = await Served.WithAsync(judge);
        await served.ReviewAsync(Reviews.Of("DELETE", "null", Reviews.ConfigMap("red")));
        Assert.Null(seen!.After);
        Assert.Equal("ConfigMap default/paint", seen.Object.Reference.ToString());
    }

    [Fact]
    public async Task Leaves_a_Namespace_outside_namespaces()
    {
        Change? seen = null;
        var judge = new Judge(new RuleBook([new TestRule(change => { seen = change; return []; })]));
        await using var served = await Served.WithAsync(judge);
        await served.ReviewAsync(Reviews.Create("""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"default"}}"""));
        Assert.Equal("Namespace default", seen!.Object.Reference.ToString());
    }

    [Theory]
    [InlineData("CONNECT", """{"apiVersion":"v1","kind":"PodExecOptions","command":["sh"]}""")]
    [InlineData("UPDATE", """{"apiVersion":"autoscaling/v1","kind":"Scale","metadata":{"name":"web"},"spec":{"replicas":3}}""")]
    [InlineData("CREATE", """{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"web-0"}}""")]
    public async Task Lets_kinds_pass_that_are_not_stored(string operation, string @object)
    {
        await using var served = await Served.WithAsync(Judge.OfAllRules);
        var response = await served.ReviewAsync(Reviews.Of(operation, @object, operation == "UPDATE" ? @object : "null"));
        Assert.True((bool)response["allowed"]!);
    }

    [Theory]
    [InlineData("CREATE", "null", "null", "`request.object` is no object")]
    [InlineData("CREATE", "[]", "null", "`request.object` is no object")]
    [InlineData("UPDATE", "{}", "null", "`request.oldObject` is no object")]
    [InlineData("DELETE", "null", "null", "`request.oldObject` is no object")]
    [InlineData("PATCH", "{}", "{}", "`request.operation` is none of `CREATE`, `UPDATE`, `DELETE` and `CONNECT`")]
    public async Task Denies_on_purpose_what_it_does_not_understand(string operation, string after, string before, string problem)
    {
        await using var served = await Served.WithAsync(TestRule.Nothing);
        var response = await served.ReviewAsync(Reviews.Of(operation, after, before));
        Assert.False((bool)response["allowed"]!);
        Assert.Equal($"not understood: {problem}", (string?)response["status"]!["message"]);
    }

    [Theory]
    [InlineData("CREATE")]
    [InlineData("DELETE")]
    public async Task Changes_nothing_when_asked_to_mutate(string operation)
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        var red = Reviews.ConfigMap("red");
        var response = await served.ReviewAsync(operation == "DELETE" ? Reviews.Of(operation, "null", red) : Reviews.Create(red), "mutate");
        AssertJson("""{"uid":"u-1","allowed":true}""", response.ToJsonString());
    }

    [Fact]
    public async Task Allows_with_a_warning_what_it_cannot_tell_yet()
    {
        var rule = new TestRule(_ => []);
        var needy = new Judge(new RuleBook([new NeedyRule()]));
        var view = ClusterView.Empty.Pending([NeedyRule.Kind]);
        await using var served = await Served.WithAsync(needy, new Still(view, Policies.Strict, "still reading"));
        var response = await served.ReviewAsync(Reviews.Create(Reviews.ConfigMap("red")));
        Assert.True((bool)response["allowed"]!);
        Assert.Equal("Test/needy: could not be judged: the cluster's Role.rbac.authorization.k8s.io objects are still being read", (string?)response["warnings"]![0]);
        Assert.Equal("CouldNotTell", (string?)response["auditAnnotations"]!["outcome"]);
        Assert.Equal("Test/needy", (string?)response["auditAnnotations"]!["not-judged"]);
        Assert.Equal("Test/rule", rule.Card.Id);
    }

    private static void AssertJson(string expected, string actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), $"expected {expected}\nactual   {actual}");

    private sealed class NeedyRule : IRule
    {
        public static readonly GroupKind Kind = new("rbac.authorization.k8s.io", "Role");

        public RuleCard Card { get; } = new TestRule(_ => []).Card with { Id = "Test/needy", NeedsKinds = [Kind] };

        public IEnumerable<Finding> Judge(Change change, ClusterView view) => [];
    }
}

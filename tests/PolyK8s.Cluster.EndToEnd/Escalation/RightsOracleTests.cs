using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using PolyK8s.Cluster.EndToEnd.Processes;
using PolyK8s.Engine;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rbac;
using PolyK8s.Engine.Rbac.Questions;

namespace PolyK8s.Cluster.EndToEnd.Escalation;

/// <summary>The API server's authorizer as the judge of <c>can</c> and <c>capabilities</c>, on random roles.</summary>
[Collection(EndToEnd.Name)]
public sealed class RightsOracleTests(Stage stage)
{
    private const int Users = 25;
    private const int Questions = 3_000;
    private static readonly string[] Verbs = ["get", "list", "create", "delete", "GET"];
    private static readonly string[] Resources = ["pods", "pods/log", "secrets", "apps deployments", "apps deployments/scale", "apps statefulsets/scale"];
    private static readonly string[] Names = ["", "one", "two", "*"];
    private static readonly string[] Urls = ["/healthz", "/metrics", "/metrics/cadvisor", "/metricsx", "/"];

    [Fact]
    public async Task The_api_server_gives_the_same_answer_to_every_question()
    {
        var (ns, view, random) = await Set();
        using var server = await ReviewClient.Of(stage.Kubectl, stage.Folder);
        var (disagreements, allowed) = (new List<string>(), 0);
        var questions = Enumerable.Range(0, Questions).Select(_ => Next(random, ns)).ToArray();
        await Parallel.ForEachAsync(questions, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (question, _) =>
        {
            var ours = AccessAnswer.Of(view, question).Allowed;
            var theirs = await Eventually.Get(() => server.May(question.Author.Name, Attributes(question)), answer => answer == ours);
            Interlocked.Add(ref allowed, theirs ? 1 : 0);
            if (ours != theirs)
            {
                lock (disagreements)
                {
                    disagreements.Add($"{question.Author.Name} {question.Access} in `{question.Namespace}`: the API server says {theirs}");
                }
            }
        });
        Assert.True(disagreements.Count == 0, string.Join('\n', disagreements.Take(20)));
        Assert.InRange(allowed, Questions / 20, Questions * 19 / 20);
    }

    [Fact]
    public async Task The_api_server_lists_the_same_rights()
    {
        var (ns, view, _) = await Set();
        using var server = await ReviewClient.Of(stage.Kubectl, stage.Folder);
        for (var i = 0; i < Users; i++)
        {
            var user = $"{ns}-{i}";
            var ours = Rights.Of(view, Author.Named(user, [])).HeldForGrantingIn(ns);
            var theirs = await Eventually.Get(async () => Capability.Of(Rules(await server.RulesOf(user, ns))), rules => ours.Uncovered(rules).IsEmpty && rules.Uncovered(ours).IsEmpty);
            Assert.Empty(ours.Uncovered(theirs));
            Assert.Empty(theirs.Uncovered(ours));
        }
    }

    private async Task<(string Namespace, ClusterView View, Random Random)> Set()
    {
        var random = new Random(int.TryParse(Environment.GetEnvironmentVariable("POLYK8S_TEST_SEED"), out var given) ? given : 7);
        var ns = await stage.Namespace("rights");
        var cases = new GeneratedCases(random);
        var state = string.Concat(Enumerable.Range(0, Users).Select(i => (cases.Next(ns, i) with { User = $"{ns}-{i}" }).State));
        (await stage.Kubectl.Apply(state)).OrFail();
        var objects = await stage.Kubectl.Get("get", "roles,rolebindings,clusterroles,clusterrolebindings", "--all-namespaces", "-o", "yaml");
        var view = ClusterView.Of(ManifestReader.Read(Encoding.UTF8.GetBytes(objects), "rbac.yaml").Manifests);

        // The authorizer hears of the last grants a moment later than we do, by one watch for each of the four kinds:
        // this one grant seen says nothing of the others, so each question is asked until the answers meet.
        using var server = await ReviewClient.Of(stage.Kubectl, stage.Folder);
        var last = new JsonObject { ["verb"] = "create", ["group"] = RbacKinds.Group, ["resource"] = "roles", ["namespace"] = ns };
        Assert.True(await Eventually.Get(() => server.May($"{ns}-{Users - 1}", last), answer => answer));
        return (ns, view, random);
    }

    private static AccessQuestion Next(Random random, string ns)
    {
        string One(string[] words) => words[random.Next(words.Length)];
        var author = Author.Named($"{ns}-{random.Next(Users)}", []);
        if (random.Next(5) == 0)
        {
            return new(author, Access.OnUrl(One(Verbs), One(Urls)), "", []);
        }

        var resource = One(Resources).Split(' ');
        return new(author, Access.OnResource(One(Verbs), resource.Length == 2 ? resource[0] : "", resource[^1], One(Names)), random.Next(3) == 0 ? "" : ns, []);
    }

    private static JsonObject Attributes(AccessQuestion question)
    {
        if (question.Access.Url is { } url)
        {
            return new() { ["verb"] = question.Access.Verb, ["path"] = url };
        }

        var parts = question.Access.Resource.Split('/');
        return new()
        {
            ["verb"] = question.Access.Verb,
            ["group"] = question.Access.ApiGroup,
            ["resource"] = parts[0],
            ["subresource"] = parts.Length == 2 ? parts[1] : "",
            ["name"] = question.Access.ResourceName,
            ["namespace"] = question.Namespace,
        };
    }

    private static ImmutableArray<PolicyRule> Rules(JsonNode status) =>
        [.. status["resourceRules"]!.AsArray().Concat(status["nonResourceRules"]!.AsArray()).Select(rule => new PolicyRule(List(rule, "verbs"), List(rule, "apiGroups"), List(rule, "resources"), List(rule, "resourceNames"), List(rule, "nonResourceURLs")))];

    private static ImmutableArray<string> List(JsonNode? rule, string list) => [.. rule?[list]?.AsArray().Select(text => text!.GetValue<string>()) ?? []];
}

using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using PolyK8s.Engine;
using PolyK8s.Engine.Checking;
using PolyK8s.Engine.Manifests;
using PolyK8s.Fixtures;

namespace PolyK8s.Cluster.EndToEnd.Schema;

/// <summary>
/// The API server judges objects with one changed field, created and written over the object that is there, and so does
/// <c>check</c>: they must agree, or the disagreement is in <c>disagreements.txt</c> with its reason.
/// </summary>
[Collection(EndToEnd.Name)]
public sealed class AgreementTests(Stage stage)
{
    // Some seconds on a small machine; POLYK8S_TEST_CHANGES asks for more.
    private static readonly int ChangesOfEach = Given("POLYK8S_TEST_CHANGES", 12);

    // What is stored acts: a webhook is called, a quota and a limit hold for the objects that come after.
    private static readonly string[] Acting = ["LimitRange", "ResourceQuota"];

    private static readonly Judge Judge = new(RuleBook.All.Select(["SafeSchema/*"], []));

    [Fact]
    public Task The_API_server_and_check_agree_on_what_may_be_created() => Agree(isUpdate: false);

    [Fact]
    public Task The_API_server_and_check_agree_on_what_may_be_updated() => Agree(isUpdate: true);

    [Fact]
    public async Task Every_listed_disagreement_is_still_there()
    {
        var ns = await stage.Namespace("schema");
        using var server = new ApiServer(stage.Kubeconfig);
        var open = Disagreement.With(await server.Minor()).ToHashSet();
        foreach (var manifest in Objects().Where(o => !Acting.Contains(o.Kind, StringComparer.Ordinal)))
        {
            var (path, body) = (ApiServer.Path(Json(manifest), ns, manifest.Namespace.Length > 0), Placed(manifest, ns));
            var mutations = Mutation.All(body);
            open.ExceptWith(await Seen(server, HttpMethod.Post, path, body, null, manifest.Kind, mutations, open));
            if (manifest.Namespace.Length > 0 && open.Any(row => row.Who == "server" && row.Kind == manifest.Kind) && await server.Send(HttpMethod.Post, path, body) is (201, var stored))
            {
                open.ExceptWith(await Seen(server, HttpMethod.Put, $"{path}/{manifest.Name}", stored, stored, manifest.Kind, mutations, open));
                await Gone(server, $"{path}/{manifest.Name}");
            }
        }

        Assert.True(open.Count == 0, $"listed, and not there any more:\n{string.Join('\n', open)}");
    }

    // The rows of which one change of an object is an example; the server is asked only where check says its half of the row.
    private static async Task<List<Disagreement>> Seen(ApiServer server, HttpMethod method, string path, JsonNode start, JsonNode? stored, string kind, Mutation[] mutations, HashSet<Disagreement> open)
    {
        var seen = new List<Disagreement>();
        foreach (var row in open)
        {
            foreach (var mutation in mutations.Where(m => row.Covers(kind, m.Field) && m.Reaches(start)))
            {
                var changed = mutation.Of(start);
                var isRefused = Refused(changed, stored).Length > 0;
                if (isRefused == (row.Who == "check") && (await server.Send(method, path + "?dryRun=All", changed)).Status is var status && (isRefused ? status is 200 or 201 : status is 400 or 422))
                {
                    seen.Add(row);
                    break;
                }
            }
        }

        return seen;
    }

    private static async Task Gone(ApiServer server, string path) => await server.Send(HttpMethod.Delete, path, new JsonObject { ["gracePeriodSeconds"] = 0 });

    private async Task Agree(bool isUpdate)
    {
        var seed = Given("POLYK8S_TEST_SEED", 36);
        var (random, ns) = (new Random(seed), await stage.Namespace("schema"));
        using var server = new ApiServer(stage.Kubeconfig);
        var listed = Disagreement.With(await server.Minor());
        var (disagreements, refused, accepted) = (new List<string>(), 0, 0);
        foreach (var manifest in Objects().Where(o => !isUpdate || (o.Namespace.Length > 0 && !Acting.Contains(o.Kind, StringComparer.Ordinal))))
        {
            var (path, body) = (ApiServer.Path(Json(manifest), ns, manifest.Namespace.Length > 0), Placed(manifest, ns));
            var (status, stored) = await server.Send(HttpMethod.Post, path + (isUpdate ? "" : "?dryRun=All"), body);
            Assert.True(status == 201, $"seed {seed}, {manifest.Reference}: the server answered {status}: {stored["message"]}");
            var start = isUpdate ? stored : body;
            foreach (var mutation in Mutation.Some(body, random, ChangesOfEach).Where(m => m.Reaches(start)))
            {
                var (theServer, check, text) = await Ask(server, isUpdate ? HttpMethod.Put : HttpMethod.Post, $"{path}{(isUpdate ? $"/{manifest.Name}" : "")}?dryRun=All", mutation.Of(start), isUpdate ? stored : null);
                (refused, accepted) = (refused + (theServer is true && check ? 1 : 0), accepted + (theServer is false && !check ? 1 : 0));
                if (theServer is { } said && said != check && !listed.Any(row => row.Who == (said ? "server" : "check") && row.Covers(manifest.Kind, mutation.Field)))
                {
                    disagreements.Add($"{(said ? "server" : "check")} {manifest.Kind} {mutation.Field}: {mutation}: {text}");
                }
            }

            if (isUpdate)
            {
                await Gone(server, $"{path}/{manifest.Name}");
            }
        }

        Assert.True(disagreements.Count == 0, $"seed {seed}:\n{string.Join('\n', disagreements.Distinct())}");
        Assert.True(refused > 100 && accepted > 15, $"{refused} refused and {accepted} accepted by both: the changes ask nothing");
    }

    private static int Given(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), out var given) ? given : otherwise;

    // Whether each of the two refuses; null when the server answers about something else.
    private static async Task<(bool? Server, bool Check, string Text)> Ask(ApiServer server, HttpMethod method, string path, JsonNode changed, JsonNode? stored)
    {
        var (status, answer) = await server.Send(method, path, changed);
        var findings = Refused(changed, stored);
        bool? refuses = status switch { 400 or 422 => true, 200 or 201 => false, _ => null };
        return (refuses, findings.Length > 0, refuses == true ? $"{answer["message"]}" : string.Join("; ", findings));
    }

    private static ImmutableArray<Manifest> Objects() => ManifestReader
        .Read(File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "PolyK8s.Cluster.EndToEnd", "Schema", "objects.yaml")), "objects.yaml").Manifests;

    private static JsonNode Json(Manifest manifest) => JsonNode.Parse(manifest.Root.ToString())!;

    private static JsonNode Placed(Manifest manifest, string ns)
    {
        var body = Json(manifest);
        if (manifest.Namespace.Length > 0)
        {
            body["metadata"]!["namespace"] = ns;
        }

        return body;
    }

    // An old server knows nothing of strict decoding: it drops what it does not know.
    private static string[] Refused(JsonNode changed, JsonNode? stored)
    {
        var request = new CheckRequest(Read(changed)) { Old = stored is null ? [] : Read(stored).Manifests };
        return
        [
            .. Check.Run(request, new(ClusterView.NotGiven, Policies.Strict), Judge).Results
                .SelectMany(result => result.Fault is { } fault ? [fault.Problem] : result.Findings.Where(f => f.Effect == Effect.Deny && f.Reason is not ("unknown field" or "duplicate key")).Select(f => f.Sentence)),
        ];
    }

    private static ManifestSet Read(JsonNode whole) => ManifestReader.Read(Encoding.UTF8.GetBytes(whole.ToJsonString()), "");
}

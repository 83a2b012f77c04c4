using PolyK8s.Cluster.EndToEnd.Processes;

namespace PolyK8s.Cluster.EndToEnd.Rollouts;

/// <summary>A namespace in which something rolls out, and everything that is seen of it.</summary>
public sealed class Scene : IAsyncDisposable
{
    private readonly Stage _stage;
    private readonly List<Recorder> _others = [];

    private Scene(Stage stage, StandIn standIn, PlainApi api, string ns, string plural)
    {
        (_stage, StandIn, Namespace) = (stage, standIn, ns);
        Watched = new(api, $"{(plural == "persistentvolumeclaims" ? "api/v1" : plural == "jobs" ? "apis/batch/v1" : "apis/apps/v1")}/namespaces/{ns}/{plural}");
        Pods = new(api, $"api/v1/namespaces/{ns}/pods");
        _others.Add(Pods);
        _others.Add(new(api, $"apis/apps/v1/namespaces/{ns}/replicasets"));
    }

    /// <summary>The namespace.</summary>
    public string Namespace { get; }

    /// <summary>What runs the Pods.</summary>
    public StandIn StandIn { get; }

    /// <summary>What it is about.</summary>
    public Recorder Watched { get; }

    /// <summary>Its Pods.</summary>
    public Recorder Pods { get; }

    /// <summary>A scene in a namespace of its own.</summary>
    public static async Task<Scene> Open(Stage stage, StandIn standIn, PlainApi api, string plural, string mode = "rollouts")
    {
        var scene = new Scene(stage, standIn, api, await stage.Namespace(mode), plural);
        await Task.WhenAll(scene._others.Select(o => o.Begun).Append(scene.Watched.Begun)).WaitAsync(TimeSpan.FromMinutes(2));
        return scene;
    }

    /// <summary>Applies a workload whose Pods the stand-in runs.</summary>
    public async Task Apply(string kind, string name, string spec) => (await _stage.Kubectl.Apply($$$$"""
        apiVersion: apps/v1
        kind: {{{{kind}}}}
        metadata: {name: {{{{name}}}}, namespace: {{{{Namespace}}}}}
        spec:
          {{{{spec}}}}
          selector: {matchLabels: {app: {{{{name}}}}}}
          template:
            metadata: {labels: {app: {{{{name}}}}}}
            spec: {schedulerName: nobody, containers: [{name: main, image: "example.org/web:1"}]}
        """)).OrFail();

    /// <summary>Writes a status, as the administrator.</summary>
    public Task<Finished> WriteStatus(string api, string of, System.Text.Json.Nodes.JsonNode whole) => _stage.Kubectl.Raw("replace", $"/{api}/namespaces/{Namespace}/{of}/status", whole.ToJsonString());

    /// <summary>kubectl in the namespace.</summary>
    public Task<Finished> Kubectl(params IEnumerable<string> arguments) => _stage.Kubectl.Run([.. arguments, "-n", Namespace]);

    /// <summary>The product in the namespace, as somebody who may do everything.</summary>
    public Task<Finished> Product(params IEnumerable<string> arguments) =>
        ProductCli.Here([.. arguments, "-n", Namespace, "--kubeconfig", _stage.Kubeconfig, "--as", "root", "--as-group", "system:masters"]);

    /// <summary>The product in the namespace, reading.</summary>
    public Task<Finished> Asked(params IEnumerable<string> arguments) => ProductCli.Here([.. arguments, "-n", Namespace, "--kubeconfig", _stage.Kubeconfig]);

    /// <summary>Nothing was seen that a table forbids, and the sayings of kubectl that followed are ours, in our order.</summary>
    public async Task IsLegal(string name, Finished? followed = null)
    {
        var theirs = followed?.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];
        Assert.True(followed is null || theirs.Length > 0, "kubectl said nothing");
        // kubectl may have read its last event before our own watch has.
        var missing = await Eventually.Get(() => Task.FromResult(Missing(theirs, Watched.Sayings(name))), line => line is null);
        Assert.True(missing is null, $"kubectl says `{missing}`; we say\n{string.Join('\n', Watched.Sayings(name))}");
        Assert.Empty(Watched.Illegal().Concat(_others.SelectMany(o => o.Illegal())));
    }

    // The first line that does not follow in the order of the others; null when all do.
    private static string? Missing(IEnumerable<string> theirs, IEnumerable<string> ours)
    {
        var left = new Queue<string>(ours);
        return theirs.FirstOrDefault(line =>
        {
            while (left.Count > 0 && left.Peek() != line)
            {
                left.Dequeue();
            }

            return left.Count == 0;
        });
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stage.Kubectl.Run("delete", "deployments,statefulsets,daemonsets,jobs", "--all", "-n", Namespace, "--wait=false");
        await Watched.DisposeAsync();
        foreach (var other in _others)
        {
            await other.DisposeAsync();
        }
    }
}

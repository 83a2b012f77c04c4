using System.Text.RegularExpressions;
using PolyK8s.Cluster.EndToEnd.Processes;
using PolyK8s.Fixtures;

namespace PolyK8s.Cluster.EndToEnd;

/// <summary>kubectl against the test cluster, as its administrator or as somebody else.</summary>
/// <remarks>Other users are impersonated: the API server authorizes them and names them to webhooks exactly as if they had logged in, on any cluster.</remarks>
public sealed partial class Kubectl
{
    // Without it kubectl takes a text that begins with a brace for JSON.
    private const string Yaml = "---\n";

    private readonly string _program;
    private readonly string[] _common;

    private Kubectl(string program, string[] common) => (_program, _common) = (program, common);

    /// <summary>The kubectl of this machine, with a kubeconfig.</summary>
    /// <param name="kubeconfig">The kubeconfig.</param>
    /// <param name="folder">A folder for its cache: what it remembers about other servers on the same port must not count.</param>
    public static async Task<Kubectl> With(string kubeconfig, string folder)
    {
        var script = await Finished.Of("bash", [Path.Combine(Repository.Root, "tests", "assets", "kubectl.sh")]);
        return new(script.OrFail().Output.Trim(), [$"--kubeconfig={kubeconfig}", $"--cache-dir={folder}/kubectl"]);
    }

    /// <summary>The same as another user.</summary>
    public Kubectl As(string user, params IEnumerable<string> groups) =>
        new(_program, [.. _common, $"--as={user}", "--as-group=system:authenticated", .. groups.Select(group => $"--as-group={group}")]);

    /// <summary>Runs a command.</summary>
    public Task<Finished> Run(params IEnumerable<string> arguments) => Call(arguments);

    /// <summary>Runs a command that must succeed.</summary>
    public async Task<string> Get(params IEnumerable<string> arguments) => (await Run(arguments)).OrFail().Output;

    /// <summary><c>apply</c> of manifests given as text.</summary>
    public Task<Finished> Apply(string manifests, params IEnumerable<string> arguments) =>
        Call(["apply", "-f", "-", .. arguments], Yaml + manifests);

    /// <summary><c>create</c> of manifests given as text.</summary>
    public Task<Finished> Create(string manifests, params IEnumerable<string> arguments) =>
        Call(["create", "-f", "-", .. arguments], Yaml + manifests);

    /// <summary>A plain request: <c>create</c> is POST, <c>replace</c> is PUT.</summary>
    public Task<Finished> Raw(string verb, string path, string json) => Call([verb, $"--raw={path}", "-f", "-"], json);

    // On a slow machine kubectl logs that it throttles itself; that is nothing the API server or a webhook says.
    private async Task<Finished> Call(IEnumerable<string> arguments, string input = "")
    {
        var finished = await Finished.Of(_program, [.. _common, .. arguments], input);
        return finished with { Errors = LogLine().Replace(finished.Errors, "") };
    }

    [GeneratedRegex(@"^[IW]\d{4} [^\n]*\n", RegexOptions.Multiline)]
    private static partial Regex LogLine();
}

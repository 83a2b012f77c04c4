using System.Text.Json.Nodes;
using PolyK8s.Cli;
using PolyK8s.Cluster.EndToEnd.Processes;

namespace PolyK8s.Cluster.EndToEnd;

/// <summary>The real <c>poly-k8s</c>, as a process.</summary>
public static class ProductCli
{
    /// <summary>Runs a command.</summary>
    public static Task<Finished> Run(params IEnumerable<string> arguments) => ProductProgram.Run(arguments);

    /// <summary>Runs a command in this process.</summary>
    public static async Task<Finished> Here(params IEnumerable<string> arguments)
    {
        var words = arguments.ToArray();
        var (output, errors) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = await CliApp.RunAsync(words, new(Stream.Null, TextWriter.Synchronized(output), TextWriter.Synchronized(errors)));
        return new($"poly-k8s {string.Join(' ', words)}", code, output.ToString(), errors.ToString());
    }

    /// <summary>What <c>check</c> says about one object: <c>Allowed</c> or <c>Denied</c>, with nothing left unjudged.</summary>
    /// <param name="manifest">The object.</param>
    /// <param name="state">A file with the cluster's other objects.</param>
    /// <param name="user">Who makes the change.</param>
    /// <param name="rule">The one rule to ask.</param>
    /// <param name="folder">A folder for the manifest.</param>
    public static async Task<(string Outcome, string Text)> Check(string manifest, string state, string user, string rule, string folder)
    {
        var file = Path.Combine(folder, $"{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(file, manifest);
        var run = await Run("check", "-f", file, "--state", state, "--as", user, "--rules", rule, "-o", "json");
        if (run.ExitCode > 1 || JsonNode.Parse(run.Output) is not { } report || report["results"]?.AsArray() is not [{ } result])
        {
            throw new InvalidOperationException($"`{run.Command}` ended with {run.ExitCode}:\n{run.Text}");
        }

        return result["notJudged"]?.AsArray() is { Count: > 0 } gaps
            ? throw new InvalidOperationException($"not judged: {gaps.ToJsonString()}")
            : (result["outcome"]!.GetValue<string>(), run.Text);
    }
}

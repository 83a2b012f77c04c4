using System.Diagnostics;
using System.Text.Json.Nodes;

namespace PolyK8s.Fixtures;

/// <summary>The real parsers of DOT (Graphviz) and Mermaid, in a process of node.</summary>
public static class DiagramParser
{
    /// <summary>What each parser says about each text: empty where it has nothing against it.</summary>
    /// <param name="diagrams">Pairs of language, <c>dot</c>, <c>mermaid</c> for a flow chart or <c>mermaid-states</c>, and text.</param>
    public static async Task<string[]> ProblemsAsync(params (string Language, string Text)[] diagrams)
    {
        var folder = (await RunAsync("bash", [Path.Combine(Repository.Root, "tests", "assets", "diagrams.sh")], "")).Trim();
        var lines = diagrams.Select(d => new JsonObject { ["language"] = d.Language, ["text"] = d.Text }.ToJsonString());
        var answers = await RunAsync("node", [Path.Combine(folder, "parse.mjs")], string.Join('\n', lines) + "\n");
        string[] problems = [.. answers.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (string)JsonNode.Parse(line)!["problem"]!)];
        return problems.Length == diagrams.Length ? problems : throw new InvalidOperationException($"{diagrams.Length} diagrams, and {problems.Length} answers");
    }

    private static async Task<string> RunAsync(string program, string[] arguments, string input)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await error}");
    }
}

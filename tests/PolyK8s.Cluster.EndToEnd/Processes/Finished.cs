using System.Diagnostics;

namespace PolyK8s.Cluster.EndToEnd.Processes;

/// <summary>A program that ran to its end.</summary>
/// <param name="Command">What was run.</param>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Errors">What it wrote to standard error.</param>
public sealed record Finished(string Command, int ExitCode, string Output, string Errors)
{
    // Building kube-apiserver on a slow machine is the longest thing ever run from here.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>Whether it ended well.</summary>
    public bool Succeeded => ExitCode == 0;

    /// <summary>Everything it wrote.</summary>
    public string Text => Output + Errors;

    /// <summary>Runs a program to its end.</summary>
    public static async Task<Finished> Of(string program, IEnumerable<string> arguments, string input = "")
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException($"{program} did not start");
        using var patience = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        await Feed(process.StandardInput, input);
        await process.WaitForExitAsync(patience.Token);
        return new($"{program} {string.Join(' ', arguments)}", process.ExitCode, await output, await errors);
    }

    /// <summary>This, or a failure that shows everything.</summary>
    public Finished OrFail() => Succeeded ? this : throw new InvalidOperationException($"`{Command}` ended with {ExitCode}:\n{Text}");

    private static async Task Feed(StreamWriter stdin, string input)
    {
        try
        {
            await stdin.WriteAsync(input);
            stdin.Close();
        }
        catch (IOException)
        {
            // The program ended without reading its input; its exit code says the rest.
        }
    }
}

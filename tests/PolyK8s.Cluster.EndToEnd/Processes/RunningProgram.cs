using System.Collections.Concurrent;
using System.Diagnostics;

namespace PolyK8s.Cluster.EndToEnd.Processes;

/// <summary>A server this test run started, and the only thing it ends.</summary>
public sealed class RunningProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private RunningProgram(Process process) => _process = process;

    /// <summary>Whether it has ended by itself.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Asks it to stop, as a kubelet does, and waits until it has ended by itself.</summary>
    public async Task Terminate()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        (await Finished.Of("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])).OrFail();
        await _process.WaitForExitAsync(patience.Token);
    }

    /// <summary>Everything it wrote so far, both streams.</summary>
    public string Text => string.Join('\n', _lines);

    /// <summary>Starts a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables it gets besides ours.</param>
    public static RunningProgram Start(string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var process = new Process
        {
            StartInfo = new(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true },
        };
        foreach (var (name, value) in environment)
        {
            process.StartInfo.Environment[name] = value;
        }

        var running = new RunningProgram(process);
        process.OutputDataReceived += (_, line) => running.Keep(line.Data);
        process.ErrorDataReceived += (_, line) => running.Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return running;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
        }
    }
}

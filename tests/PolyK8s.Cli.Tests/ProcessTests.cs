using System.Diagnostics;

namespace PolyK8s.Cli.Tests;

/// <summary>The executable as a process of its own.</summary>
public sealed class ProcessTests
{
    // Start-up takes a tenth of a second; this is patience with a loaded machine.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    [Theory]
    [InlineData("version", ExitCodes.Clean)]
    [InlineData("rules", ExitCodes.Clean)]
    [InlineData("--help", ExitCodes.Clean)]
    [InlineData("check -f /nowhere", ExitCodes.Usage)]
    public async Task Ends_with_the_exit_code(string line, int code)
    {
        using var process = Start(line);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(code, process.ExitCode);
        Assert.Equal(code == ExitCodes.Clean, (await error).Length == 0);
        Assert.Equal("", code == ExitCodes.Clean ? "" : await output);
    }

    [Fact]
    public async Task Reads_standard_input_and_writes_json()
    {
        using var process = Start("check -f - -o json");
        await process.StandardInput.WriteAsync("5");
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(ExitCodes.Usage, process.ExitCode);
        Assert.StartsWith("{\n  \"apiVersion\": \"poly-k8s/v1\",", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_nothing_when_its_reader_goes_away()
    {
        using var process = Start("check -f - -o json");
        process.StandardOutput.Close();
        await process.StandardInput.WriteAsync(string.Concat(Enumerable.Repeat("5\n---\n", 5000)));
        process.StandardInput.Close();
        Assert.Equal("", await process.StandardError.ReadToEndAsync().WaitAsync(Patience));
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(ExitCodes.Usage, process.ExitCode);
    }

    private static Process Start(string line)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CliApp).Assembly.Location, .. line.Split(' ')])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }
}

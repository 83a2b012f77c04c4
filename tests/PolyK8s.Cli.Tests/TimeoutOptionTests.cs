using System.CommandLine;
using PolyK8s.Cli.Commands;

namespace PolyK8s.Cli.Tests;

/// <summary><c>--timeout</c> takes what kubectl takes, and seconds.</summary>
public sealed class TimeoutOptionTests
{
    [Theory]
    [InlineData("", 600)]
    [InlineData("--timeout=60s", 60)]
    [InlineData("--timeout 1m30s", 90)]
    [InlineData("--timeout 2.5h", 9000)]
    [InlineData("--timeout 500ms", 0.5)]
    [InlineData("--timeout 45", 45)]
    [InlineData("--timeout=0", 0)]
    [InlineData("--timeout 0s", 0)]
    [InlineData("--timeout 168h", 604800)]
    public void Takes_durations_and_seconds(string line, double seconds)
    {
        var (timeout, problems) = (new TimeoutOption("waiting"), new List<string>());
        Assert.Equal(seconds, timeout.Read(new Command("wait") { timeout.Option }.Parse(line), problems).TotalSeconds);
        Assert.Empty(problems);
    }
}

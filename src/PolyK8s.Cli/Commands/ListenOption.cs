using System.CommandLine;
using System.Net;

namespace PolyK8s.Cli.Commands;

/// <summary><c>--listen ADDRESS:PORT</c>.</summary>
internal static class ListenOption
{
    /// <summary>The option.</summary>
    public static Option<string?> Create(string description) => new("--listen") { Description = description, HelpName = "ADDRESS:PORT" };

    /// <summary>The address and port; null, with one line in <paramref name="problems"/>, if the value names none.</summary>
    public static IPEndPoint? Read(string value, List<string> problems)
    {
        if (value.Contains(':', StringComparison.Ordinal) && IPEndPoint.TryParse(value, out var endpoint))
        {
            return endpoint;
        }

        problems.Add($"`{value}` is no address to listen on; write `ADDRESS:PORT`, as in `127.0.0.1:8443` (port 0 for any free one)");
        return null;
    }
}

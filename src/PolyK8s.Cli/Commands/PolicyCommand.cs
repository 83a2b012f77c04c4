using System.CommandLine;
using PolyK8s.Engine;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s policy</c>.</summary>
internal static class PolicyCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal, Judge judge) =>
        new("policy", "Write network policies.") { PolicyGenerateCommand.Create(terminal, judge) };
}

using System.CommandLine;

namespace PolyK8s.Cli.Commands;

/// <summary>The options of <c>reach</c>.</summary>
internal sealed class ReachOptions
{
    /// <summary><c>-f</c>.</summary>
    public Option<string[]> Files { get; } = CheckOptions.Many("--filename", "-f", "FILE|DIR|-", "Objects of the cluster: a file, a folder with the folders in it, or - for standard input; repeatable");

    /// <summary><c>--from</c>.</summary>
    public Option<string?> From { get; } = new("--from") { Description = "Who sends: a pod or workload, an address or a CIDR block", HelpName = "NS/POD|CIDR" };

    /// <summary><c>--to</c>.</summary>
    public Option<string?> To { get; } = new("--to") { Description = "Who receives: a pod, workload or Service (svc/NS/NAME where a pod has its name), an address or a CIDR block", HelpName = "NS/POD|SVC" };

    /// <summary><c>--port</c>.</summary>
    public Option<string?> Port { get; } = new("--port") { Description = "The port: of the Service if that is who receives, else of the pod", HelpName = "N|NAME" };

    /// <summary><c>--protocol</c>.</summary>
    public Option<string?> Protocol { get; } = new("--protocol") { Description = "The protocol; TCP where a port is named, else all", HelpName = "TCP|UDP|SCTP" };

    /// <summary><c>--diff</c>.</summary>
    public Option<string[]> Diff { get; } = new("--diff") { Description = "Two clusters as files: the flows the second has and the first has not, and the other way round", HelpName = "OLD NEW", Arity = new(2, 2), AllowMultipleArgumentsPerToken = true };

    /// <summary><c>-n</c>.</summary>
    public Option<string> Namespace { get; } = new("--namespace", "-n") { Description = "The namespace of objects that name none", HelpName = "NS", DefaultValueFactory = _ => "default" };

    /// <summary><c>-o</c>.</summary>
    public Option<string> Output { get; } = new("--output", "-o") { Description = "How the answer is written", HelpName = "json|table|dot|mermaid|md|csv", DefaultValueFactory = _ => "table" };

    /// <summary>The options.</summary>
    public IEnumerable<Option> All => [Files, From, To, Port, Protocol, Diff, Namespace, Output];
}

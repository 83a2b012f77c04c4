using System.CommandLine;

namespace PolyK8s.Cli.Commands;

/// <summary>The options of <c>state</c>.</summary>
internal sealed class StateOptions
{
    /// <summary><c>-f</c>.</summary>
    public Option<string[]> Files { get; } = CheckOptions.Many("--filename", "-f", "FILE|DIR|-", "Objects to look at: a file, a folder, or - for standard input; repeatable");

    /// <summary><c>-R</c>.</summary>
    public Option<bool> Recursive { get; } = new("--recursive", "-R") { Description = "Look into the folders of a folder; hidden ones and links are left out" };

    /// <summary><c>--live</c>.</summary>
    public Option<string?> Live { get; } = new("--live") { Description = "An object of the cluster, deployment/web for instance", HelpName = "KIND/NAME" };

    /// <summary><c>--namespace</c>.</summary>
    public Option<string> Namespace { get; } = new("--namespace", "-n") { Description = "The namespace of the object of --live", HelpName = "NS", DefaultValueFactory = _ => "default" };

    /// <summary><c>--compat</c>.</summary>
    public Option<string?> Compat { get; } = OfCompat();

    /// <summary><c>--follow</c>.</summary>
    public Option<bool> Follow { get; } = new("--follow") { Description = "Follow the object of --live to the end of what it is doing, with a line for each change. Exit code 0: it is as it is to be, 1: not" };

    /// <summary><c>--timeout</c>.</summary>
    public TimeoutOption Timeout { get; } = new("following");

    /// <summary>Which cluster.</summary>
    public ClusterOptions Cluster { get; } = new();

    /// <summary>The options, for the command.</summary>
    public IEnumerable<Option> All => [Files, Recursive, Live, Namespace, Compat, Follow, Timeout.Option, .. Cluster.All];

    private static Option<string?> OfCompat()
    {
        var option = new Option<string?>("--compat") { Description = "Say what this tool says", HelpName = "kstatus|argo|kubectl" };
        option.AcceptOnlyFromAmong("kstatus", "argo", "kubectl");
        return option;
    }
}

using System.CommandLine;
using PolyK8s.Cluster;

namespace PolyK8s.Cli.Commands;

/// <summary>The options that name a cluster.</summary>
internal sealed class ClusterOptions
{
    private readonly Option<string?> _kubeconfig = new("--kubeconfig") { Description = "The kubeconfig file; without it the one kubectl would use, or the cluster the process runs in", HelpName = "FILE" };
    private readonly Option<string?> _context = new("--context") { Description = "The context of the kubeconfig; without it the current one", HelpName = "NAME" };

    private readonly Option<bool> _secretNames = new("--secret-names") { Description = "Also read which Secrets there are, to find those that are missing; never what is in them" };

    /// <summary>The options, for the command.</summary>
    public IEnumerable<Option> All => [.. Connection, _secretNames];

    /// <summary>Those of them that only say where it is, for a command that keeps nothing of it in view.</summary>
    public IEnumerable<Option> Connection => [_kubeconfig, _context];

    /// <summary>Whether to read the names of Secrets.</summary>
    public bool SecretNames(ParseResult parsed) => parsed.GetValue(_secretNames);

    /// <summary>Whether any of them is given.</summary>
    public bool AreGiven(ParseResult parsed) => parsed.GetValue(_kubeconfig) is not null || parsed.GetValue(_context) is not null;

    /// <summary>Connects.</summary>
    /// <exception cref="ClusterException">There is no such cluster.</exception>
    public ClusterConnection Open(ParseResult parsed, Engine.Author? impersonated = null) => ClusterConnection.Open(parsed.GetValue(_kubeconfig), parsed.GetValue(_context), impersonated);
}

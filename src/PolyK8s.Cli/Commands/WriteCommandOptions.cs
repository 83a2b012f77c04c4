using System.CommandLine;
using PolyK8s.Cluster;
using PolyK8s.Engine.Schemas;
using PolyK8s.Engine.Writing;

namespace PolyK8s.Cli.Commands;

/// <summary>The options of commands that write. Nothing is written without <c>--yes</c>.</summary>
internal sealed class WriteCommandOptions
{
    private readonly Option<string> _namespace = new("--namespace", "-n") { Description = "The namespace", HelpName = "NS", DefaultValueFactory = _ => "default" };
    private readonly Option<bool> _yes = new("--yes", "-y", "--allow-writes") { Description = "Write it; without it, it is only judged" };
    private readonly Option<string?> _dryRun = new("--dry-run") { Description = "server: have the server admit it, and store nothing", HelpName = "server" };
    private readonly Option<bool> _force = new("--force-conflicts") { Description = "Take over fields that other managers own" };
    private readonly Option<bool> _wait = new("--wait") { Description = "Follow it to its end, with a line for each change" };
    private readonly TimeoutOption _timeout = new("waiting");
    private readonly WhoOptions _who = new("Be this user, as with kubectl's --as");
    private readonly Option<string> _output = CardOutput.Option();
    private readonly ClusterOptions _cluster = new();
    private readonly SchemaOptions _schemas = new();

    /// <summary>The options, for the command.</summary>
    public IEnumerable<Option> All => [_namespace, _yes, _dryRun, _force, _wait, _timeout.Option, _who.As, _who.Groups, _output, _schemas.VersionOption, .. _cluster.All];

    /// <summary>The namespace.</summary>
    public string Namespace(ParseResult parsed) => parsed.GetRequiredValue(_namespace);

    /// <summary>Whether JSON is wanted.</summary>
    public bool Json(ParseResult parsed) => parsed.GetValue(_output) == "json";

    /// <summary>The schemas of the version that is named; null for those of the server's own.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="problems">Receives one line for a version without schemas.</param>
    public SchemaPack? Schemas(ParseResult parsed, List<string> problems) => _schemas.Version(parsed, problems);

    /// <summary>Whether to read the names of Secrets.</summary>
    public bool SecretNames(ParseResult parsed) => _cluster.SecretNames(parsed);

    /// <summary>The cluster the options name, as whom they name.</summary>
    /// <exception cref="ClusterException">There is no such cluster.</exception>
    public ClusterConnection Open(ParseResult parsed) => _cluster.Open(parsed, _who.Impersonated(parsed));

    /// <summary>How to write.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="problems">Receives one line for each mistake.</param>
    public WriteOptions Read(ParseResult parsed, List<string> problems)
    {
        var (yes, dry, wait) = (parsed.GetValue(_yes), parsed.GetValue(_dryRun), parsed.GetValue(_wait));
        Problem(dry is not (null or "server"), $"`--dry-run {dry}` is not known; `--dry-run server` has the server try it, and without `--yes` it is only judged");
        Problem(yes && dry is not null, "`--yes` writes and `--dry-run` does not: leave one of them out");
        Problem(wait && !yes, "`--wait` needs `--yes`: what is not written begins nothing");
        Problem(parsed.GetValue(_who.Groups) is { Length: > 0 } && parsed.GetValue(_who.As) is null, "`--as-group` needs `--as`: groups alone make nobody");
        return new()
        {
            OnlyJudge = !yes && dry is null,
            DryRun = dry is not null,
            ForceConflicts = parsed.GetValue(_force),
            Wait = wait,
            Timeout = _timeout.Read(parsed, problems),
        };

        void Problem(bool isOne, string line)
        {
            if (isOne)
            {
                problems.Add(line);
            }
        }
    }
}

namespace PolyK8s.Cli.Commands;

/// <summary>A workload as kubectl names it: <c>deployment/web</c>, <c>sts/db</c>.</summary>
/// <param name="Kind">Deployment, StatefulSet or DaemonSet.</param>
/// <param name="Name">The name.</param>
internal sealed record RolloutName(string Kind, string Name)
{
    /// <summary>The workload a word names; null with a mistake when it names none.</summary>
    public static RolloutName? Parse(string word, List<string> problems)
    {
        var slash = word.IndexOf('/', StringComparison.Ordinal);
        var kind = slash < 0 ? null : word[..slash].ToLowerInvariant().Split('.') is [var plain, .. var group] && string.Join('.', group) is "" or "apps" or "v1.apps" ? KindOf(plain) : null;
        var name = slash < 0 ? "" : word[(slash + 1)..];
        if (kind is not null && name.Length > 0 && !name.Contains('/', StringComparison.Ordinal))
        {
            return new(kind, name);
        }

        problems.Add($"`{word}` names no workload; write `deployment/NAME`, `statefulset/NAME` or `daemonset/NAME`");
        return null;
    }

    private static string? KindOf(string word) => word switch
    {
        "deployment" or "deployments" or "deploy" => "Deployment",
        "statefulset" or "statefulsets" or "sts" => "StatefulSet",
        "daemonset" or "daemonsets" or "ds" => "DaemonSet",
        _ => null,
    };
}

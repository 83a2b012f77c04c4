using PolyK8s.Cluster.Writing;
using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cluster.Reporting;

/// <summary>Writes one report for each namespace and module, and takes away those about which there is nothing more to say. Never one for each object or review.</summary>
internal sealed class ReportWriter(ApiWriter api, ReportKind kind, Action<string>? say)
{
    private const string Manager = "poly-k8s-reports";
    private const string Mine = "app.kubernetes.io/managed-by%3Dpoly-k8s";
    private const int LongestMessage = 1024;

    private string _said = "";

    private (string Version, string Kind, string Plural, string ClusterKind, string ClusterPlural) Names => kind == ReportKind.OpenReports
        ? ("openreports.io/v1alpha1", "Report", "reports", "ClusterReport", "clusterreports")
        : ("wgpolicyk8s.io/v1alpha2", "PolicyReport", "policyreports", "ClusterPolicyReport", "clusterpolicyreports");

    /// <summary>How the reports' readers call an effect.</summary>
    public static string ResultOf(Effect effect) => effect switch
    {
        Effect.Deny => "fail",
        Effect.Warn or Effect.Existing => "warn",
        _ => "skip",
    };

    /// <summary>Writes the reports of a round.</summary>
    public async Task WriteAsync(ReportRound round, CancellationToken cancelled)
    {
        if (kind == ReportKind.None)
        {
            return;
        }

        foreach (var ((ns, module), tally) in round.Tallies)
        {
            var answer = await api.ApplyAsync(PathOf(ns, NameOf(module)), Manager, Report(ns, module, tally), cancelled);
            if (!answer.IsSuccess)
            {
                Say(answer.IsAbsent ? $"reports: the cluster knows no `{Names.Plural}` of `{Names.Version}`; install their CustomResourceDefinitions, or leave `--reports` out" : ApiWriter.Problem("patch reports", answer));
                return;
            }
        }

        await DropAsync(Names.Plural, round, cancelled);
        await DropAsync(Names.ClusterPlural, round, cancelled);
    }

    private async Task DropAsync(string plural, ReportRound round, CancellationToken cancelled)
    {
        var mine = await api.GetAsync($"apis/{Names.Version}/{plural}?labelSelector={Mine}", cancelled);
        foreach (var metadata in (mine.Object?.ItemsAt("items") ?? []).Select(item => new Manifest(item)))
        {
            if (round.Tallies.Keys.All(key => (key.Namespace, NameOf(key.Module)) != (metadata.Namespace, metadata.Name)))
            {
                await api.DeleteAsync(PathOf(metadata.Namespace, metadata.Name), cancelled);
            }
        }
    }

    private ManifestNode Report(string ns, string module, ReportRound.Tally tally) => ManifestNode.Object(
        ("apiVersion", ManifestNode.Of(Names.Version)),
        ("kind", ManifestNode.Of(ns.Length == 0 ? Names.ClusterKind : Names.Kind)),
        ("metadata", ManifestNode.Object(
            ("name", ManifestNode.Of(NameOf(module))),
            ("namespace", ns.Length == 0 ? null : ManifestNode.Of(ns)),
            ("labels", ManifestNode.Object(("app.kubernetes.io/managed-by", ManifestNode.Of("poly-k8s")))))),
        ("source", kind == ReportKind.OpenReports ? ManifestNode.Of("poly-k8s") : null),
        ("summary", ManifestNode.Object(
            ("pass", ManifestNode.Of(0)),
            ("fail", ManifestNode.Of(tally.Fail)),
            ("warn", ManifestNode.Of(tally.Warn)),
            ("error", ManifestNode.Of(0)),
            ("skip", ManifestNode.Of(tally.Skip)))),
        ("results", ManifestNode.Array([.. tally.Shown.Select(shown => Result(shown.Subject, shown.Finding))])));

    // Without a time: a report that says the same is the same, and writing it again changes nothing.
    private static ManifestNode Result(Manifest subject, Finding finding)
    {
        var message = finding.Sentence;
        var about = ManifestNode.Object(
            ("apiVersion", ManifestNode.Of(subject.ApiVersion)),
            ("kind", ManifestNode.Of(subject.Kind)),
            ("namespace", subject.Namespace.Length == 0 ? null : ManifestNode.Of(subject.Namespace)),
            ("name", ManifestNode.Of(subject.Name)),
            ("uid", subject.Root.At("metadata", "uid")));
        return ManifestNode.Object(
            ("source", ManifestNode.Of("poly-k8s")),
            ("policy", ManifestNode.Of(finding.Rule)),
            ("rule", ManifestNode.Of(finding.Rule[(finding.Rule.IndexOf('/', StringComparison.Ordinal) + 1)..])),
            ("category", ManifestNode.Of(finding.Rule[..finding.Rule.IndexOf('/', StringComparison.Ordinal)])),
            ("severity", ManifestNode.Of(finding.Severity switch { Severity.Error => "high", Severity.Warning => "medium", _ => "info" })),
            ("result", ManifestNode.Of(ResultOf(finding.Effect))),
            ("message", ManifestNode.Of(message.Length <= LongestMessage ? message : $"{message[..(LongestMessage - 3)]}...")),
            ("resources", ManifestNode.Array([about])));
    }

    private string PathOf(string ns, string name) => ApiPath.Of($"apis/{Names.Version}", ns.Length == 0 ? Names.ClusterPlural : Names.Plural, ns, name);

    private static string NameOf(string module) => $"poly-k8s-{module.ToLowerInvariant()}";

    private void Say(string problem)
    {
        if (problem != _said)
        {
            _said = problem;
            say?.Invoke(problem);
        }
    }
}

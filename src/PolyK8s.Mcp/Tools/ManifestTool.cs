using System.Collections.Immutable;
using ModelContextProtocol.Protocol;
using PolyK8s.Engine;
using PolyK8s.Engine.Checking;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas;
using PolyK8s.Mcp.Answers;

namespace PolyK8s.Mcp.Tools;

/// <summary>A tool that looks at manifests given as text. No path is ever accepted: what the model sends is all that is read.</summary>
/// <param name="source">The view and policies of this server.</param>
/// <param name="judge">The judge of this server.</param>
internal abstract class ManifestTool(ISnapshotSource source, Judge judge) : RuleTool
{
    /// <summary>The verdicts on manifests.</summary>
    /// <param name="asked">The arguments.</param>
    /// <param name="name">What the tool calls the manifests to judge.</param>
    protected CallToolResult Judged(ValidateArguments asked, string name)
    {
        var patterns = asked.Rules ?? [];
        if (UnknownRule.Among(patterns, judge.Book) is { } unknown)
        {
            return Refusal(unknown);
        }

        var question = ValidateQuestion.Of(asked, name);
        if (question.Refusal is { } refusal)
        {
            return Refusal(refusal);
        }

        var (snapshot, wrongVersion) = Known(question.State, asked.KubernetesVersion);
        if (wrongVersion is not null)
        {
            return Refusal(wrongVersion);
        }

        var book = judge.Book.Select(patterns, []);
        var report = Check.Run(question.Request, snapshot, ReferenceEquals(book, judge.Book) ? judge : new Judge(book));
        var answer = Fitting.Of(report, Notes(snapshot), withFindings: asked.Detail != "summary");
        return Answered(answer, McpJson.Default.ValidateAnswer, AnswerText.Of(report, answer));
    }

    /// <summary>What is known of the cluster: the state that was given, with the server's policies and those in it, or else what the server sees.</summary>
    protected (Snapshot Snapshot, string? Refusal) Known(ImmutableArray<Manifest>? given, string? version)
    {
        var wrong = default(string);
        var pack = version is null ? null : KubernetesVersion.Pack(version, out wrong);
        var snapshot = given is { } state
            ? source.Current with { View = ClusterView.Of(state).WithPoliciesOf(source.Current.View).With(state.Where(o => o.Group == ClusterView.PolicyGroup)), NotReady = null }
            : source.Current;
        return (pack is null ? snapshot : snapshot with { View = snapshot.View.With(pack) }, wrong is null ? null : $"`kubernetesVersion`: {wrong}");
    }

    /// <summary>What else bears on the answer.</summary>
    protected static IEnumerable<string> Notes(Snapshot snapshot) =>
        (snapshot.NotReady is { } reason ? [$"the view of the cluster is not complete: {reason}"] : Enumerable.Empty<string>())
        .Concat(snapshot.Policies.Faults.Select(fault => $"policy not in force: {fault.Sentence}"));
}

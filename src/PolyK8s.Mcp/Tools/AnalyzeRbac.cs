using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ModelContextProtocol.Protocol;
using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rbac;
using PolyK8s.Engine.Rbac.Questions;
using PolyK8s.Mcp.Answers;

namespace PolyK8s.Mcp.Tools;

/// <summary>Answers questions about rights: may somebody do something, what may they do, whom can they come to act as.</summary>
/// <param name="source">The view and policies of this server.</param>
/// <param name="judge">The judge of this server.</param>
internal sealed class AnalyzeRbac(ISnapshotSource source, Judge judge) : RuleTool
{
    private const string Input = """
        {
          "type": "object",
          "properties": {
            "question": { "type": "string", "enum": ["can", "capabilities", "escalation"], "description": "can: may they do it, and by which rule; capabilities: all they may do; escalation: the shortest way to act as somebody else" },
            "user": { "type": "string", "minLength": 1, "description": "A user name, `NAMESPACE/NAME` of a service account, or `group:NAME` for anybody in it" },
            "groups": { "type": "array", "items": { "type": "string" }, "maxItems": 100, "description": "Groups of the user; those the API server adds are added" },
            "verb": { "type": "string", "minLength": 1, "description": "can: the verb" },
            "resource": { "type": "string", "minLength": 1, "description": "can: `RESOURCE[.GROUP][/SUBRESOURCE]`, or a `/path`" },
            "name": { "type": "string", "minLength": 1, "description": "can: the object's name" },
            "namespace": { "type": "string", "description": "can: the namespace; default: all at once" },
            "to": { "type": "string", "minLength": 1, "description": "escalation: `cluster-admin` (default), a user, `NAMESPACE/NAME` of a service account, or `group:NAME`" },
            "state": { "type": "string", "description": "YAML or JSON of the cluster's objects (roles, bindings, workloads, ...); default: what the server itself sees" }
          },
          "required": ["question", "user"],
          "additionalProperties": false
        }
        """;

    /// <inheritdoc />
    public override Tool Description { get; } = Describe(
        "analyze_rbac",
        "Analyze RBAC rights",
        """
        Answers by proved kernels who may do what in Kubernetes RBAC, without touching a cluster: one request (`can`), everything somebody may do (`capabilities`), or the shortest way by which they come to act as somebody else, hop by hop with the binding that allows each and the change that cuts it (`escalation`).
        """,
        Input,
        McpJson.Default.RbacAnswer);

    /// <inheritdoc />
    protected override CallToolResult Answer(JsonElement arguments)
    {
        var asked = arguments.Deserialize(McpJson.Default.RbacArguments)!;
        var (view, unreadable) = ViewOf(asked);
        if (view is null)
        {
            return Refusal(unreadable);
        }

        if (Who.Of(asked.User, asked.Groups ?? [], out var problem) is not { } author)
        {
            return Refusal(problem!);
        }

        var (answer, text) = asked.Question switch
        {
            "can" => Can(asked, author, view),
            "capabilities" => Capabilities(asked, view, author),
            _ => Escalation(asked, author, view),
        };
        return answer is null ? Refusal(text) : Answered(answer, McpJson.Default.RbacAnswer, string.Join('\n', text.TrimEnd().Split('\n').Select(PlainText.Line)));
    }

    private (ClusterView? View, string Unreadable) ViewOf(RbacArguments asked)
    {
        if (asked.State is null)
        {
            return source.Current.NotReady is { } reason ? (null, $"the view of the cluster is not complete: {reason}")
                : source.Current.View.IsGiven ? (source.Current.View, "")
                : (null, "the cluster is not known; give its objects as `state`");
        }

        var set = ManifestReader.Read(Encoding.UTF8.GetBytes(asked.State), "state");
        return set.Faults is [var first, ..] ? (null, $"`state` cannot be relied on: {first.Sentence}") : (ClusterView.Of(set.Manifests), "");
    }

    private (RbacAnswer? Answer, string Text) Can(RbacArguments asked, Author author, ClusterView view)
    {
        ImmutableArray<string> words = [.. new[] { asked.Verb, asked.Resource, asked.Name }.OfType<string>()];
        if (asked.Verb is null || asked.Resource is null || AccessQuestion.Parse(author, words, asked.Namespace ?? "", view, out _) is not { } question)
        {
            return (null, asked.Verb is null ? "`verb` is missing: `can` asks about one request" : asked.Resource is null ? "`resource` is missing: `can` asks about one request" : AccessProblem(asked, author, words, view));
        }

        var access = AccessAnswer.Of(view, question);
        return (Whole() with { Can = access }, access.Text(question));
    }

    private static string AccessProblem(RbacArguments asked, Author author, ImmutableArray<string> words, ClusterView view)
    {
        AccessQuestion.Parse(author, words, asked.Namespace ?? "", view, out var problem);
        return problem!;
    }

    private (RbacAnswer? Answer, string Text) Capabilities(RbacArguments asked, ClusterView view, Author author)
    {
        var table = CapabilityTable.Of(view, Subject.Parse(asked.User, out _)!, author);
        var shown = table with { Capabilities = [.. table.Capabilities.Take(RbacAnswer.MostEntries)] };
        return (Whole() with { Capabilities = shown, Omitted = table.Capabilities.Length - shown.Capabilities.Length }, shown.Text());
    }

    private (RbacAnswer? Answer, string Text) Escalation(RbacArguments asked, Author author, ClusterView view)
    {
        if (EscalationAnswer.Target(asked.To, out var problem) is not { } to)
        {
            return (null, problem!);
        }

        var way = EscalationAnswer.Of(view, author, to);
        var shown = way with { Reaches = [.. way.Reaches.Take(RbacAnswer.MostEntries)] };
        return (Whole() with { Escalation = shown, Omitted = way.Reaches.Length - shown.Reaches.Length }, shown.Text());
    }

    private RbacAnswer Whole() => new("poly-k8s/v1", judge.RuleSet(source.Current.Policies), 0);
}

/// <summary>The arguments of <c>analyze_rbac</c>; null where left out.</summary>
/// <param name="Question">can, capabilities or escalation.</param>
/// <param name="User">Who.</param>
/// <param name="Groups">Their groups.</param>
/// <param name="Verb">The verb.</param>
/// <param name="Resource">The resource or path.</param>
/// <param name="Name">The object.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="To">Whom they may get to.</param>
/// <param name="State">The cluster's objects.</param>
internal sealed record RbacArguments(
    string Question, string User, ImmutableArray<string>? Groups = null, string? Verb = null, string? Resource = null, string? Name = null, string? Namespace = null, string? To = null, string? State = null);

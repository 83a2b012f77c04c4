using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rbac.Questions;

/// <summary>Whether somebody may do something, and what decides.</summary>
/// <param name="ApiVersion">The version of this shape, <c>poly-k8s/v1</c>.</param>
/// <param name="Allowed">Whether they may.</param>
/// <param name="User">Who.</param>
/// <param name="Groups">Their groups, those the API server adds among them.</param>
/// <param name="Request">What was asked: <c>verb</c> with <c>group</c>, <c>resource</c> and <c>name</c>, or with <c>url</c>; <c>namespace</c> unless cluster-wide.</param>
/// <param name="Reason">Why, in one line.</param>
/// <param name="Notes">What else bears on it: bindings to missing roles among them.</param>
public sealed record AccessAnswer(
    string ApiVersion, bool Allowed, string User, ImmutableArray<string> Groups, ManifestNode Request, string Reason, ImmutableArray<string> Notes)
{
    /// <summary>What allows it; null when nothing does, or when it needs no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DecidingRule? By { get; init; }

    /// <summary>The answer a view gives: ClusterRoleBindings first, then the RoleBindings of the namespace, each in order of names, as the API server's own order is not promised.</summary>
    public static AccessAnswer Of(ClusterView view, AccessQuestion question)
    {
        var (author, access) = (question.Author, question.Access);
        var held = Rights.Of(view, author);
        var by = held.GivenIn("")
            .Concat(question.Namespace.Length == 0 ? [] : held.GivenIn(question.Namespace))
            .Where(role => role.Capability.Allows(access))
            .Select(role => DecidingRule.Of(role, access, author))
            .FirstOrDefault();
        var isMaster = author.IsMaster;
        var reason = isMaster ? "members of `system:masters` may do everything, whatever RBAC says" : by?.Sentence ?? Nothing(held, question);
        return new("poly-k8s/v1", isMaster || by is not null, author.Name, author.Groups, RequestOf(question), reason, [.. question.Notes, .. MissingRoles(view, question)])
        {
            By = isMaster ? null : by,
        };
    }

    private static string Nothing(Rights held, AccessQuestion question) =>
        held.GivenIn("").Any() || held.GivenIn(question.Namespace).Any()
            ? "no rule of a role that is bound to them there allows it"
            : "no role is bound to them there";

    private static IEnumerable<string> MissingRoles(ClusterView view, AccessQuestion question) =>
        Bindings.Of(view).Of(question.Author)
            .Where(binding => binding.Namespace.Length == 0 || binding.Namespace == question.Namespace)
            .Where(binding => Roles.Of(view).Find(binding.Role, binding.Namespace) is null)
            .Take(MostNotes)
            .Select(binding => $"{binding} refers to {binding.Role}, which does not exist: it gives nothing");

    // A screen full; every further one would say the same of another binding.
    private const int MostNotes = 20;

    private static ManifestNode RequestOf(AccessQuestion question) => question.Access is { Url: { } url } ? ManifestNode.Object(("verb", ManifestNode.Of(question.Access.Verb)), ("url", ManifestNode.Of(url)))
        : ManifestNode.Object(
            ("verb", ManifestNode.Of(question.Access.Verb)),
            ("group", ManifestNode.Of(question.Access.ApiGroup)),
            ("resource", ManifestNode.Of(question.Access.Resource)),
            ("name", question.Access.ResourceName is { Length: > 0 } name ? ManifestNode.Of(name) : null),
            ("namespace", question.Namespace.Length == 0 ? null : ManifestNode.Of(question.Namespace)));

    /// <summary>For people: one line, and one for each note.</summary>
    public string Text(AccessQuestion question)
    {
        var access = question.Access with { ResourceName = question.Access.ResourceName is { Length: > 0 } name ? name : null };
        var who = User.Length == 0 ? $"a member of {string.Join(", ", Groups.Select(g => $"`{g}`"))}" : $"`{User}`";
        return string.Create(CultureInfo.InvariantCulture, $"{(Allowed ? "yes" : "no")}: {who} may {(Allowed ? "" : "not ")}{access}{question.Scope}: {Reason}\n")
            + string.Concat(Notes.Select(note => $"note: {note}\n"));
    }
}

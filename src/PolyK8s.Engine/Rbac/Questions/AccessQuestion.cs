using System.Collections.Immutable;

namespace PolyK8s.Engine.Rbac.Questions;

/// <summary>Whether somebody may do something.</summary>
/// <param name="Author">Who.</param>
/// <param name="Access">What.</param>
/// <param name="Namespace">Where; empty for cluster-scoped resources, for all namespaces at once, and for paths.</param>
/// <param name="Notes">What should be known about how the question was read.</param>
public sealed record AccessQuestion(Author Author, Access Access, string Namespace, ImmutableArray<string> Notes)
{
    private const string Accepted = "`VERB RESOURCE[.GROUP][/SUBRESOURCE] [NAME]` or `VERB /PATH`";

    /// <summary>Reads the question as somebody wrote it.</summary>
    /// <param name="author">Who.</param>
    /// <param name="words"><c>get pods/log web</c>, <c>get /healthz</c>.</param>
    /// <param name="ns">The namespace of namespaced resources; empty for all namespaces at once.</param>
    /// <param name="view">The cluster, for its custom resources.</param>
    /// <param name="problem">What is wrong, one line; null when the question could be read.</param>
    public static AccessQuestion? Parse(Author author, ImmutableArray<string> words, string ns, ClusterView view, out string? problem)
    {
        problem = words switch
        {
            _ when author.Name.Length == 0 && author.Groups.IsEmpty => "nobody is named; give `--as USER`",
            [] => $"no question is asked; use {Accepted}",
            [_] => $"`{words[0]}` what? use {Accepted}",
            { Length: > 3 } => $"`{words[3]}` is one word too many; use {Accepted}",
            _ when words.FirstOrDefault(word => word.Length == 0) is not null => $"an empty word asks nothing; use {Accepted}",
            [_, var target, ..] when target[0] == '/' => words.Length == 3 ? $"a path has no name, but `{words[2]}` follows; use {Accepted}" : null,
            _ => null,
        };
        return problem is not null ? null
            : words[1][0] == '/' ? new(author, Access.OnUrl(words[0], words[1]), "", [])
            : OfResource(author, words, ns, view, out problem);
    }

    /// <summary>Where, in words.</summary>
    public string Scope => Access.Url is not null ? "" : Namespace.Length == 0 ? " cluster-wide" : $" in namespace `{Namespace}`";

    private static AccessQuestion? OfResource(Author author, ImmutableArray<string> words, string ns, ClusterView view, out string? problem)
    {
        var (target, subresource) = words[1].IndexOf('/', StringComparison.Ordinal) is var slash and > 0 ? (words[1][..slash], words[1][slash..]) : (words[1], "");
        var dot = target.IndexOf('.', StringComparison.Ordinal);
        var plural = dot < 0 ? target : target[..dot];
        problem = plural.Length == 0 || subresource == "/" ? $"`{words[1]}` names no resource; use {Accepted}" : null;
        if (problem is not null)
        {
            return null;
        }

        var group = dot < 0 ? ResourceTypes.GroupOf(plural, view) : target[(dot + 1)..];
        var name = words.Length == 3 ? words[2] : "";
        var isClusterScoped = ResourceTypes.IsClusterScoped(group, plural, view);
        string[] scope = isClusterScoped && ns.Length > 0 && ns != "default"
            ? [$"`{plural}` live outside namespaces: what RoleBindings of `{ns}` give does not count"]
            : [];
        return new(author, Access.OnResource(words[0], group, plural + subresource, name), isClusterScoped ? "" : ns, [.. scope, .. Unknown(plural, group, isClusterScoped)]);
    }

    // A question about a resource that nobody serves is answered by the rules as they stand, and is mostly a slip.
    private static IEnumerable<string> Unknown(string plural, string group, bool isClusterScoped)
    {
        var groups = ResourceTypes.GroupsOf(plural);
        if (plural == "*" || isClusterScoped || groups.Contains(group) || group == "extensions" || !ResourceTypes.IsBuiltInGroup(group))
        {
            return [];
        }

        if (!groups.IsEmpty)
        {
            return [$"Kubernetes serves `{plural}` in {(groups[0].Length == 0 ? "the core group" : $"group `{groups[0]}`")}, not in {(group.Length == 0 ? "the core group" : $"group `{group}`")}"];
        }

        var near = NearestName.Of(plural, ResourceTypes.Plurals);
        return group.Length > 0 ? [] : [$"no resource `{plural}` is known; rules name resources by their plural in lower case, with their group if it is not the core one{(near is null ? "" : $": did you mean `{near}`?")}"];
    }
}

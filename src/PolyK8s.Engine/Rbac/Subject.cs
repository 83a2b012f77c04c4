using System.Collections.Immutable;

namespace PolyK8s.Engine.Rbac;

/// <summary>Somebody who can be bound to a role: a user, a group or a service account.</summary>
/// <param name="Kind"><c>User</c>, <c>Group</c> or <c>ServiceAccount</c>.</param>
/// <param name="Namespace">The namespace of a service account; empty for the others.</param>
/// <param name="Name">The name.</param>
public sealed record Subject(string Kind, string Namespace, string Name)
{
    private const string Accepted = "use a user name, `NAMESPACE/NAME` or `serviceaccount:NAMESPACE/NAME` for a service account, `group:NAME` for a group";

    /// <summary>A user; one called like a service account is that service account.</summary>
    public static Subject User(string name) => ServiceAccount.Named(name) is { } account ? account.AsSubject : new("User", "", name);

    /// <summary>A group.</summary>
    public static Subject Group(string name) => new("Group", "", name);

    /// <summary>Reads what somebody wrote on a command line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problem">Why it names nobody, one line; null when it does.</param>
    public static Subject? Parse(string text, out string? problem)
    {
        problem = null;
        var (kind, name) = text.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 ? (text[..colon], text[(colon + 1)..]) : ("", text);
        switch (kind.ToLowerInvariant())
        {
            case "user" when name.Length > 0:
                return User(name);
            case "group" when name.Length > 0:
                return Group(name);
            case "serviceaccount" or "sa":
                return Account(name, text, out problem);
            default:
                break;
        }

        if (text.Length > 0 && text.Count(c => c == '/') == 1 && !text.Contains(':', StringComparison.Ordinal))
        {
            return Account(text, text, out problem);
        }

        problem = text.Length == 0 || kind.ToLowerInvariant() is "user" or "group" ? $"`{text}` names nobody; {Accepted}" : null;
        return problem is null ? User(text) : null;
    }

    /// <summary>Them as the author of requests, in the groups the API server adds by itself. A group acts as somebody who is in it.</summary>
    public Author AsAuthor => Kind switch
    {
        "Group" => new("", [.. ImmutableArray.Create(Name, Name == "system:unauthenticated" ? Name : "system:authenticated").Distinct(StringComparer.Ordinal)]),
        "ServiceAccount" => new ServiceAccount(Namespace, Name).AsAuthor,
        _ => Author.Named(Name, []),
    };

    /// <inheritdoc />
    public override string ToString() => Kind switch
    {
        "Group" => $"group `{Name}`",
        "ServiceAccount" => $"service account `{Namespace}/{Name}`",
        _ => $"user `{Name}`",
    };

    private static Subject? Account(string text, string given, out string? problem)
    {
        problem = null;
        if (text.Split('/', ':') is [{ Length: > 0 } ns, { Length: > 0 } name])
        {
            return new("ServiceAccount", ns, name);
        }

        problem = $"`{given}` names a service account without its namespace; {Accepted}";
        return null;
    }
}

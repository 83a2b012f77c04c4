using System.CommandLine;
using PolyK8s.Engine;
using PolyK8s.Engine.Rbac.Questions;

namespace PolyK8s.Cli.Commands;

/// <summary><c>--as</c> and <c>--as-group</c>: who a question or a change is about, in the same forms everywhere.</summary>
/// <param name="description">What <c>--as</c> names.</param>
internal sealed class WhoOptions(string description = "Who, as kubectl's --as: a user name; NAMESPACE/NAME for a service account")
{
    /// <summary><c>--as</c>.</summary>
    public Option<string?> As { get; } = new("--as") { Description = description, HelpName = "USER" };

    /// <summary><c>--as-group</c>.</summary>
    public Option<string[]> Groups { get; } = CheckOptions.Many("--as-group", null, "GROUP", "A group of that user; repeatable");

    /// <summary>Who is named; null when nobody is, with a line that says so.</summary>
    public Author? Of(ParseResult parsed, List<string> problems)
    {
        var author = Who.Of(parsed.GetValue(As), parsed.GetValue(Groups) ?? [], out var problem);
        problems.AddRange(problem is null ? [] : [problem]);
        return author;
    }

    /// <summary>The user a cluster is to take us for, by that very name; null to be the user of the credentials.</summary>
    public Author? Impersonated(ParseResult parsed) => parsed.GetValue(As) is { Length: > 0 } user ? Author.Named(user, parsed.GetValue(Groups) ?? []) : null;
}

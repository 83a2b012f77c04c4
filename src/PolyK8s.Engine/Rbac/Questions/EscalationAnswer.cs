using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Rbac.Reach;

namespace PolyK8s.Engine.Rbac.Questions;

/// <summary>Whom somebody can come to act as, and the shortest way to one of them.</summary>
/// <param name="ApiVersion">The version of this shape, <c>poly-k8s/v1</c>.</param>
/// <param name="From">Who.</param>
/// <param name="To">Whom it is asked about; kind <c>Power</c> for <c>cluster-admin</c>.</param>
/// <param name="Reached">Whether they get there.</param>
/// <param name="Hops">The shortest way, hop by hop; the kernel has checked each.</param>
/// <param name="Reaches">Everybody they can come to act as, the nearest first.</param>
/// <param name="Notes">What else bears on it.</param>
public sealed record EscalationAnswer(
    string ApiVersion, NamedObject From, NamedObject To, bool Reached, ImmutableArray<EscalationHop> Hops, ImmutableArray<ReachedSubject> Reaches, ImmutableArray<string> Notes)
{
    /// <summary>Shown to people: a screen full.</summary>
    private const int InWords = 20;

    /// <summary>Reads whom somebody asks about: <c>cluster-admin</c>, or a subject.</summary>
    /// <param name="text">The text; null for <c>cluster-admin</c>.</param>
    /// <param name="problem">Why it names nobody, one line; null when it does.</param>
    public static Subject? Target(string? text, out string? problem)
    {
        problem = null;
        return text is null or "cluster-admin" ? Subject.Group(Author.Masters) : Subject.Parse(text, out problem);
    }

    /// <summary>The answer a view gives. The kernel has accepted it whole: no way is missing, and none is made up.</summary>
    /// <param name="view">The cluster.</param>
    /// <param name="author">Who.</param>
    /// <param name="to">Whom they may get to; the group <c>system:masters</c> stands for all there is.</param>
    public static EscalationAnswer Of(ClusterView view, Author author, Subject to)
    {
        var walk = ReachWalk.All(view, author);
        if (!walk.IsConfirmed())
        {
            throw new InvalidOperationException("the kernel refused a map of reach that was proposed");
        }

        var target = to == Subject.Group(Author.Masters) ? Power.Admin : Power.Of(to);
        var stand = walk.Reaches(target) || target.Kind != PowerKind.User ? target : new(PowerKind.AnyUser, "", "");
        var reached = walk.Reaches(stand);
        var hops = reached ? EscalationHop.Along(view, author, walk.PathTo(stand)) : [];
        return new(
            "poly-k8s/v1",
            NamedObject.Of(walk.Powers[0]),
            NamedObject.Of(target),
            reached,
            hops,
            [.. walk.Powers.Skip(1).Where(power => power.IsSomebody).Select(power => new ReachedSubject(NamedObject.Of(power), walk.Moves(power)))],
            [.. Limits(walk)]);
    }

    /// <summary>For people.</summary>
    public string Text()
    {
        var lines = new List<string>
        {
            !Reached ? $"no: {From} does not reach {To}"
            : string.Create(CultureInfo.InvariantCulture, $"yes: {From} reaches {To} in {Hops.Length} {(Hops.Length == 1 ? "hop" : "hops")}"),
        };
        lines.AddRange(Hops.SelectMany((hop, i) => hop.Lines(i + 1)));
        if (!Reaches.IsEmpty)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"can act as {Reaches.Length}: {string.Join(", ", Reaches.Take(InWords).Select(r => r.Subject.ToString()))}{(Reaches.Length > InWords ? $" and {Reaches.Length - InWords} more" : "")}"));
        }

        return string.Concat(lines.Concat(Notes.Select(note => $"note: {note}")).Select(line => line + "\n"));
    }

    private static IEnumerable<string> Limits(ReachWalk walk) => walk.CutShort.Select(cut => string.Create(
        CultureInfo.InvariantCulture, $"the rules that {cut.Power} holds list too many names: {cut.Left} permissions for single objects were not followed"));
}

/// <summary>Somebody who can be reached.</summary>
/// <param name="Subject">Who.</param>
/// <param name="Moves">In how many moves.</param>
public sealed record ReachedSubject(NamedObject Subject, int Moves);

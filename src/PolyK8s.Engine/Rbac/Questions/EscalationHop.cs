using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rbac.Reach;

namespace PolyK8s.Engine.Rbac.Questions;

/// <summary>One hop of a way to more rights.</summary>
/// <param name="From">Who makes it.</param>
/// <param name="To">Whom they act as then.</param>
/// <param name="Means">The sort of way: <c>run</c>, <c>token</c>, <c>exec</c>, <c>impersonate</c>, <c>bind</c>, …</param>
/// <param name="Action">What they do, in words.</param>
/// <param name="By">The bindings, roles and rules that allow it.</param>
/// <param name="Cut">The change that would cut it, in words.</param>
public sealed record EscalationHop(NamedObject From, NamedObject To, string Means, string Action, ImmutableArray<DecidingRule> By, string Cut)
{
    /// <summary>The namespace it happens in; null when it is not in one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Namespace { get; init; }

    /// <summary>The hops of a path: what it is led through on the way belongs to the hop before.</summary>
    internal static ImmutableArray<EscalationHop> Along(ClusterView view, Author start, ImmutableArray<(Power From, ReachHolding? Holding, ReachMove? Move, Power To)> path)
    {
        var hops = ImmutableArray.CreateBuilder<EscalationHop>();
        for (var i = 0; i < path.Length;)
        {
            var end = i;
            while (end < path.Length - 1 && !IsActor(path[end].To))
            {
                end++;
            }

            hops.Add(Of(view, i == 0 ? start : path[i].From.Subject?.AsAuthor, path[i], path[end].To));
            i = end + 1;
        }

        return hops.DrainToImmutable();
    }

    /// <summary>For a witness.</summary>
    internal ManifestNode AsNode() => ManifestNode.Object(
        ("from", From.AsNode()),
        ("to", To.AsNode()),
        ("means", ManifestNode.Of(Means)),
        ("action", ManifestNode.Of(Action)),
        ("namespace", Namespace is null ? null : ManifestNode.Of(Namespace)),
        ("by", ManifestNode.Array([.. By.Select(rule => rule.AsNode())])),
        ("cut", ManifestNode.Of(Cut)));

    /// <summary>The lines for people.</summary>
    internal IEnumerable<string> Lines(int number)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{number}. {From} -> {To}: {Action}{(Namespace is null ? "" : $", in namespace `{Namespace}`")}");
        foreach (var by in By)
        {
            yield return $"   by:  {by.Sentence}";
        }

        yield return $"   cut: {Cut}";
    }

    private static bool IsActor(Power power) => power.IsSomebody || power.Kind == PowerKind.Holder || (power.Kind == PowerKind.AdminIn && power.Namespace.Length > 0);

    private static EscalationHop Of(ClusterView view, Author? author, (Power From, ReachHolding? Holding, ReachMove? Move, Power To) step, Power to)
    {
        var (from, holding, move) = (step.From, step.Holding, step.Move);
        if (move is null || holding is null)
        {
            return from.Kind == PowerKind.Admin
                ? new(NamedObject.Of(from), NamedObject.Of(to), "admin", "may do anything", [], "nothing cuts it: it is part of being a cluster administrator")
                : new(NamedObject.Of(from), NamedObject.Of(to), "masters", "is of `system:masters`, whom nothing is refused", [], "issue no credentials that name the group `system:masters`");
        }

        ImmutableArray<DecidingRule> by = author is null ? [] : HopCut.Deciding(view, author, holding.Namespace, move);
        return new(NamedObject.Of(from), NamedObject.Of(to), move.Means, move.Action, by, author is null ? HopCut.OfGained(from, move) : HopCut.Of(view, author, by, to))
        {
            Namespace = holding.Namespace.Length == 0 ? null : holding.Namespace,
        };
    }
}

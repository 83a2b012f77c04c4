using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Policy;

namespace PolyK8s.Engine;

/// <summary>The judgement: a pure function of change, view and policies. Every front door ends here.</summary>
/// <param name="book">The rules to judge by.</param>
public sealed class Judge(RuleBook book)
{
    // Policies change seldom, and verdicts name their rule set each.
    private volatile Tuple<Policies, string>? _lastSet;

    /// <summary>The judge of every rule of the product.</summary>
    public static Judge OfAllRules { get; } = new(RuleBook.All);

    /// <summary>The rules this judge knows.</summary>
    public RuleBook Book => book;

    /// <summary>Runs every rule that applies, never stopping early.</summary>
    public Verdict Decide(Change change, ClusterView view, Policies policies)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var notJudged = ImmutableArray.CreateBuilder<NotJudged>();
        var couldNotTell = false;
        var before = change is { Operation: Operation.Update, Before: not null } ? change.AsBefore() : null;
        foreach (var (rule, mode) in Applying(change, view, policies))
        {
            if (Missing(rule.Card, change, view) is { } missing)
            {
                notJudged.Add(new(rule.Card.Id, missing.Reason));
                couldNotTell |= missing.NotSynced && mode == Mode.Enforce;
                continue;
            }

            findings.AddRange(Judged(rule, mode, change, before, view).AsSpan());
        }

        var outcome = findings.Any(f => f.Effect == Effect.Deny) ? Outcome.Denied
            : couldNotTell ? Outcome.CouldNotTell
            : Outcome.Allowed;
        return new(outcome, findings.DrainToImmutable(), notJudged.DrainToImmutable(), RuleSet(policies), view.Horizon);
    }

    /// <summary>The digest of these rules under these policies.</summary>
    public string RuleSet(Policies policies)
    {
        var last = _lastSet;
        if (!ReferenceEquals(last?.Item1, policies))
        {
            _lastSet = last = new(policies, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{book.Digest}\n{policies.Digest}")))[..16]);
        }

        return last!.Item2;
    }

    private IEnumerable<(IRule Rule, Mode Mode)> Applying(Change change, ClusterView view, Policies policies)
    {
        var subject = change.Object;
        var kind = new GroupKind(subject.Group, subject.Kind);
        var labels = NamespaceLabels.Of(view, subject.Namespace);
        var leaves = EndingNamespace.Takes(change, view) || CollectedObject.Takes(change, view);
        var profiles = policies.About(kind, subject.Namespace, labels);
        foreach (var rule in book.About(kind.Kind))
        {
            if (!rule.Card.Covers(change))
            {
                continue;
            }

            var mode = rule.Card.AlwaysEnforced ? Mode.Enforce : policies.ModeOf(rule.Card, profiles);
            if (mode != Mode.Off)
            {
                yield return (rule, leaves ? Ratchet.Leaving(mode) : mode);
            }
        }
    }

    private static (string Reason, bool NotSynced)? Missing(RuleCard card, Change change, ClusterView view)
    {
        if (card.NeedsAuthor && change.Author is null)
        {
            return ("who makes the change is not known; name the user (`--as`, or `author`)", false);
        }

        foreach (var kind in card.NeedsKinds)
        {
            switch (view.Knows(kind))
            {
                case Knowledge.NotGiven:
                    return ($"the cluster's {kind} objects are not known; give them (`--state`, `--live`, or `state`)", false);
                case Knowledge.NotSynced:
                    return ($"the cluster's {kind} objects are still being read", true);
                default:
                    continue;
            }
        }

        return null;
    }

    private static ImmutableArray<Finding> Judged(IRule rule, Mode mode, Change change, Change? asBefore, ClusterView view)
    {
        var found = Found(rule, change, view);
        if (found.IsEmpty)
        {
            return found;
        }

        var before = asBefore is null ? [] : Found(rule, asBefore, view);
        // Where there was nothing before, all keys are new, whatever they are.
        var effects = Ratchet.Effects([.. before.Select(f => f.RatchetKey)], [.. found.Select(f => before.IsEmpty ? "" : f.RatchetKey)], [.. found.Select(f => f.Severity == Severity.Error)], mode);
        return [.. found.Select((finding, i) => Excepted(rule.Card, finding with { Effect = effects[i], Place = PlaceOf(finding, change) }, change, view))];
    }

    // Most rules find nothing in most objects.
    private static ImmutableArray<Finding> Found(IRule rule, Change change, ClusterView view)
    {
        ImmutableArray<Finding>.Builder? found = null;
        foreach (var finding in rule.Judge(change, view))
        {
            (found ??= ImmutableArray.CreateBuilder<Finding>()).Add(finding with { Rule = rule.Card.Id, Object = change.Object.Reference });
        }

        return found?.DrainToImmutable() ?? [];
    }

    private static Finding Excepted(RuleCard card, Finding finding, Change change, ClusterView view) =>
        finding.Effect is Effect.Deny or Effect.Warn && !card.AlwaysEnforced && change.At is { } now
            ? view.Get(NamespaceExceptions.Projection).Of(finding, change.Object, now)
            : finding;

    private static SourcePlace? PlaceOf(Finding finding, Change change) =>
        change.Object is { File.Length: > 0 } source && (finding.At ?? source.Root) is { Place.IsKnown: true } node
            ? new(source.File, node.Place.Line, node.Place.Column)
            : null;
}

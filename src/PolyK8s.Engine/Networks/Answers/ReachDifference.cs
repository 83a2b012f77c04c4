using System.Collections.Immutable;
using System.Globalization;

namespace PolyK8s.Engine.Networks.Answers;

/// <summary>The flows gained and lost between two clusters, pod by pod and port by port.</summary>
public static class ReachDifference
{
    // Pairs named in a sentence.
    private const int InWords = 3;

    /// <summary>The difference, pods matched by what they are called; restricted to a protocol and port when they are given.</summary>
    public static DifferenceAnswer Of(NetworkReach before, NetworkReach after, ReachQuestion question)
    {
        var (old, now) = (new PodNames(before.Pods), new PodNames(after.Pods));
        var (oldMatrix, nowMatrix) = (new ReachMatrix(before), new ReachMatrix(after));
        var (gained, lost) = (ImmutableArray.CreateBuilder<PairDifference>(), ImmutableArray.CreateBuilder<PairDifference>());
        var unclear = new List<string>();
        var names = old.All.Union(now.All).Order(StringComparer.Ordinal).ToList();
        foreach (var from in names.Where(n => question.From is null || n == question.From))
        {
            foreach (var to in names.Where(n => question.To is null || n == question.To))
            {
                var (was, willBe) = (Ports(old, oldMatrix, from, to), Ports(now, nowMatrix, from, to));
                Add(gained, from, to, Changed(was, willBe, question, gained: true));
                Add(lost, from, to, Changed(was, willBe, question, gained: false));
                unclear.AddRange(IsUnclear(was, willBe, question) ? [$"`{from}` to `{to}`"] : Array.Empty<string>());
            }
        }

        return new(ReachAnswers.Version, gained.DrainToImmutable(), lost.DrainToImmutable())
        {
            PodsAdded = [.. now.All.Except(old.All).Order(StringComparer.Ordinal)],
            PodsRemoved = [.. old.All.Except(now.All).Order(StringComparer.Ordinal)],
            Notes = unclear.Count == 0 ? ReachAnswers.Notes(after) : [.. ReachAnswers.Notes(after) ?? [], Unclear(unclear)],
        };
    }

    // What could be told of neither, or cannot be told now, is neither gained nor lost: and must not pass for unchanged.
    private static string Unclear(List<string> pairs) => string.Create(
        CultureInfo.InvariantCulture,
        $"it cannot be told all that changed from {string.Join(", ", pairs.Take(InWords))}{(pairs.Count > InWords ? $" and {pairs.Count - InWords} other pairs" : "")}: ask about them one by one for the reason");

    private static bool IsUnclear(ImmutableArray<PortInterval> before, ImmutableArray<PortInterval> after, ReachQuestion question) =>
        before.SelectMany(b => after.Where(a => a.Protocol == b.Protocol && (a.Reach == Reach.Unknown) != (b.Reach == Reach.Unknown)).Select(a => (b, a))).Any(pair =>
        {
            var (first, last) = (Math.Max(pair.b.First, pair.a.First), Math.Min(pair.b.Last, pair.a.Last));
            return first <= last && Asked(question, pair.b.Protocol, ref first, ref last);
        });

    private static void Add(ImmutableArray<PairDifference>.Builder all, string from, string to, ImmutableArray<PortRanges> ports)
    {
        if (!ports.IsEmpty)
        {
            all.Add(new(from, to, ports));
        }
    }

    // Where a pod is not there, nothing reaches it.
    private static ImmutableArray<PortInterval> Ports(PodNames names, ReachMatrix matrix, string from, string to) =>
        names.Find(from) is { } source && names.Find(to) is { } target
            ? matrix.Intervals(source, target)
            : [.. FlowProtocols.All.Select(p => new PortInterval(p, TrafficPort.Least, TrafficPort.Most, Reach.Denied))];

    private static ImmutableArray<PortRanges> Changed(ImmutableArray<PortInterval> before, ImmutableArray<PortInterval> after, ReachQuestion question, bool gained)
    {
        var found = new List<PortInterval>();
        foreach (var (one, other) in before.SelectMany(b => after.Where(a => a.Protocol == b.Protocol).Select(a => (b, a))))
        {
            var (first, last) = (Math.Max(one.First, other.First), Math.Min(one.Last, other.Last));
            if (first <= last && Kernels.Network.FlowChange.Of(one.Reach, other.Reach) == (gained ? 1 : -1) && Asked(question, one.Protocol, ref first, ref last))
            {
                Join(found, new(one.Protocol, first, last, Reach.Allowed));
            }
        }

        return PortRanges.Of(found, Reach.Allowed);
    }

    private static bool Asked(ReachQuestion question, FlowProtocol protocol, ref int first, ref int last)
    {
        if ((question.Protocol ?? (question.Port is null ? protocol : FlowProtocol.Tcp)) != protocol || (question.Number is { } n && (n < first || n > last)))
        {
            return false;
        }

        (first, last) = question.Number is { } number ? (number, number) : (first, last);
        return true;
    }

    private static void Join(List<PortInterval> found, PortInterval next)
    {
        if (found.Count > 0 && found[^1].Protocol == next.Protocol && found[^1].Last + 1 == next.First)
        {
            found[^1] = found[^1] with { Last = next.Last };
            return;
        }

        found.Add(next);
    }
}

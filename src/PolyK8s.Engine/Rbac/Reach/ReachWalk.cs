using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;

namespace PolyK8s.Engine.Rbac.Reach;

/// <summary>All that somebody can come to act as, each by a way of fewest moves. Found here; the kernel says whether it is right.</summary>
internal sealed class ReachWalk
{
    // As in the kernel: a move costs so much that being led never tips the balance.
    private const int Hop = 1000;

    private readonly ReachFacts _facts;
    private readonly ReachEdges _edges;
    private readonly Author? _start;
    private readonly Dictionary<Power, int> _positions = [];
    private readonly List<Power> _powers = [];
    private readonly List<int> _distance = [];
    private readonly List<ReachStep> _last = [];

    private ReachWalk(ClusterView view, Power start, Author? author, Func<Power, bool>? isSought)
    {
        (_facts, _edges, _start) = (ReachFacts.Of(view), ReachEdges.Of(view), author);
        Run(start, isSought);
    }

    /// <summary>All that somebody reaches.</summary>
    /// <param name="view">The cluster.</param>
    /// <param name="author">Who.</param>
    public static ReachWalk All(ClusterView view, Author author) => new(view, StartOf(author), AsGiven(author), null);

    /// <summary>What somebody reaches up to the first power that is sought.</summary>
    public static ReachWalk To(ClusterView view, Author author, Func<Power, bool> isSought) => new(view, StartOf(author), AsGiven(author), isSought);

    /// <summary>The powers, the start first.</summary>
    public IReadOnlyList<Power> Powers => _powers;

    /// <summary>Those who hold more permissions by name than are followed, each with how many were left out.</summary>
    public IEnumerable<(Power Power, int Left)> CutShort => _powers.Select(power => (power, OutgoingOf(power).Left)).Where(cut => cut.Left > 0);

    /// <summary>Whether a power is reached.</summary>
    public bool Reaches(Power power) => _positions.ContainsKey(power);

    /// <summary>How many moves it takes to get to a power that is reached.</summary>
    public int Moves(Power power) => _distance[_positions[power]] / Hop;

    /// <summary>The steps to a power that is reached, as the kernel confirms them.</summary>
    public ImmutableArray<(Power From, ReachHolding? Holding, ReachMove? Move, Power To)> PathTo(Power power)
    {
        var at = _positions[power];
        var steps = new Stack<ReachStep>();
        var nodes = new Stack<int>([at]);
        for (; at != 0; at = _last[at].From)
        {
            steps.Push(_last[at]);
            nodes.Push(_last[at].From);
        }

        Confirm([.. steps], [.. nodes]);
        return [.. steps.Zip(nodes.Skip(1), (step, to) => Told(step, _powers[to]))];
    }

    /// <summary>Whether the kernel accepts all of it as the least set, each by a shortest way: nothing is missing, nothing made up.</summary>
    public bool IsConfirmed() =>
        ReachModel.Of(_powers.Select(power => (OutgoingOf(power).Holdings, LeadsOf(power))), PositionOf).AcceptsMap([.. _distance], [.. _last]);

    private static Power StartOf(Author author) =>
        author.Name.Length > 0 ? Power.Of(Subject.User(author.Name)) : Power.Of(Subject.Group(author.Groups[0]));

    // Whoever is in no more groups than the API server puts them in is one of those whose moves are kept.
    private static Author? AsGiven(Author author) =>
        StartOf(author).Subject!.AsAuthor is var plain && plain.Groups.Order(StringComparer.Ordinal).SequenceEqual(author.Groups.Order(StringComparer.Ordinal)) ? null : author;

    private void Run(Power start, Func<Power, bool>? isSought)
    {
        var open = new PriorityQueue<Power, (int Cost, int Order)>();
        var best = new Dictionary<Power, (int Cost, ReachStep Step)> { [start] = (0, default) };
        open.Enqueue(start, (0, 0));
        var order = 0;
        while (open.TryDequeue(out var power, out var priority))
        {
            if (!_positions.TryAdd(power, _powers.Count))
            {
                continue;
            }

            _powers.Add(power);
            _distance.Add(priority.Cost);
            _last.Add(best[power].Step);
            if (isSought?.Invoke(power) == true)
            {
                return;
            }

            foreach (var (to, cost, step) in From(power, _powers.Count - 1))
            {
                var total = priority.Cost + cost;
                if (!_positions.ContainsKey(to) && (!best.TryGetValue(to, out var known) || total < known.Cost))
                {
                    best[to] = (total, step);
                    open.Enqueue(to, (total, ++order));
                }
            }
        }
    }

    private IEnumerable<(Power To, int Cost, ReachStep Step)> From(Power power, int position)
    {
        var leads = LeadPowers(power);
        for (var i = 0; i < leads.Length; i++)
        {
            yield return (leads[i], 1, new(position, -1, i));
        }

        var outgoing = OutgoingOf(power);
        foreach (var step in outgoing.Steps)
        {
            yield return (outgoing[step].Target, Hop, new(position, step.Holding, step.Move));
        }
    }

    private Outgoing OutgoingOf(Power power) => power == _powers[0] && _start is not null ? _edges.From(power, _start) : _edges.From(power);

    private ImmutableArray<Power> LeadPowers(Power power) =>
        power == _powers[0] && _start is { IsMaster: true } ? [Power.Admin] : _facts.Leads(power);

    private ImmutableArray<int> LeadsOf(Power power) => [.. LeadPowers(power).Select(lead => PositionOf(lead) ?? _powers.Count)];

    private int? PositionOf(Power power) => _positions.TryGetValue(power, out var position) ? position : null;

    // A model of the powers on the way alone: the path stands in it as it stands in the whole.
    private void Confirm(ImmutableArray<ReachStep> steps, ImmutableArray<int> nodes)
    {
        var place = nodes.Select((node, i) => (node, i)).ToDictionary(pair => _powers[pair.node], pair => pair.i);
        var model = ReachModel.Of(
            nodes.Select(node => (OutgoingOf(_powers[node]).Holdings, (ImmutableArray<int>)[.. LeadPowers(_powers[node]).Select(lead => place.GetValueOrDefault(lead, nodes.Length))])),
            power => place.TryGetValue(power, out var position) ? position : null);
        if (!model.IsPath([.. steps.Select((step, i) => step with { From = i })], 0, nodes.Length - 1))
        {
            throw new InvalidOperationException("the kernel refused a path that was proposed");
        }
    }

    private (Power From, ReachHolding? Holding, ReachMove? Move, Power To) Told(ReachStep step, Power to)
    {
        var from = _powers[step.From];
        return step.Holding < 0 ? (from, null, null, to)
            : (from, OutgoingOf(from).Holdings[step.Holding], OutgoingOf(from)[(step.Holding, step.Index)], to);
    }
}

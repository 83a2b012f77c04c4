using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;

namespace PolyK8s.Engine.Rbac.Reach;

/// <summary>The moves everybody can afford: worked out when first asked for, and kept until a binding or role of theirs changes.</summary>
/// <remarks>What is kept is about service accounts and users as the API server groups them; groups of an author beside those are asked anew.</remarks>
internal sealed class ReachEdges
{
    // Not the view: this is kept longer than one, and would keep every object of it.
    private readonly Roles _roles;
    private readonly Bindings _bindings;
    private ImmutableDictionary<Power, Outgoing> _known;

    private ReachEdges(ClusterView view, ImmutableDictionary<Power, Outgoing> known) => (_roles, _bindings, _known) = (Roles.Of(view), Bindings.Of(view), known);

    /// <summary>The edges of a view.</summary>
    public static ReachEdges Of(ClusterView view) => view.Get(Projection.Instance);

    /// <summary>What a power holds and can afford.</summary>
    /// <param name="power">The power.</param>
    /// <param name="author">It as an author, when it has groups beside those the API server adds; null otherwise.</param>
    public Outgoing From(Power power, Author? author = null) =>
        author is not null ? Outgoing.Of(HoldingsOf(_roles, _bindings, author))
        : power.Subject is { } subject ? ImmutableInterlocked.GetOrAdd(ref _known, power, _ => Outgoing.Of(HoldingsOf(_roles, _bindings, subject.AsAuthor)))
        : power.Kind is PowerKind.AdminIn or PowerKind.Holder ? ImmutableInterlocked.GetOrAdd(ref _known, power, _ => Outgoing.Of(HoldingsOf(_roles, power)))
        : Outgoing.None;

    /// <summary>What somebody holds, scope by scope, with the moves of each.</summary>
    public static ImmutableArray<ReachHolding> HoldingsOf(ClusterView view, Author author) => HoldingsOf(Roles.Of(view), Bindings.Of(view), author);

    private static ImmutableArray<ReachHolding> HoldingsOf(Roles roles, Bindings bindings, Author author)
    {
        var rights = Rights.Of(roles, bindings, author);
        var wide = rights.In("");
        return [.. rights.Namespaces.Prepend("").Select(ns => Holding(ns, wide, ns.Length == 0 ? wide : rights.In(ns), [.. rights.HeldIn(ns)]))];
    }

    /// <summary>The role whose rights a power is; null when there is no such role.</summary>
    public static Role? RoleOf(Roles roles, Power power)
    {
        var kind = power.Name.StartsWith("Role ", StringComparison.Ordinal) ? RbacKinds.Role.Kind : RbacKinds.ClusterRole.Kind;
        return roles.Find(new(RbacKinds.Group, kind, power.Name[(kind.Length + 1)..]), power.Namespace);
    }

    private static ImmutableArray<ReachHolding> HoldingsOf(Roles roles, Power power)
    {
        if (power.Kind == PowerKind.AdminIn)
        {
            return power.Namespace.Length == 0 ? [] : [new(power.Namespace, Capability.None, EverythingInNamespace, ScopeMoves.Of(power.Namespace))];
        }

        if (RoleOf(roles, power) is not { } role)
        {
            return [];
        }

        var held = new HeldRole(new(power.Namespace, "", role.Reference, [], []), role);
        return [Holding(power.Namespace, power.Namespace.Length == 0 ? held.Capability : Capability.None, held.Capability, [held])];
    }

    private static readonly Capability EverythingInNamespace = Capability.Of((ImmutableArray<PolicyRule>)[new(["*"], ["*"], ["*"], [], [])]);

    private static ReachHolding Holding(string ns, Capability wide, Capability here, ImmutableArray<HeldRole> held)
    {
        var (named, left) = NamedMoves.Of(ns, held);
        return new(ns, wide, here, [.. ScopeMoves.Of(ns), .. named]) { Left = left };
    }

    private sealed class Projection : IIncrementalProjection<ReachEdges>
    {
        public static readonly Projection Instance = new();

        public ImmutableArray<GroupKind> Kinds => RbacKinds.All;

        public ReachEdges Project(ClusterView view) => new(view, ImmutableDictionary<Power, Outgoing>.Empty);

        public ReachEdges Next(ReachEdges previous, ImmutableArray<ObjectDelta> deltas, ClusterView view)
        {
            var touched = Touched.By(deltas, view);
            return new(view, touched.Everybody ? previous._known.Clear() : previous._known.RemoveRange(touched.Among(previous._known)));
        }
    }
}

/// <summary>What somebody holds, and the moves of it they can afford.</summary>
/// <param name="Holdings">What they hold.</param>
/// <param name="Steps">The moves they can afford: positions of holding and move.</param>
internal sealed record Outgoing(ImmutableArray<ReachHolding> Holdings, ImmutableArray<(int Holding, int Move)> Steps)
{
    /// <summary>Nothing.</summary>
    public static Outgoing None { get; } = new([], []);

    /// <summary>How many moves by name were left out, as there are too many.</summary>
    public int Left { get; } = Holdings.Sum(holding => holding.Left);

    /// <summary>What can be afforded, as the kernel decides.</summary>
    public static Outgoing Of(ImmutableArray<ReachHolding> holdings) => new(
        holdings,
        [.. holdings.SelectMany((holding, i) => Enumerable.Range(0, holding.Moves.Length).Where(j => ReachModel.Affords(holding, holding.Moves[j])).Select(j => (i, j)))]);

    /// <summary>A move.</summary>
    public ReachMove this[(int Holding, int Move) step] => Holdings[step.Holding].Moves[step.Move];
}

using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rbac.Reach;

/// <summary>Whom each power leads to, in a cluster: follows its objects one by one.</summary>
internal sealed class ReachFacts
{
    private static readonly ImmutableSortedDictionary<(string Key, string Value), int> None = ImmutableSortedDictionary.Create<(string Key, string Value), int>(new Ordinally());

    // By sort and namespace, each fact with the number of objects that say it.
    private readonly ImmutableDictionary<(FactKind Kind, string Namespace), ImmutableSortedDictionary<(string Key, string Value), int>> _facts;

    private readonly ImmutableSortedDictionary<string, int> _namespaces;

    private ReachFacts(
        ImmutableDictionary<(FactKind Kind, string Namespace), ImmutableSortedDictionary<(string Key, string Value), int>> facts,
        ImmutableSortedDictionary<string, int> namespaces) =>
        (_facts, _namespaces) = (facts, namespaces);

    /// <summary>The facts of a view.</summary>
    public static ReachFacts Of(ClusterView view) => view.Get(Projection.Instance);

    /// <summary>The namespaces anything is known of, in order.</summary>
    public IEnumerable<string> Namespaces => _namespaces.Keys;

    /// <summary>Whom a power leads to without any permission, in order.</summary>
    public ImmutableArray<Power> Leads(Power power) => power.Kind switch
    {
        PowerKind.Group when power.Name == Author.Masters => [Power.Admin],
        PowerKind.Admin => [new(PowerKind.Run, "", ""), new(PowerKind.AnyUser, "", ""), new(PowerKind.CertifiedGroup, "", "")],
        PowerKind.AnyUser => [.. All(FactKind.User, "").Select(fact => Power.Of(Subject.User(fact.Key)))],
        PowerKind.AnyGroup => [Power.Admin, .. Groups()],
        PowerKind.CertifiedGroup => [.. Groups()],
        PowerKind.AdminIn or PowerKind.RolesIn when power.Namespace.Length == 0 => [.. Namespaces.Select(ns => power with { Namespace = ns })],
        PowerKind.HolderAnywhere => [.. Namespaces.Select(ns => power with { Kind = PowerKind.Holder, Namespace = ns })],
        PowerKind.RolesIn => [.. All(FactKind.Role, power.Namespace).Select(fact => new Power(PowerKind.Holder, power.Namespace, $"Role {fact.Key}"))],
        PowerKind.Run or PowerKind.Exec or PowerKind.Tokens or PowerKind.Rewrite or PowerKind.NamedAccount or PowerKind.Pod or PowerKind.Secret =>
            power.Namespace.Length == 0 ? [.. Namespaces.Select(ns => power with { Namespace = ns })] : [.. Distinct(InNamespace(power))],
        _ => [],
    };

    private IEnumerable<Power> InNamespace(Power power)
    {
        var ns = power.Namespace;
        return power.Kind switch
        {
            PowerKind.Run => All(FactKind.Account, ns).Select(fact => Account(ns, fact.Key)),
            PowerKind.NamedAccount => All(FactKind.Account, ns).Where(fact => fact.Key == power.Name).Select(fact => Account(ns, fact.Key)),
            PowerKind.Exec => All(FactKind.Running, ns).Select(fact => Account(ns, fact.Value)),
            PowerKind.Pod => All(FactKind.Running, ns).Where(fact => fact.Key == power.Name).Select(fact => Account(ns, fact.Value)),
            PowerKind.Tokens => All(FactKind.TokenSecret, ns).Select(fact => Account(ns, fact.Value)),
            PowerKind.Secret => All(FactKind.TokenSecret, ns).Where(fact => fact.Key == power.Name).Select(fact => Account(ns, fact.Value)),
            _ => All(FactKind.Workload, ns).Any(fact => fact.Value == power.Name || fact.Key == power.Name) ? [new Power(PowerKind.Run, ns, "")] : [],
        };
    }

    private static IEnumerable<Power> Distinct(IEnumerable<Power> powers) => powers.Distinct();

    private static Power Account(string ns, string name) => new(PowerKind.Account, ns, name);

    private IEnumerable<Power> Groups() => All(FactKind.Group, "").Select(fact => fact.Key).Where(name => name != Author.Masters).Select(name => Power.Of(Subject.Group(name)));

    private IEnumerable<(string Key, string Value)> All(FactKind kind, string ns) => (_facts.GetValueOrDefault((kind, ns)) ?? None).Keys;

    private sealed class Ordinally : IComparer<(string Key, string Value)>
    {
        public int Compare((string Key, string Value) x, (string Key, string Value) y) =>
            string.CompareOrdinal(x.Key, y.Key) is var order and not 0 ? order : string.CompareOrdinal(x.Value, y.Value);
    }

    private sealed class Projection : IIncrementalProjection<ReachFacts>
    {
        public static readonly Projection Instance = new();

        public ImmutableArray<GroupKind> Kinds { get; } =
        [
            new("", "Namespace"), new("", "ServiceAccount"), new("", "Secret"), new("", "Pod"), new("", "ReplicationController"),
            new("apps", "DaemonSet"), new("apps", "Deployment"), new("apps", "ReplicaSet"), new("apps", "StatefulSet"), new("batch", "CronJob"), new("batch", "Job"),
            RbacKinds.Role, RbacKinds.RoleBinding, RbacKinds.ClusterRoleBinding,
        ];

        public ReachFacts Project(ClusterView view)
        {
            var edit = new Edit(new(ImmutableDictionary<(FactKind, string), ImmutableSortedDictionary<(string, string), int>>.Empty, ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal)));
            foreach (var fact in Kinds.SelectMany(kind => view.Of(kind).All).SelectMany(Fact.Of))
            {
                edit.Count(fact, 1);
            }

            return edit.Done();
        }

        public ReachFacts Next(ReachFacts previous, ImmutableArray<ObjectDelta> deltas, ClusterView view)
        {
            var edit = new Edit(previous);
            foreach (var delta in deltas)
            {
                Count(edit, delta.Before, -1);
                Count(edit, delta.After, 1);
            }

            return edit.Done();
        }

        private static void Count(Edit edit, Manifest? manifest, int by)
        {
            foreach (var fact in manifest is null ? [] : Fact.Of(manifest))
            {
                edit.Count(fact, by);
            }
        }
    }

    private sealed class Edit(ReachFacts start)
    {
        private readonly ImmutableDictionary<(FactKind, string), ImmutableSortedDictionary<(string, string), int>>.Builder _facts = start._facts.ToBuilder();
        private readonly ImmutableSortedDictionary<string, int>.Builder _namespaces = start._namespaces.ToBuilder();

        public void Count(Fact fact, int by)
        {
            var place = (fact.Kind, fact.Namespace);
            var known = _facts.GetValueOrDefault(place) ?? None;
            var after = Counted(known, (fact.Key, fact.Value), by);
            if (after.IsEmpty)
            {
                _facts.Remove(place);
            }
            else
            {
                _facts[place] = after;
            }

            if (fact.Namespace.Length > 0 && known.IsEmpty != after.IsEmpty)
            {
                CountNamespace(fact.Namespace, by);
            }
        }

        public ReachFacts Done() => new(_facts.ToImmutable(), _namespaces.ToImmutable());

        private void CountNamespace(string ns, int by)
        {
            var count = _namespaces.GetValueOrDefault(ns) + by;
            if (count == 0)
            {
                _namespaces.Remove(ns);
            }
            else
            {
                _namespaces[ns] = count;
            }
        }

        private static ImmutableSortedDictionary<(string Key, string Value), int> Counted(ImmutableSortedDictionary<(string Key, string Value), int> facts, (string Key, string Value) fact, int by) =>
            facts.GetValueOrDefault(fact) + by is var count and not 0 ? facts.SetItem(fact, count) : facts.Remove(fact);
    }
}

using System.Collections.Immutable;
using CsCheck;
using PolyK8s.Engine.Rbac;
using PolyK8s.Engine.Rbac.Questions;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Rbac;

/// <summary>Whom somebody can come to act as, against a second reading and by properties.</summary>
public sealed class ReachTests
{
    private const int Cases = 600;
    private static readonly Author Alice = Author.Named("alice", []);

    [Fact]
    public void Reaches_whom_the_second_reading_reaches() => SmallClusters.All.Sample(
        cluster => Found(SmallClusters.View(cluster)).SetEquals(new ReachReading().From(cluster, "alice")), iter: Cases, print: SmallClusters.Text);

    [Fact]
    public void Is_told_from_readings_that_are_wrong()
    {
        foreach (var wrong in new ReachReading[] { new JoinsScopes(), new ForgetsNames() })
        {
            Assert.ThrowsAny<CsCheckException>(() => SmallClusters.All.Sample(
                cluster => Found(SmallClusters.View(cluster)).SetEquals(wrong.From(cluster, "alice")), iter: 10 * Cases));
        }
    }

    [Fact]
    public void Does_not_depend_on_the_order_of_objects() => SmallClusters.All.Sample(
        cluster => Found(ClusterView.Of(SmallClusters.Objects(cluster).Reverse())).SetEquals(Found(SmallClusters.View(cluster))), iter: Cases / 5);

    [Fact]
    public void Reaches_no_fewer_when_more_is_given() => SmallClusters.All.Sample(
        cluster => Found(SmallClusters.View(cluster with { Bindings = cluster.Bindings[..^1] })).IsSubsetOf(Found(SmallClusters.View(cluster))), iter: Cases / 5);

    [Fact]
    public void Follows_events_to_where_it_would_be_anew() => Gen.Select(SmallClusters.All, SmallClusters.All).Sample(
        (old, next) =>
        {
            var view = SmallClusters.View(old);
            Found(view);
            foreach (var gone in SmallClusters.Objects(old))
            {
                var kind = new GroupKind(gone.Group, gone.Kind);
                view = view.With(kind, view.Of(kind).Without(gone.Namespace, gone.Name), "");
            }

            Found(view);
            foreach (var come in SmallClusters.Objects(next))
            {
                var kind = new GroupKind(come.Group, come.Kind);
                view = view.With(kind, view.Of(kind).With(come), "");
                view.Follow();
            }

            return Found(view).SetEquals(Found(SmallClusters.View(next)));
        },
        iter: Cases / 5);

    [Fact]
    public void Names_each_hop_with_its_binding_and_what_cuts_it() => SmallClusters.All.Sample(
        cluster =>
        {
            var view = SmallClusters.View(cluster);
            var answer = EscalationAnswer.Of(view, Alice, Subject.Group("system:masters"));
            foreach (var hop in answer.Hops.Where(hop => !hop.By.IsEmpty))
            {
                var cut = hop.By.Aggregate(view, (left, by) => left.Of(RbacKinds.Group, by.Binding.Kind).Find(by.Binding.Namespace ?? "", by.Binding.Name) is { } binding ? left.Without(binding) : left);
                Assert.StartsWith("remove ", hop.Cut, StringComparison.Ordinal);
                Assert.NotSame(view, cut);
            }

            return answer.Reached == !answer.Hops.IsEmpty;
        },
        iter: Cases / 5);

    // Users and groups that only a rule names are reached by name and hold nothing: the second reading does not know them.
    private static HashSet<string> Found(ClusterView view) =>
        [.. EscalationAnswer.Of(view, Alice, Subject.Group("system:masters")).Reaches
            .Where(r => r.Subject.Kind != "Group" && (r.Subject.Kind != "User" || r.Subject.Name is "alice" or "bob"))
            .Where(r => r.Subject.Kind != "User" || Bindings.Of(view).Of(Author.Named(r.Subject.Name, [])).Length > 0)
            .Select(r => r.Subject.Kind == "ServiceAccount" ? ServiceAccount.UserName(r.Subject.Namespace!, r.Subject.Name) : r.Subject.Name),
            "alice"];

    // Permissions held in different namespaces never add up.
    private sealed class JoinsScopes : ReachReading
    {
        protected override ImmutableArray<PolicyRule> Held(SmallCluster cluster, string who, string ns) =>
            [.. cluster.Bindings.Where(b => b.User == who && (ns.Length > 0 || b.Namespace.Length == 0)).SelectMany(b => b.Rules)];
    }

    // A name limits a permission to one object.
    private sealed class ForgetsNames : ReachReading
    {
        protected override bool CanName(ImmutableArray<PolicyRule> rules, string verb, string resource, string name) => Can(rules, verb, "", resource);
    }
}

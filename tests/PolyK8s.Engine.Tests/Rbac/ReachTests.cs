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
    public void Does_not_depend_on_names() => SmallClusters.All.Sample(
        cluster =>
        {
            var renamed = SmallClusters.Renamed(cluster, name => name.Length == 0 ? name : $"{name}-{name.Length}");
            return Found(SmallClusters.View(renamed), "alice-5", "bob-3").SetEquals(new ReachReading().From(renamed, "alice-5"))
                && Found(SmallClusters.View(renamed), "alice-5", "bob-3").Count == Found(SmallClusters.View(cluster)).Count;
        },
        iter: Cases / 5,
        print: SmallClusters.Text);

    [Fact]
    public void Cuts_each_hop_by_the_change_it_names()
    {
        var tried = 0;
        SmallClusters.All.Sample(
            cluster =>
            {
                var view = SmallClusters.View(cluster);
                var answer = EscalationAnswer.Of(view, Alice, Subject.Group("system:masters"));
                var ways = answer.Reaches.Select(r => SubjectOf(r.Subject)).OfType<Subject>().Take(4).Select(to => EscalationAnswer.Of(view, Alice, to));
                foreach (var hop in ways.SelectMany(way => way.Hops).Where(hop => !hop.By.IsEmpty && SubjectOf(hop.To) is not null))
                {
                    var (from, to) = (SubjectOf(hop.From)!.AsAuthor, SubjectOf(hop.To)!);
                    Assert.Single(EscalationAnswer.Of(view, from, to).Hops);
                    Assert.NotEqual(1, EscalationAnswer.Of(Without(view, hop.Cut), from, to).Hops.Length);
                    Interlocked.Increment(ref tried);
                }

                return answer.Reached == !answer.Hops.IsEmpty;
            },
            iter: Cases / 3,
            print: SmallClusters.Text);
        Assert.True(tried > 20, $"{tried} hops tried");
    }

    private static Subject? SubjectOf(NamedObject named) =>
        named.Kind == "Power" ? (named.Name == "cluster-admin" ? Subject.Group("system:masters") : null) : new(named.Kind, named.Namespace ?? "", named.Name);

    // "remove User `bob` from RoleBinding `a/binding-1`, and remove ...": each binding here has one subject.
    private static ClusterView Without(ClusterView view, string cut) => System.Text.RegularExpressions.Regex.Matches(cut, "remove [^`]+`[^`]+` from (RoleBinding|ClusterRoleBinding) `([^`]+)`")
        .Select(match => (Kind: match.Groups[1].Value, Place: match.Groups[2].Value.Split('/')))
        .Aggregate(view, (left, gone) => left.Of(RbacKinds.Group, gone.Kind).Find(gone.Place.Length == 2 ? gone.Place[0] : "", gone.Place[^1]) is { } binding ? left.Without(binding) : left);

    // Users and groups that only a rule names are reached by name and hold nothing: the second reading does not know them.
    private static HashSet<string> Found(ClusterView view, string start = "alice", string other = "bob") =>
        [.. EscalationAnswer.Of(view, Author.Named(start, []), Subject.Group("system:masters")).Reaches
            .Where(r => r.Subject.Kind != "Group" && (r.Subject.Kind != "User" || r.Subject.Name == start || r.Subject.Name == other))
            .Where(r => r.Subject.Kind != "User" || Bindings.Of(view).Of(Author.Named(r.Subject.Name, [])).Length > 0)
            .Select(r => r.Subject.Kind == "ServiceAccount" ? ServiceAccount.UserName(r.Subject.Namespace!, r.Subject.Name) : r.Subject.Name),
            start];

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

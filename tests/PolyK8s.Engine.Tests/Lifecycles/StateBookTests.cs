using PolyK8s.Engine.Lifecycles.Following;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Tests.Lifecycles;

/// <summary>The states of objects that are followed.</summary>
public sealed class StateBookTests
{
    private static readonly GroupKind Claims = new("", "PersistentVolumeClaim");

    [Fact]
    public void Remembers_the_steps_of_an_object()
    {
        var tracked = Follow("Pending", "Bound", "Lost", "Bound").Find(Claims, "shop", "data")!;
        Assert.Equal(("Bound", "Pending>Bound Bound>Lost Lost>Bound"), (tracked.State, Steps(tracked)));
    }

    [Fact]
    public void Tells_a_step_that_the_table_forbids()
    {
        var book = Follow("Pending", "Bound", "Pending");
        var step = Assert.Single(book.Forbidden);
        Assert.Equal(
            (1, "PersistentVolumeClaim shop/data", "the state goes from `Bound` to `Pending`, and only `Resizing`, `Lost`, `Terminating` may follow `Bound`"),
            (step.Number, step.Object.ToString(), step.Line));
        Assert.Equal(1, book.Counts[Claims]);
    }

    [Fact]
    public void Remembers_a_bounded_number_of_steps() =>
        Assert.Equal(StateBook.MostSteps, Follow([.. Enumerable.Range(0, 41).Select(i => i % 2 == 0 ? "Bound" : "Lost")]).Find(Claims, "shop", "data")!.Steps.Length);

    [Fact]
    public void Remembers_a_bounded_number_of_forbidden_steps_and_counts_all()
    {
        var book = Follow([.. Enumerable.Range(0, 801).Select(i => i % 2 == 0 ? "Bound" : "Pending")]);
        Assert.Equal((StateBook.MostForbidden, 400, 400), (book.Forbidden.Count, book.Counts[Claims], book.Forbidden[^1].Number));
    }

    [Fact]
    public void Begins_anew_with_an_object_that_is_made_again()
    {
        var bound = ObjectSet.Empty.With(Claim("Bound", "one"));
        var book = StateBook.Empty.After(Claims, ObjectSet.Empty, bound).After(Claims, bound, bound.With(Claim("Pending", "two")));
        Assert.Empty(book.Forbidden);
        Assert.Empty(book.Find(Claims, "shop", "data")!.Steps);
    }

    [Fact]
    public void Forgets_an_object_that_is_gone()
    {
        var bound = ObjectSet.Empty.With(Claim("Bound"));
        Assert.Null(StateBook.Empty.After(Claims, ObjectSet.Empty, bound).After(Claims, bound, bound.Without("shop", "data")).Find(Claims, "shop", "data"));
    }

    [Theory]
    [InlineData("Pending", "Lost", 0)]
    [InlineData("Bound", "Pending", 1)]
    public void Forgives_steps_that_a_list_after_an_interruption_may_hide(string before, string after, int forbidden)
    {
        var (old, listed) = (ObjectSet.Empty.With(Claim(before)), Relisted(Claim(after)));
        Assert.Equal(forbidden, StateBook.Empty.After(Claims, ObjectSet.Empty, old).After(Claims, old, listed).Forbidden.Count);
    }

    [Fact]
    public void Tells_an_observed_generation_that_goes_back()
    {
        var kind = new GroupKind("apps", "StatefulSet");
        var three = ObjectSet.Empty.With(Set(3));
        Assert.Equal("the observed generation goes back", Assert.Single(StateBook.Empty.After(kind, ObjectSet.Empty, three).After(kind, three, three.With(Set(2))).Forbidden).Line);
    }

    [Fact]
    public void Does_not_follow_an_object_without_a_status() =>
        Assert.Empty(StateBook.Empty.After(Claims, ObjectSet.Empty, ObjectSet.Empty.With(Objects.Of("apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data, namespace: shop}\n"))).Objects);

    private static StateBook Follow(params string[] phases)
    {
        var (book, objects) = (StateBook.Empty, ObjectSet.Empty);
        foreach (var phase in phases)
        {
            var next = objects.With(Claim(phase));
            (book, objects) = (book.After(Claims, objects, next), next);
        }

        return book;
    }

    // A set of which nobody knows how it came from another.
    private static ObjectSet Relisted(Manifest manifest) =>
        Enumerable.Range(0, 2_000).Aggregate(ObjectSet.Empty.With(manifest), (set, _) => set.With(manifest));

    private static string Steps(TrackedState tracked) => string.Join(' ', tracked.Steps.Select(s => $"{s.From}>{s.To}"));

    private static Manifest Claim(string phase, string uid = "one") =>
        Objects.Of($"apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {{name: data, namespace: shop, uid: {uid}}}\nspec: {{volumeName: pv}}\nstatus: {{phase: {phase}}}\n");

    private static Manifest Set(long observed) =>
        Objects.Of($"apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {{name: db, namespace: shop, uid: one, generation: 3}}\nstatus: {{observedGeneration: {observed}}}\n");
}

using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Tests;

/// <summary>The cluster before and after a change, with the rest of its request.</summary>
public sealed class WorldTests
{
    private static readonly GroupKind Thing = new("test", "Thing");
    private static readonly Manifest A = TestRule.Thing("a");
    private static readonly Manifest B = TestRule.Thing("b");
    private static readonly Manifest Changed = TestRule.Thing("a", "x");

    [Fact]
    public void Holds_a_created_object_only_after()
    {
        var change = Change.Create(A);
        Assert.Equal(("", "a"), Worlds(change, ClusterView.Empty));
    }

    [Fact]
    public void Holds_an_updated_object_as_it_was_and_as_it_is()
    {
        var change = new Change(Operation.Update, A, Changed);
        var view = ClusterView.Of([B]);
        Assert.Same(A, change.WorldBefore(view).Of(Thing).Find("a", "thing"));
        Assert.Same(Changed, change.WorldAfter(view).Of(Thing).Find("a", "thing"));
        Assert.Equal(("a,b", "a,b"), Worlds(change, view));
    }

    [Fact]
    public void Holds_a_deleted_object_only_before() =>
        Assert.Equal(("a,b", "b"), Worlds(new(Operation.Delete, A, null), ClusterView.Of([A, B])));

    [Fact]
    public void Holds_the_rest_of_the_request_on_both_sides()
    {
        var request = new RequestObjects([A, B], deleted: false);
        var change = Change.Create(A) with { Part = new(request, 0) };
        Assert.Equal(("b", "a,b"), Worlds(change, ClusterView.Empty));
        Assert.Same(request.After(ClusterView.Empty), change.WorldAfter(ClusterView.Empty));
        Assert.Same(B, Assert.Single(change.Beside));
    }

    [Fact]
    public void Deletes_the_whole_request()
    {
        var change = new Change(Operation.Delete, A, null) { Part = new(new([A, B], deleted: true), 0) };
        Assert.Equal(("a", ""), Worlds(change, ClusterView.Of([A, B])));
    }

    [Fact]
    public void Judges_the_object_before_in_the_same_surroundings()
    {
        var change = new Change(Operation.Update, A, Changed) { Part = new(new([Changed, B], deleted: false), 0) };
        Assert.Same(A, change.AsBefore().WorldAfter(ClusterView.Empty).Of(Thing).Find("a", "thing"));
        Assert.Equal(("b", "a,b"), Worlds(change.AsBefore(), ClusterView.Empty));
    }

    private static (string Before, string After) Worlds(Change change, ClusterView view) => (Names(change.WorldBefore(view)), Names(change.WorldAfter(view)));

    private static string Names(ClusterView view) => string.Join(',', view.Of(Thing).All.Select(o => o.Namespace).Order(StringComparer.Ordinal));
}

using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Tests;

/// <summary>A view is a value: edits make new views, and projections are kept while nothing they read changes.</summary>
public sealed class ClusterViewTests
{
    private static readonly GroupKind Thing = new("test", "Thing");

    [Fact]
    public void Keeps_the_old_view_as_it_was()
    {
        var before = ClusterView.Of([TestRule.Thing("a")]);
        var after = before.With([TestRule.Thing("b")]);
        Assert.Equal((1, 2), (before.Of(Thing).Count, after.Of(Thing).Count));
    }

    [Fact]
    public void Replaces_an_object_of_the_same_name()
    {
        var view = ClusterView.Of([TestRule.Thing("a")]).With([TestRule.Thing("a", "x")]);
        Assert.Equal("x", view.Of(Thing).Find("a", "thing")!.Root.ItemsAt("spec", "bad")[0].Text);
    }

    [Fact]
    public void Computes_a_projection_again_only_when_one_of_its_kinds_changed()
    {
        var projection = new CountOfThings();
        var view = ClusterView.Of([TestRule.Thing("a")]);
        Assert.Equal("1", view.Get(projection));
        var unrelated = view.With([new(ManifestNode.Object(("apiVersion", ManifestNode.Of("v1")), ("kind", ManifestNode.Of("Pod"))))]);
        Assert.Equal("1", unrelated.Get(projection));
        Assert.Equal(1, projection.Computed);
        Assert.Equal("2", unrelated.With([TestRule.Thing("b")]).Get(projection));
        Assert.Equal("1", view.Get(projection));
    }

    [Fact]
    public void Knows_what_it_was_given()
    {
        Assert.Equal(Knowledge.NotGiven, ClusterView.NotGiven.Knows(Thing));
        Assert.Equal(Knowledge.Known, ClusterView.Empty.Knows(Thing));
        Assert.Equal(Knowledge.NotSynced, ClusterView.Empty.Pending([Thing]).Knows(Thing));
        Assert.Equal(Knowledge.Known, ClusterView.Empty.Pending([Thing]).Pending([]).Knows(Thing));
        var policy = new GroupKind(ClusterView.PolicyGroup, "NetworkZone");
        Assert.Equal(Knowledge.Known, ClusterView.NotGiven.Knows(policy));
        Assert.Equal(Knowledge.NotSynced, ClusterView.Empty.Pending([policy]).Knows(policy));
    }

    private sealed class CountOfThings : IProjection<string>
    {
        public int Computed { get; private set; }

        public ImmutableArray<GroupKind> Kinds => [Thing];

        public string Project(ClusterView view)
        {
            Computed++;
            return view.Of(Thing).Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}

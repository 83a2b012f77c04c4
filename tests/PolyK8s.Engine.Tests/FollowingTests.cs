using System.Collections.Immutable;

namespace PolyK8s.Engine.Tests;

/// <summary>Projections that follow their objects: one step for one event, equal to a projection made anew, and never disturbed by an overlay.</summary>
public sealed class FollowingTests
{
    private static readonly GroupKind Thing = new("test", "Thing");

    [Fact]
    public void Steps_instead_of_projecting_anew()
    {
        var names = new NamesOfThings();
        var view = ClusterView.Of([TestRule.Thing("a")]);
        Assert.Equal("a", view.Get(names).Text);
        view = view.With(Thing, view.Of(Thing).With(TestRule.Thing("b")), "2");
        view = view.With(Thing, view.Of(Thing).Without("a", "thing"), "3");
        Assert.Equal("b", view.Get(names).Text);
        Assert.Equal((1, 2), (names.Projected, names.Followed));
    }

    [Fact]
    public void Follows_ahead_of_the_next_question()
    {
        var names = new NamesOfThings();
        var view = ClusterView.Of([TestRule.Thing("a")]);
        view.Get(names);
        view = view.With(Thing, view.Of(Thing).With(TestRule.Thing("b")), "2");
        view.Follow();
        Assert.Equal((1, 1), (names.Projected, names.Followed));
        Assert.Equal("a,b", view.Get(names).Text);
        Assert.Equal(1, names.Followed);
    }

    [Fact]
    public void Leaves_the_view_below_an_overlay_alone()
    {
        var names = new NamesOfThings();
        var view = ClusterView.Of([TestRule.Thing("a")]);
        view.Get(names);
        Assert.Equal("a,b", view.With([TestRule.Thing("b")]).Get(names).Text);
        Assert.Equal("", view.Without(TestRule.Thing("a")).Get(names).Text);
        Assert.Equal("a", view.Get(names).Text);
        Assert.Equal((1, 2), (names.Projected, names.Followed));
    }

    [Fact]
    public void Answers_for_an_older_view_while_newer_ones_come()
    {
        var names = new NamesOfThings();
        var old = ClusterView.Of([TestRule.Thing("a")]);
        old.Get(names);
        var view = old;
        for (var i = 0; i < 100; i++)
        {
            view = view.With(Thing, view.Of(Thing).With(TestRule.Thing($"n{i}")), "");
            view.Follow();
        }

        Assert.Equal("a", old.Get(names).Text);
        Assert.Equal(1, names.Projected);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(1023)]
    [InlineData(5000)]
    public void Gives_the_same_however_many_changes_there_were(int changes)
    {
        var names = new NamesOfThings();
        var view = ClusterView.Of([TestRule.Thing("a")]);
        view.Get(names);
        for (var i = 0; i < changes; i++)
        {
            view = view.With(Thing, view.Of(Thing).With(TestRule.Thing($"n{i % 700}")), "");
        }

        Assert.Equal(string.Join(',', view.Of(Thing).All.Select(o => o.Namespace).Order(StringComparer.Ordinal)), view.Get(names).Text);
    }

    [Fact]
    public void Projects_anew_when_the_past_is_not_known()
    {
        var names = new NamesOfThings();
        var view = ClusterView.Of([TestRule.Thing("a")]);
        view.Get(names);
        view = view.With(Thing, ObjectSet.Empty.With([TestRule.Thing("c")]), "9");
        Assert.Equal("c", view.Get(names).Text);
        Assert.Equal(2, names.Projected);
    }

    private sealed record Names(ImmutableSortedSet<string> Set)
    {
        public string Text => string.Join(',', Set);
    }

    private sealed class NamesOfThings : IIncrementalProjection<Names>
    {
        public int Projected { get; private set; }

        public int Followed { get; private set; }

        public ImmutableArray<GroupKind> Kinds => [Thing];

        public Names Project(ClusterView view)
        {
            Projected++;
            return new(ImmutableSortedSet.CreateRange(StringComparer.Ordinal, view.Of(Thing).All.Select(o => o.Namespace)));
        }

        public Names Next(Names previous, ImmutableArray<ObjectDelta> deltas, ClusterView view)
        {
            Followed += deltas.Length;
            return new(deltas.Aggregate(previous.Set, (set, delta) => delta.After is { } after ? set.Add(after.Namespace) : set.Remove(delta.Before!.Namespace)));
        }
    }
}

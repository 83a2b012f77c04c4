using CsCheck;
using PolyK8s.Engine.Lifecycles;

namespace PolyK8s.Engine.Tests.Lifecycles;

/// <summary>The tables of all kinds.</summary>
public sealed class TableTests
{
    private static readonly string[] Kstatus = ["InProgress", "Failed", "Current", "Terminating", "Unknown"];
    private static readonly string[] Argo = ["Healthy", "Progressing", "Degraded", "Suspended", "Missing", "Unknown"];

    /// <summary>A kind of each table, and one of no table.</summary>
    public static TheoryData<string> Kinds => [.. LifecycleTables.All.Select(t => t.Kinds[0].ToString()), "Thing.example.org"];

    [Fact]
    public void The_kernel_accepts_every_table() => Assert.All(LifecycleTables.All, table => Assert.True(table.Compiled.IsSound, table.Kinds[0].ToString()));

    [Theory]
    [InlineData("no last row")]
    [InlineData("dead end")]
    [InlineData("a way out of an end")]
    [InlineData("a row to nowhere")]
    [InlineData("a way to nowhere")]
    public void The_kernel_refuses_a_table_with_a_mistake(string mistake)
    {
        var table = new LifecycleTable
        {
            Kinds = [new("", "Thing")],
            States =
            [
                new("Begun", StateLevel.Underway, mistake == "dead end" ? [] : mistake == "a way to nowhere" ? ["Done", "Lost"] : ["Done"]),
                new("Done", StateLevel.Ended, mistake == "a way out of an end" ? ["Begun"] : []),
            ],
            Rows = [new("Done=True", "Done"), .. mistake == "no last row" ? Array.Empty<TableRow>() : [new("", mistake == "a row to nowhere" ? "Lost" : "Begun")]],
        };
        Assert.False(table.Compiled.IsSound);
    }

    [Fact]
    public void Every_kind_is_in_one_table() =>
        Assert.Empty(LifecycleTables.All.SelectMany(t => t.Kinds).GroupBy(k => k).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void Every_row_is_about_a_state_of_its_table() => Assert.All(
        LifecycleTables.All,
        table => Assert.Subset(table.Compiled.States.Select(s => s.Name).ToHashSet(), table.Rows.Select(r => r.State).ToHashSet()));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Tells_a_state_whatever_an_object_says_and_in_whatever_order(string kind) => Gen.Select(StatusObjects.Of(KindOf(kind)), Gen.Int).Sample(
        (o, seed) =>
        {
            var state = ObjectStates.Of(o, Objects.Now);
            Assert.Contains(state.State, LifecycleTables.Of(KindOf(kind)).Compiled.States.Select(s => s.Name));
            Assert.Equal(state.State, ObjectStates.Of(StatusObjects.Shuffled(o, seed), Objects.Now).State);
            Assert.Contains(ObjectStates.Of(o, Objects.Now, StateView.Kstatus).State, Kstatus);
            Assert.Contains(ObjectStates.Of(o, Objects.Now, StateView.Argo).State, Argo);
            Assert.NotNull(Engine.Lifecycles.Workloads.KubectlStatus.Of(o).Message);
            Assert.False(StatusFaults.Of(o).IsDefault);
        },
        iter: 1_000,
        threads: 1);

    private static GroupKind KindOf(string text) => text.Split('.', 2) is [var kind, var group] ? new(group, kind) : new("", text);
}

using System.Collections.Immutable;
using CsCheck;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;
using PolyK8s.Engine.Waiting;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Waiting;

/// <summary>Deadlocks among random workloads, against a second reading.</summary>
public sealed class WaitGraphTests
{
    private const int Cases = 3_000;

    private static readonly Gen<string> Group = Gen.Int[0, 3].Select(i => $"g{i}");

    private static readonly Gen<ImmutableArray<StartingThing>> Things = Gen.Select(Group, Group.Array[0, 2], Group.Array[0, 1]).Array[1, 6]
        .Select(rows => rows.Select((r, i) => new StartingThing($"w{i}", r.Item1, [.. r.Item2], [.. r.Item3])).ToImmutableArray());

    /// <summary>The planted mistakes.</summary>
    public static TheoryData<string> Misreadings => [.. StartReading.Misreadings];

    [Fact]
    public void Says_what_the_second_reading_says() => Things.Sample(things => Agrees(things, new()), iter: Cases);

    [Theory]
    [MemberData(nameof(Misreadings))]
    public void Tells_a_misreading_from_the_graph(string misreading) =>
        Assert.ThrowsAny<CsCheckException>(() => Things.Sample(things => Agrees(things, new(misreading)), iter: Cases, threads: 1));

    [Fact]
    public void Finds_a_planted_deadlock() => Gen.Select(Things, Gen.Int[1, 5]).Sample((things, length) =>
    {
        var ring = Enumerable.Range(0, length).Select(i => new StartingThing($"r{i}", $"ring{i}", [$"ring{(i + 1) % length}"], []));
        var cycle = Through("r0", [.. things, .. ring]);
        return cycle.Length == 2 * length && cycle[0].Waiting.Name.Name == "r0" && cycle[^1].Awaited == cycle[0].Waiting;
    }, iter: Cases / 4);

    [Fact]
    public void Ends_for_a_long_chain_of_waits()
    {
        const int Length = 2_000;
        var chain = Enumerable.Range(0, Length).Select(i => new StartingThing($"w{i}", $"g{i}", [$"g{i + 1}"], [])).ToImmutableArray();
        Assert.Empty(Through("w0", chain));
    }

    private static bool Agrees(ImmutableArray<StartingThing> things, StartReading reading)
    {
        var view = View(things);
        return things.All(t => (WaitGraph.DeadlockThrough(Key(t.Name), view, webhooks: false).Length > 0) == reading.IsDeadlocked(t.Name, things));
    }

    private static ImmutableArray<Edge> Through(string name, ImmutableArray<StartingThing> things) => WaitGraph.DeadlockThrough(Key(name), View(things), webhooks: true);

    private static ClusterView View(ImmutableArray<StartingThing> things) => ClusterView.Of(things.Select(Workload)
        .Concat(things.SelectMany(t => t.WaitsFor.Concat(t.Resolves).Append(t.Group)).Distinct().Select(Service)));

    private static ObjectKey Key(string name) => new(new("apps", "Deployment"), new("shop", name));

    private static Manifest Service(string group) => Parsed($$$"""{"apiVersion":"v1","kind":"Service","metadata":{"name":"{{{group}}}","namespace":"shop"},"spec":{"selector":{"group":"{{{group}}}"},"ports":[{"port":80}]} }""");

    private static Manifest Workload(StartingThing thing)
    {
        var commands = thing.WaitsFor.Select(g => $"until nc -z {g} 80; do sleep 1; done").Concat(thing.Resolves.Select(g => $"until nslookup {g}; do sleep 1; done"));
        var init = string.Join(',', commands.Select((c, i) => $$$"""{"name":"i{{{i}}}","image":"busybox","command":["sh","-c","{{{c}}}"]}"""));
        return Parsed($$$"""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"{{{thing.Name}}}","namespace":"shop"},"spec":{"selector":{"matchLabels":{"name":"{{{thing.Name}}}"}},"template":{"metadata":{"labels":{"name":"{{{thing.Name}}}","group":"{{{thing.Group}}}"}},"spec":{"initContainers":[{{{init}}}],"containers":[{"name":"c","image":"i"}]} } } }""");
    }

    private static Manifest Parsed(string json) => ManifestJson.TryParse(System.Text.Encoding.UTF8.GetBytes(json), out var node, out var fault) ? new(node) : throw new InvalidOperationException(fault.Problem);
}

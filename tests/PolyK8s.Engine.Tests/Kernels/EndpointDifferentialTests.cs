using System.Collections.Immutable;
using CsCheck;
using PolyK8s.Engine.Endpoints;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Ordering;
using PolyK8s.Engine.References;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Kernels;

/// <summary>Endpoints, ownership and depends-on entries behind their borders, against second readings.</summary>
public sealed class EndpointDifferentialTests
{
    private const int Cases = 30_000;

    private static readonly Gen<KeyValuePair<string, string>> Label = Gen.Select(Of("app", "tier"), Of("web", "db"), KeyValuePair.Create);

    private static readonly Gen<ContainerPort> Port = Gen.Select(Of("http", "dns", ""), Of("TCP", "UDP"), Gen.Int[1, 3], (name, protocol, number) => new ContainerPort(name, protocol, number));

    private static readonly Gen<EndpointPod> Pod = Gen.Select(
        Of("a", "b"), Label.Array[0, 3], Gen.Int[0, 3].Select(i => i == 0), Gen.Int[0, 3].Select(i => i > 0), Gen.Bool, Gen.Bool, Port.Array[0, 3],
        (ns, labels, ended, address, ready, terminates, ports) => new EndpointPod(ns, [.. labels], ended, address, ready, terminates, [.. ports]));

    private static readonly Gen<EndpointService> Service = Gen.Select(Of("a", "b"), Label.Array[1, 2], Gen.Bool, (ns, labels, publishes) => new EndpointService(ns, [.. labels], publishes));

    private static readonly Gen<PortTarget> Target = Gen.Select(Gen.Int[1, 3], Of<string?>("http", "dns", null), (number, name) => new PortTarget(number, name));

    private static readonly Gen<(EndpointService Service, ImmutableArray<EndpointPod> Pods, PortTarget Target, string Protocol)> Questions =
        Gen.Select(Service, Pod.Array[0, 4], Target, Of("TCP", "UDP"), (service, pods, target, protocol) => (service, pods.ToImmutableArray(), target, protocol));

    private static readonly Gen<ImmutableArray<OwnerFacts>> Owners =
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, (namespaced, found, controls) => new OwnerFacts(namespaced, found, controls)).Array[0, 3].Select(o => o.ToImmutableArray());

    private static readonly Gen<string> Word = Of("", "apps", "namespaces", "shop", "Deployment");

    /// <summary>The planted mistakes.</summary>
    public static TheoryData<string> EndpointMisreadings => [.. EndpointReading.Misreadings];

    /// <summary>The planted mistakes.</summary>
    public static TheoryData<string> OwnerMisreadings => [.. OwnerReading.Misreadings];

    [Fact]
    public void Reaches_what_the_second_reading_reaches() => Questions.Sample(q => Agrees(q.Service, q.Pods, q.Target, q.Protocol, new()), iter: Cases);

    [Fact]
    public void Reaches_a_pod_whoever_stands_beside_it() => Questions.Sample(
        q => q.Pods.Select((pod, place) => EndpointKernel.Of(q.Service, [pod], q.Target, q.Protocol).Select(e => e with { Pod = place })).SelectMany(e => e)
            .SequenceEqual(EndpointKernel.Of(q.Service, q.Pods, q.Target, q.Protocol)),
        iter: Cases);

    [Theory]
    [MemberData(nameof(EndpointMisreadings))]
    public void Tells_a_misreading_of_endpoints(string misreading) =>
        Assert.ThrowsAny<CsCheckException>(() => Questions.Sample(q => Agrees(q.Service, q.Pods, q.Target, q.Protocol, new(misreading)), iter: Cases, threads: 1));

    [Fact]
    public void Collects_what_the_second_reading_collects() => Gen.Select(Gen.Bool, Owners).Sample((namespaced, owners) => Agrees(namespaced, owners, new()), iter: Cases);

    [Theory]
    [MemberData(nameof(OwnerMisreadings))]
    public void Tells_a_misreading_of_owners(string misreading) =>
        Assert.ThrowsAny<CsCheckException>(() => Gen.Select(Gen.Bool, Owners).Sample((namespaced, owners) => Agrees(namespaced, owners, new(misreading)), iter: Cases, threads: 1));

    [Fact]
    public void Reads_an_entry_back_as_it_was_written() => Word.Array[0, 6].Sample(parts =>
    {
        var entry = string.Join('/', parts);
        var wellFormed = entry.Split('/') is [_, { Length: > 0 }, { Length: > 0 }] or [_, "namespaces", { Length: > 0 }, { Length: > 0 }, { Length: > 0 }];
        return DependsOn.Parse(entry) is { } key ? wellFormed && DependsOn.Entry(key) == entry : !wellFormed;
    }, iter: Cases);

    private static Gen<T> Of<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static bool Agrees(EndpointService service, ImmutableArray<EndpointPod> pods, PortTarget target, string protocol, EndpointReading reading) =>
        EndpointKernel.Of(service, pods, target, protocol).SequenceEqual(reading.Of(service, pods, target, protocol));

    private static bool Agrees(bool namespaced, ImmutableArray<OwnerFacts> owners, OwnerReading reading) =>
        OwnerDecision.IsCollected(namespaced, owners) == reading.IsCollected(namespaced, owners)
        && OwnerDecision.HasOneControllerAtMost(owners) == reading.HasOneControllerAtMost(owners);
}

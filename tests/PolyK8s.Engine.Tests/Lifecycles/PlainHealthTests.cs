using System.Text;
using System.Text.Json.Nodes;
using PolyK8s.Engine.Lifecycles;
using PolyK8s.Engine.Manifests;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Lifecycles;

/// <summary>What Argo CD says of kinds that are no workloads, against a second reading, on objects made of their own words.</summary>
public sealed class PlainHealthTests
{
    private const int Objects = 20_000;
    private static readonly List<(JsonObject Read, Manifest Object)> All = [.. Made(new(11)).Take(Objects)];

    /// <summary>The planted mistakes.</summary>
    public static TheoryData<string> Misreadings => [.. PlainHealthReading.Misreadings];

    [Fact]
    public void Says_what_the_second_reading_says() => Assert.Equal("", FirstDifference(new()) ?? "");

    [Theory]
    [MemberData(nameof(Misreadings))]
    public void Tells_a_misreading_from_the_tables(string misreading) => Assert.NotNull(FirstDifference(new(misreading)));

    [Theory]
    [InlineData("apiVersion: v1\nkind: Service\nmetadata: {name: x}\nspec: {type: LoadBalancer, clusterIP: 10.0.0.1}\nstatus: {loadBalancer: {ingress: [{ip: 1.2.3.4}]}}\n", "Healthy")]
    [InlineData("apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: x}\nstatus: {loadBalancer: {ingress: [{hostname: a.example}]}}\n", "Healthy")]
    [InlineData("apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: x}\nstatus: {loadBalancer: {ingress: {}}}\n", "Progressing")]
    [InlineData("apiVersion: autoscaling/v2beta2\nkind: HorizontalPodAutoscaler\nmetadata: {name: x}\n", "Unknown")]
    public void Knows_when_it_is_served(string yaml, string argo) => Assert.Equal(argo, Lifecycles.Objects.State(yaml, StateView.Argo).State);

    [Fact]
    public void An_address_makes_a_balancer_ready_in_our_own_words_too() => Assert.Equal(
        ("Ready", "it is served at 2 addresses"),
        Told(Lifecycles.Objects.State("apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: x}\nstatus: {loadBalancer: {ingress: [{ip: 1.2.3.4}, {ip: 1.2.3.5}]}}\n")));

    [Fact]
    public void Kstatus_believes_that_a_job_is_suspended_when_its_spec_says_so()
    {
        const string Job = "apiVersion: batch/v1\nkind: Job\nmetadata: {name: x}\nspec: {suspend: SUSPEND}\nstatus: {conditions: [{type: Suspended, status: 'True'}]}\n";
        Assert.Equal("Current", Lifecycles.Objects.State(Job.Replace("SUSPEND", "true", StringComparison.Ordinal), StateView.Kstatus).State);
        Assert.Equal("InProgress", Lifecycles.Objects.State(Job.Replace("SUSPEND", "false", StringComparison.Ordinal), StateView.Kstatus).State);
    }

    private static (string, string) Told(ObjectState state) => (state.State, state.Message);

    private static string? FirstDifference(PlainHealthReading reading) => All
        .Select(a => (a.Read, Ours: Told(ObjectStates.Of(a.Object, DateTimeOffset.UnixEpoch, StateView.Argo)), Theirs: reading.Argo(a.Read)))
        .Where(a => a.Ours != a.Theirs)
        .Select(a => $"{a.Read.ToJsonString()}: {a.Ours}, not {a.Theirs}")
        .FirstOrDefault();

    private static IEnumerable<(JsonObject, Manifest)> Made(Random random)
    {
        while (true)
        {
            var made = PlainObjects.Next(random);
            Assert.True(ManifestJson.TryParse(Encoding.UTF8.GetBytes(made.ToJsonString()), out var root, out _));
            yield return (made, new(root));
        }
    }
}

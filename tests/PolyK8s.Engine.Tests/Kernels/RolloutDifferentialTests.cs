using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Lifecycles.Workloads;
using PolyK8s.Engine.Manifests;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Kernels;

/// <summary>The states of workloads and the words of kubectl, against a second reading, over every small combination.</summary>
public sealed class RolloutDifferentialTests
{
    private static readonly List<(RolloutFacts Facts, Manifest Object)> All = [.. RolloutObjects.All().Select(f => (f, RolloutObjects.Of(f)))];

    /// <summary>The planted mistakes.</summary>
    public static TheoryData<string> Misreadings => [.. RolloutReading.Misreadings];

    [Fact]
    public void Finds_the_state_that_the_second_reading_finds() => Assert.Null(FirstDifference(new()));

    [Theory]
    [MemberData(nameof(Misreadings))]
    public void Tells_a_misreading_from_the_kernel(string misreading) => Assert.NotNull(FirstDifference(new(misreading)));

    [Fact]
    public void Says_what_kubectl_says() => Assert.All(
        All.Where(a => a.Facts.Kind != "ReplicaSet"),
        a =>
        {
            var said = KubectlStatus.Of(a.Object);
            Assert.Equal(RolloutReading.Kubectl(a.Facts), (said.Error ?? said.Message, said.Done));
        });

    [Theory]
    [InlineData("Pod", "v1", "no status viewer has been implemented for Pod")]
    [InlineData("ReplicaSet", "apps/v1", "no status viewer has been implemented for ReplicaSet.apps")]
    public void Says_of_other_kinds_that_kubectl_has_no_answer(string kind, string apiVersion, string error) =>
        Assert.Equal(new KubectlStatus("", false, error), KubectlStatus.Of(Parse($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{name: x}}\n")));

    [Theory]
    [InlineData("status: {replicas: many}", "unrecognized type: int32")]
    [InlineData("status: broken", "cannot restore struct from: string")]
    [InlineData("status: {conditions: {}}", "cannot restore slice from map")]
    [InlineData("spec: {paused: 1}", "unrecognized type: bool")]
    public void Says_where_kubectl_cannot_read_an_object(string rest, string problem) =>
        Assert.Equal(
            $"failed to convert *unstructured.Unstructured to *v1.Deployment: {problem}",
            KubectlStatus.Of(Parse($"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: x}}\n{rest}\n")).Error);

    [Theory]
    [InlineData(0, null)]
    [InlineData(3, null)]
    [InlineData(4, "desired revision (4) is different from the running revision (3)")]
    public void Waits_for_a_revision(long revision, string? error) => Assert.Equal(
        error,
        KubectlStatus.Of(Parse("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x, annotations: {deployment.kubernetes.io/revision: '3'}}\n"), revision).Error);

    private static string? FirstDifference(RolloutReading reading) =>
        All.Where(a => WorkloadStates.Of(a.Object).ToString() != reading.State(a.Facts)).Select(a => a.Facts.ToString()).FirstOrDefault();

    private static Manifest Parse(string yaml) => Assert.Single(ManifestReader.Read(System.Text.Encoding.UTF8.GetBytes(yaml), "x.yaml").Manifests);
}

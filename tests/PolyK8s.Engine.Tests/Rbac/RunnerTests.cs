using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rbac.Questions;

namespace PolyK8s.Engine.Tests.Rbac;

/// <summary>A service account is found behind whatever makes Pods that run as it.</summary>
public sealed class RunnerTests
{
    private const string Pod = "{serviceAccountName: strong, containers: [{name: c, image: i}]}";
    private static readonly Author Alice = Author.Named("alice", []);

    /// <summary>Each kind with its group and version, and where its Pods are.</summary>
    public static TheoryData<string, string, string> Kinds => new()
    {
        { "v1", "Pod", $"spec: {Pod}" },
        { "v1", "PodTemplate", $"template: {{spec: {Pod}}}" },
        { "v1", "ReplicationController", $"spec: {{template: {{spec: {Pod}}}}}" },
        { "apps/v1", "ReplicaSet", $"spec: {{template: {{spec: {Pod}}}}}" },
        { "apps/v1", "Deployment", $"spec: {{template: {{spec: {Pod}}}}}" },
        { "apps/v1", "StatefulSet", $"spec: {{template: {{spec: {Pod}}}}}" },
        { "apps/v1", "DaemonSet", $"spec: {{template: {{spec: {Pod}}}}}" },
        { "batch/v1", "Job", $"spec: {{template: {{spec: {Pod}}}}}" },
        { "batch/v1", "CronJob", $"spec: {{jobTemplate: {{spec: {{template: {{spec: {Pod}}}}}}}}}" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_author_is_compared_with_the_account_of_every_kind(string version, string kind, string pods)
    {
        var finding = Assert.Single(new Judge(RuleBook.All.Select(["SafeCapability/workload-exceeds-author"], [])).Decide(Change.Create(Runner(version, kind, pods), Alice), Rights, Policies.Strict).Findings);
        Assert.Contains("shop/strong", finding.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Exec_leads_to_the_account_of_every_kind_that_runs(string version, string kind, string pods)
    {
        var answer = EscalationAnswer.Of(Rights.With([Runner(version, kind, pods)]), Alice, new("ServiceAccount", "shop", "strong"));
        // A PodTemplate runs nothing by itself.
        Assert.Equal(kind != "PodTemplate", answer.Reached);
        Assert.All(answer.Hops, hop => Assert.Equal("exec", hop.Means));
    }

    private static ClusterView Rights { get; } = ClusterView.Of(
    [
        RbacObjects.Role("shop", "exec", """[{apiGroups: [""], resources: [pods/exec], verbs: [create]}]"""),
        RbacObjects.Binding("shop", "alice", "Role", "exec", "{kind: User, name: alice}"),
        RbacObjects.Role("shop", "reader", """[{apiGroups: [""], resources: [secrets], verbs: [get]}]"""),
        RbacObjects.Binding("shop", "strong", "Role", "reader", "{kind: ServiceAccount, name: strong, namespace: shop}"),
    ]);

    private static Manifest Runner(string version, string kind, string pods) => RbacObjects.One($"{{apiVersion: {version}, kind: {kind}, metadata: {{name: w, namespace: shop}}, {pods}}}");
}

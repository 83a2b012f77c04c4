using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Tests.Rbac;

/// <summary>Verdicts on workloads under a service account that may do more than their author.</summary>
public sealed class WorkloadVerdictTests
{
    private const string Rule = "SafeCapability/workload-exceeds-author";
    private const string Web = "serviceAccountName: deployer, containers: [{name: web, image: 'web:1'}]";

    private static readonly ClusterView DeployerReadsSecrets = ClusterView.Of(
    [
        RbacObjects.Role("team-a", "secret-reader", """[{apiGroups: [""], resources: [secrets], verbs: [get]}]"""),
        RbacObjects.Binding("team-a", "deployer", "Role", "secret-reader", "{kind: ServiceAccount, name: deployer}"),
    ]);

    [Theory]
    [InlineData("replicas: 5", "", Web, Effect.Existing)]
    [InlineData("replicas: 1, paused: true", "", Web, Effect.Existing)]
    [InlineData("replicas: 1", "annotations: {kubectl.kubernetes.io/restartedAt: '2026-01-01T00:00:00Z'}", Web, Effect.Existing)]
    [InlineData("replicas: 1", "annotations: {sidecar: inject}", Web, Effect.Deny)]
    [InlineData("replicas: 1", "", "serviceAccountName: deployer, containers: [{name: web, image: 'web:2'}]", Effect.Deny)]
    [InlineData("replicas: 1", "", "serviceAccountName: deployer, hostNetwork: true, containers: [{name: web, image: 'web:1'}]", Effect.Deny)]
    public void Judges_an_update_when_its_pods_change(string spec, string metadata, string pod, Effect effect)
    {
        var finding = Assert.Single(Decide(new(Operation.Update, Deployment("replicas: 1", "", Web), Deployment(spec, metadata, pod)) { Author = Author.Named("alice", []) }));
        Assert.Equal(effect, finding.Effect);
    }

    [Fact]
    public void Judges_a_switch_to_a_stronger_account()
    {
        var before = Deployment("replicas: 1", "", Web.Replace("deployer", "weak", StringComparison.Ordinal));
        var finding = Assert.Single(Decide(new(Operation.Update, before, Deployment("replicas: 1", "", Web)) { Author = Author.Named("alice", []) }));
        Assert.Equal(Effect.Deny, finding.Effect);
    }

    [Theory]
    [InlineData("alice", "system:masters", true)]
    [InlineData("alice", "system:nodes", true)]
    [InlineData("alice", "system:node", false)]
    [InlineData("alice", "system:serviceaccounts:kube-system", true)]
    [InlineData("system:serviceaccount:kube-system:job-controller", "", true)]
    [InlineData("system:serviceaccount:team-b:job-controller", "", false)]
    [InlineData("system:kube-controller-manager", "", true)]
    [InlineData("system:kube-scheduler", "", true)]
    [InlineData("system:kube-proxy", "", false)]
    public void Exempts_the_control_plane_by_who_asks(string user, string group, bool exempt)
    {
        var author = Author.Named(user, group.Length == 0 ? [] : [group]);
        Assert.Equal(exempt, Decide(Change.Create(Deployment("replicas: 1", "", Web), author)).Length == 0);
    }

    [Theory]
    [InlineData("automountServiceAccountToken: false", true)]
    [InlineData("automountServiceAccountToken: true", false)]
    [InlineData("automountServiceAccountToken: 'false'", false)]
    [InlineData("automountServiceAccountToken: false, volumes: [{name: a, configMap: {name: a}}]", true)]
    [InlineData("automountServiceAccountToken: false, volumes: [{name: a, projected: {sources: [{configMap: {name: a}}]}}]", true)]
    [InlineData("automountServiceAccountToken: false, volumes: [{name: a, projected: {sources: [{configMap: {name: a}}, {serviceAccountToken: {path: t}}]}}]", false)]
    [InlineData("automountServiceAccountToken: false, volumes: [{name: a, csi: {driver: vault}}]", false)]
    public void Passes_pods_that_can_get_no_token(string pod, bool passes) =>
        Assert.Equal(passes, Decide(Change.Create(Deployment("replicas: 1", "", $"{Web}, {pod}"), Author.Named("alice", []))).Length == 0);

    [Theory]
    [InlineData("v1", "Pod", "spec: {SPEC}")]
    [InlineData("v1", "PodTemplate", "template: {spec: {SPEC}}")]
    [InlineData("v1", "ReplicationController", "spec: {template: {spec: {SPEC}}}")]
    [InlineData("apps/v1", "DaemonSet", "spec: {template: {spec: {SPEC}}}")]
    [InlineData("apps/v1", "ReplicaSet", "spec: {template: {spec: {SPEC}}}")]
    [InlineData("apps/v1", "StatefulSet", "spec: {template: {spec: {SPEC}}}")]
    [InlineData("batch/v1", "Job", "spec: {template: {spec: {SPEC}}}")]
    [InlineData("batch/v1", "CronJob", "spec: {jobTemplate: {spec: {template: {spec: {SPEC}}}}}")]
    public void Sees_every_kind_that_makes_pods(string apiVersion, string kind, string members)
    {
        var workload = RbacObjects.One($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{name: web, namespace: team-a}}\n{members.Replace("SPEC", Web, StringComparison.Ordinal)}\n");
        var finding = Assert.Single(Decide(Change.Create(workload, Author.Named("alice", []))));
        Assert.EndsWith("spec.serviceAccountName", finding.Path, StringComparison.Ordinal);
        Assert.NotNull(finding.Place);
    }

    [Fact]
    public void Shows_each_uncovered_permission_with_the_binding_and_the_role_that_give_it()
    {
        var finding = Assert.Single(Decide(Change.Create(Deployment("replicas: 1", "", Web), Author.Named("alice", []))));
        Assert.Equal(
            """{"rule":{"apiGroups":[""],"resources":["secrets"],"verbs":["get"]},"scope":"namespace team-a","binding":{"kind":"RoleBinding","namespace":"team-a","name":"deployer"},"role":{"kind":"Role","namespace":"team-a","name":"secret-reader"}}""",
            Assert.Single(finding.Witness.ItemsAt("uncovered")).ToString());
    }

    [Fact]
    public void Cuts_a_long_witness_and_says_how_much_is_left()
    {
        var words = $"[{string.Join(", ", Enumerable.Range(0, 80).Select(i => $"w{i}"))}]";
        var view = DeployerReadsSecrets.With([RbacObjects.Role("team-a", "secret-reader", $"[{{apiGroups: [x], resources: {words}, verbs: [get]}}]")]);
        var change = Change.Create(Deployment("replicas: 1", "", Web), Author.Named("alice", []));
        var finding = Assert.Single(Judge.OfAllRules.Decide(change, view, Policies.Strict).Findings, f => f.Rule == Rule);
        Assert.Equal(50, finding.Witness.ItemsAt("uncovered").Length);
        Assert.Equal("30", finding.Witness["more"]!.Text);
        Assert.Contains("and 77 more in namespace `team-a`", finding.Detail, StringComparison.Ordinal);
    }

    private static Finding[] Decide(Change change) =>
        [.. Judge.OfAllRules.Decide(change, DeployerReadsSecrets, Policies.Strict).Findings.Where(finding => finding.Rule == Rule)];

    private static Manifest Deployment(string spec, string metadata, string pod) => RbacObjects.One($$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: team-a}
        spec: { {{spec}}, template: {metadata: { {{metadata}} }, spec: { {{pod}} } } }
        """);
}

namespace PolyK8s.Engine.Tests.Validation;

public sealed class WorkloadTests
{
    private const string Good = "selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: main, image: web}]}}";
    private const string Run = "template: {spec: {restartPolicy: Never, containers: [{name: main, image: web}]}}";

    [Theory]
    [InlineData("replicas: -1", "spec.replicas: Invalid value: -1: must be greater than or equal to 0")]
    [InlineData("strategy: {type: Recreate, rollingUpdate: {}}", "spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'")]
    [InlineData("strategy: {type: Rolling}", "spec.strategy: Unsupported value: {\"Type\":\"Rolling\",\"RollingUpdate\":null}: supported values: \"Recreate\", \"RollingUpdate\"")]
    [InlineData("strategy: {rollingUpdate: {maxUnavailable: 101%}}", "spec.strategy.rollingUpdate.maxUnavailable: Invalid value: \"101%\": must not be greater than 100%")]
    [InlineData("strategy: {rollingUpdate: {maxUnavailable: 0%, maxSurge: 0}}", "spec.strategy.rollingUpdate.maxUnavailable: Invalid value: \"0%\": may not be 0 when `maxSurge` is 0")]
    [InlineData("progressDeadlineSeconds: 5, minReadySeconds: 5", "spec.progressDeadlineSeconds: Invalid value: 5: must be greater than minReadySeconds")]
    [InlineData("minReadySeconds: 700", "spec.progressDeadlineSeconds: Invalid value: 600: must be greater than minReadySeconds")]
    public void Refuses_a_deployment(string spec, string error) => Assert.Equal([error], Server.Says("apps/v1", "Deployment", $"spec: {{{Good}, {spec}}}"));

    [Theory]
    [InlineData("updateStrategy: {rollingUpdate: {maxUnavailable: 1, maxSurge: 1}}", "spec.updateStrategy.rollingUpdate.maxSurge: Invalid value: 1: may not be set when maxUnavailable is non-zero")]
    [InlineData("updateStrategy: {rollingUpdate: {maxUnavailable: 0}}", "spec.updateStrategy.rollingUpdate.maxUnavailable: Required value: cannot be 0 when maxSurge is 0")]
    [InlineData("updateStrategy: {type: Never}", "spec.updateStrategy: Unsupported value: {\"Type\":\"Never\",\"RollingUpdate\":null}: supported values: \"RollingUpdate\", \"OnDelete\"")]
    public void Refuses_a_daemon_set(string spec, string error) => Assert.Equal([error], Server.Says("apps/v1", "DaemonSet", $"spec: {{{Good}, {spec}}}"));

    [Theory]
    [InlineData("updateStrategy: {type: OnDelete, rollingUpdate: {partition: 1}}", "spec.updateStrategy.rollingUpdate: Invalid value: {\"Partition\":1,\"MaxUnavailable\":null}: only allowed for updateStrategy 'RollingUpdate'")]
    [InlineData("updateStrategy: {rollingUpdate: {partition: -1, maxUnavailable: 0}}", "spec.updateStrategy.rollingUpdate.partition: Invalid value: -1: must be greater than or equal to 0")]
    [InlineData("ordinals: {start: -1}", "spec.ordinals.start: Invalid value: -1: must be greater than or equal to 0")]
    [InlineData("persistentVolumeClaimRetentionPolicy: {whenScaled: Keep}", "spec.persistentVolumeClaimRetentionPolicy.whenScaled: Unsupported value: \"Keep\": supported values: \"Retain\", \"Delete\"")]
    [InlineData("volumeClaimTemplates: [{metadata: {name: d}, spec: {accessModes: [ReadWriteOnce, ReadWriteOncePod], resources: {requests: {storage: 1Gi}}}}]", "spec.volumeClaimTemplates[0].spec.accessModes: Forbidden: may not use ReadWriteOncePod with other access modes")]
    public void Refuses_a_stateful_set(string spec, string error) => Assert.Equal([error], Server.Says("apps/v1", "StatefulSet", $"spec: {{{Good}, {spec}}}"));

    [Theory]
    [InlineData("parallelism: -1", "spec.parallelism: Invalid value: -1: must be greater than or equal to 0")]
    [InlineData("completionMode: Indexed", "spec.completions: Required value: when completion mode is Indexed")]
    [InlineData("backoffLimitPerIndex: 1", "spec.backoffLimitPerIndex: Invalid value: 1: requires indexed completion mode")]
    [InlineData("managedBy: me", "spec.managedBy: Invalid value: \"me\": must be a domain-prefixed path (such as \"acme.io/foo\")")]
    [InlineData("podReplacementPolicy: Always", "spec.podReplacementPolicy: Unsupported value: \"Always\": supported values: \"Failed\", \"TerminatingOrFailed\"")]
    [InlineData("podFailurePolicy: {rules: [{action: Stop, onExitCodes: {operator: In, values: [1]}}]}", "spec.podFailurePolicy.rules[0].action: Unsupported value: \"Stop\": supported values: \"Count\", \"FailIndex\", \"FailJob\", \"Ignore\"")]
    [InlineData("podFailurePolicy: {rules: [{action: Count}]}", "spec.podFailurePolicy.rules[0]: Invalid value: specifying one of OnExitCodes and OnPodConditions is required")]
    [InlineData("podFailurePolicy: {rules: [{action: Count, onExitCodes: {operator: In, values: [2, 1]}}]}", "spec.podFailurePolicy.rules[0].onExitCodes.values: Invalid value: [2,1]: must be ordered")]
    [InlineData("completionMode: Indexed, completions: 3, successPolicy: {rules: [{succeededCount: 4}]}", "spec.successPolicy.rules[0].succeededCount: Invalid value: 4: must be less than or equal to 3 (the number of specified completions)")]
    public void Refuses_a_job(string spec, string error) => Assert.Equal([error], Server.Says("batch/v1", "Job", $"spec: {{{Run}, {spec}}}"));

    [Fact]
    public void Refuses_a_job_whose_name_fits_no_label_of_its_pods() =>
        Assert.All(Server.Says($"{{apiVersion: batch/v1, kind: Job, metadata: {{name: {new string('a', 64)}}}, spec: {{{Run}}}}}"), error => Assert.StartsWith("spec.template.labels: Invalid value", error, StringComparison.Ordinal));

    [Theory]
    [InlineData("schedule: '* * * * *', timeZone: ''", "spec.timeZone: Invalid value: \"\": timeZone must be nil or non-empty string")]
    [InlineData("schedule: 'TZ=UTC * * * * *'", "spec.schedule: Invalid value: \"TZ=UTC * * * * *\": cannot use TZ or CRON_TZ in schedule, use timeZone field instead")]
    [InlineData("schedule: '@hourly', startingDeadlineSeconds: -1", "spec.startingDeadlineSeconds: Invalid value: -1: must be greater than or equal to 0")]
    public void Refuses_a_cron_job(string spec, string error) => Assert.Equal([error], Server.Says("batch/v1", "CronJob", $"spec: {{jobTemplate: {{spec: {{{Run}}}}}, {spec}}}"));

    [Fact]
    public void Refuses_a_cron_job_whose_name_leaves_no_room_for_its_jobs() =>
        Assert.EndsWith("must be no more than 52 characters", Assert.Single(Server.Says($"{{apiVersion: batch/v1, kind: CronJob, metadata: {{name: {new string('a', 53)}}}, spec: {{schedule: '@daily', jobTemplate: {{spec: {{{Run}}}}}}}}}")), StringComparison.Ordinal);

    [Fact]
    public void Takes_the_selector_of_a_replication_controller_from_its_template() =>
        Assert.Empty(Server.Says("v1", "ReplicationController", "spec: {template: {metadata: {labels: {app: a}}, spec: {containers: [{name: main, image: web}]}}}"));

    [Theory]
    [InlineData("Deployment")]
    [InlineData("DaemonSet")]
    [InlineData("ReplicaSet")]
    [InlineData("StatefulSet")]
    public void Refuses_pods_that_end(string kind) => Assert.Equal(
        ["spec.template.spec.restartPolicy: Unsupported value: \"Never\": supported values: \"Always\""],
        Server.Says("apps/v1", kind, $"spec: {{{Good.Replace("spec: {", "spec: {restartPolicy: Never, ", StringComparison.Ordinal)}}}"));
}

using System.Globalization;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Lifecycles.Workloads;

/// <summary>What <c>kubectl rollout status</c> says of an object, word for word, without the line break at its end.</summary>
/// <param name="Message">What it prints; empty when it ends with an error.</param>
/// <param name="Done">Whether it stops waiting.</param>
/// <param name="Error">The error it ends with (kubectl writes <c>error: </c> before it); null when there is none.</param>
/// <remarks>After k8s.io/kubectl/pkg/polymorphichelpers/rollout_status.go. It looks at no default: a field that is absent is zero.</remarks>
public sealed record KubectlStatus(string Message, bool Done, string? Error = null)
{
    /// <summary>What kubectl says.</summary>
    /// <param name="manifest">An object of any kind.</param>
    /// <param name="revision"><c>--revision</c>: the revision that is waited for; 0 for the newest.</param>
    public static KubectlStatus Of(Manifest manifest, long revision = 0)
    {
        var fields = new GoFields(manifest.Root);
        var name = GoText.Quote(fields.Text("name", "string", "metadata"));
        var said = (manifest.Group, manifest.Kind) switch
        {
            ("apps" or "extensions", "Deployment") => Revised(manifest, name, revision) ?? Of(DeploymentFields.Of(fields), name),
            ("apps" or "extensions", "DaemonSet") => Of(DaemonSetFields.Of(fields), name),
            ("apps", "StatefulSet") => Of(StatefulSetFields.Of(fields)),
            _ => Failed($"no status viewer has been implemented for {new GroupKind(manifest.Group, manifest.Kind)}"),
        };
        return fields.Problem is { } problem ? Failed($"failed to convert *unstructured.Unstructured to *v1.{manifest.Kind}: {problem}") : said;
    }

    private static KubectlStatus Of(DeploymentFields d, string name)
    {
        var (said, done, _) = WorkloadStates.Kubectl(d);
        return said switch
        {
            KubectlCase.NotObserved => new("Waiting for deployment spec update to be observed...", done),
            KubectlCase.PastDeadline => Failed($"deployment {name} exceeded its progress deadline"),
            KubectlCase.FewerUpdated => new(Invariant($"Waiting for deployment {name} rollout to finish: {d.Updated} out of {d.Replicas} new replicas have been updated..."), done),
            KubectlCase.OldPending => new(Invariant($"Waiting for deployment {name} rollout to finish: {unchecked(d.Existing - d.Updated)} old replicas are pending termination..."), done),
            KubectlCase.FewerAvailable => new(Invariant($"Waiting for deployment {name} rollout to finish: {d.Available} of {d.Updated} updated replicas are available..."), done),
            _ => new($"deployment {name} successfully rolled out", done),
        };
    }

    private static KubectlStatus Of(DaemonSetFields d, string name)
    {
        var (said, done, _) = WorkloadStates.Kubectl(d);
        return said switch
        {
            KubectlCase.NotRolling => NotRolling(done),
            KubectlCase.NotObserved => new("Waiting for daemon set spec update to be observed...", done),
            KubectlCase.FewerUpdated => new(Invariant($"Waiting for daemon set {name} rollout to finish: {d.Updated} out of {d.Desired} new pods have been updated..."), done),
            KubectlCase.FewerAvailable => new(Invariant($"Waiting for daemon set {name} rollout to finish: {d.Available} of {d.Desired} updated pods are available..."), done),
            _ => new($"daemon set {name} successfully rolled out", done),
        };
    }

    private static KubectlStatus Of(StatefulSetFields s)
    {
        var (said, done, _) = WorkloadStates.Kubectl(s);
        return said switch
        {
            KubectlCase.NotRolling => NotRolling(done),
            KubectlCase.NotObserved => new("Waiting for statefulset spec update to be observed...", done),
            KubectlCase.FewerReady => new(Invariant($"Waiting for {unchecked(s.Replicas - s.Ready)} pods to be ready..."), done),
            KubectlCase.PartitionPending => new(Invariant($"Waiting for partitioned roll out to finish: {s.Updated} out of {unchecked(s.Replicas - s.Partition)} new pods have been updated..."), done),
            KubectlCase.PartitionComplete => new(Invariant($"partitioned roll out complete: {s.Updated} new pods have been updated..."), done),
            KubectlCase.RevisionPending => new(Invariant($"waiting for statefulset rolling update to complete {s.Updated} pods at revision {s.UpdateRevision}..."), done),
            _ => new(Invariant($"statefulset rolling update complete {s.Current} pods at revision {s.CurrentRevision}..."), done),
        };
    }

    private static KubectlStatus? Revised(Manifest deployment, string name, long revision)
    {
        if (revision <= 0)
        {
            return null;
        }

        // An absent annotation is revision 0.
        var text = deployment.Root.TextAt("metadata", "annotations", "deployment.kubernetes.io/revision");
        long running = 0;
        return text is not null && !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out running)
            ? Failed($"cannot get the revision of deployment {name}: strconv.ParseInt: parsing {GoText.Quote(text)}: invalid syntax")
            : running == revision ? null : Failed(Invariant($"desired revision ({revision}) is different from the running revision ({running})"));
    }

    private static KubectlStatus NotRolling(bool done) => new("", done, "rollout status is only available for RollingUpdate strategy type");

    private static KubectlStatus Failed(string error) => new("", Done: false, error);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

using System.Text;
using System.Text.Json.Nodes;
using PolyK8s.Cluster.EndToEnd.Processes;
using PolyK8s.Fixtures;

namespace PolyK8s.Cluster.EndToEnd.Operating;

/// <summary>An installation looks after itself, and nothing that befalls it locks anybody out of the cluster.</summary>
[Collection(Installation.Name)]
public sealed class OperatingTests(Installation installed)
{
    private const string Pod = "{apiVersion: v1, kind: Pod, metadata: {generateName: p-, namespace: NS}, spec: {securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}, containers: [{name: c, image: c, securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}}]}}";

    [Fact]
    public async Task T_60_Makes_its_certificates_agrees_on_a_leader_and_says_in_every_profile_that_it_enforces()
    {
        await installed.Ensure();
        // Each configuration is written by a request of its own, and a leader that was ended leaves its Lease for a while.
        var bundles = await Eventually.Get(Bundles, all => all.Length == 3 && all.Distinct().Count() == 1);
        Assert.Equal(3, bundles.Length);
        Assert.Single(bundles.Distinct());
        Assert.Contains("BEGIN CERTIFICATE", Encoding.ASCII.GetString(Convert.FromBase64String(bundles[0])), StringComparison.Ordinal);
        var holder = await Eventually.Get(
            () => installed.Kubectl.Get("get", "lease", "poly-k8s", "-n", "poly-k8s-system", "-o", "jsonpath={.spec.holderIdentity}"), name => installed.Replicas.Any(replica => replica.Name == name));
        Assert.Single(installed.Replicas, replica => replica.Name == holder);

        (await installed.Kubectl.Apply("{apiVersion: safety.poly-k8s.io/v1alpha1, kind: SafetyProfile, metadata: {name: told}, spec: {rules: [{rules: ['SafeGraph/*'], mode: Warn}]}}")).OrFail();
        var told = await Condition("safetyprofile/told", "Enforcing", "True");
        Assert.Equal("1", $"{told["observedGeneration"]}");
        Assert.Equal("True", $"{(await Condition("safetyprofile/told", "Accepted", "True"))["status"]}");

        Assert.Equal(1, await Showing("polyk8s_leader 1\n", 1));
        Assert.Equal(1, await Showing("polyk8s_enforcing 1\n", 1));
        await installed.Kubectl.Get("delete", "safetyprofile", "told");
    }

    [Fact]
    public async Task T_57_Says_in_every_profile_that_nothing_is_enforced_once_its_registration_is_gone()
    {
        await installed.Ensure();
        (await installed.Kubectl.Apply("{apiVersion: safety.poly-k8s.io/v1alpha1, kind: SafetyProfile, metadata: {name: warned}, spec: {rules: [{rules: ['SafeGraph/*'], mode: Warn}]}}")).OrFail();
        await Condition("safetyprofile/warned", "Enforcing", "True");
        var before = await installed.HelmTest("60s");
        Assert.Equal((0, "yes: the API server refuses what must be refused\n"), (before.ExitCode, before.Output));
        await installed.Kubectl.Get("delete", "validatingwebhookconfiguration", "poly-k8s");
        var after = await installed.HelmTest("2s");
        Assert.Equal(1, after.ExitCode);
        Assert.StartsWith("no: the API server accepted what must be refused", after.Output, StringComparison.Ordinal);
        Assert.Equal("NotRefused", $"{(await Condition("safetyprofile/warned", "Enforcing", "False"))["reason"]}");
        Assert.Equal(1, await Showing("polyk8s_enforcing 0\n", 1));
        await installed.Ensure();
        await installed.Kubectl.Get("delete", "safetyprofile", "warned");
    }

    [Fact]
    public async Task T_49_Reviews_are_judged_for_the_API_server_by_its_certificate_and_for_nobody_else()
    {
        await installed.Ensure();
        using var anybody = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator });
        using var body = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        using var answer = await anybody.PostAsync(new Uri($"https://127.0.0.1:{installed.Replicas[0].Port}/validate"), body);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("reviews are judged only for callers with a client certificate\n", await answer.Content.ReadAsStringAsync());
        await installed.Enforced();
    }

    [Fact]
    public async Task A_step_that_no_table_allows_becomes_an_event_of_the_object_and_is_counted()
    {
        await installed.Ensure();
        (await installed.Kubectl.Apply("{apiVersion: v1, kind: Pod, metadata: {name: undead, namespace: default}, spec: {schedulerName: nobody, restartPolicy: Never, containers: [{name: c, image: c}]}}")).OrFail();
        foreach (var phase in new[] { "Running", "Succeeded", "Running" })
        {
            var pod = JsonNode.Parse(await installed.Kubectl.Get("get", "pod", "undead", "-o", "json"))!;
            pod["status"] = new JsonObject { ["phase"] = phase };
            (await installed.Kubectl.Raw("replace", "/api/v1/namespaces/default/pods/undead/status", pod.ToJsonString())).OrFail();
        }

        var told = await Eventually.Get(
            () => installed.Kubectl.Get("get", "events", "-n", "default", "--field-selector", "reason=IllegalTransition,involvedObject.name=undead", "-o", "jsonpath={.items[*].message}"),
            message => message.Length > 0,
            TimeSpan.FromSeconds(180));
        Assert.Contains("from `Succeeded` to `Running`", told, StringComparison.Ordinal);
        Assert.Equal(installed.Replicas.Count, await Showing("polyk8s_forbidden_transitions{kind=\"Pod\"} 1\n", installed.Replicas.Count));

        await installed.Kubectl.Get("delete", "pod", "undead", "--force", "--grace-period=0");
    }

    [Fact]
    public async Task T_45_A_broken_policy_that_is_there_already_is_said_and_the_others_hold()
    {
        await installed.Ensure();
        await installed.Kill();
        (await installed.Kubectl.Create("{apiVersion: safety.poly-k8s.io/v1alpha1, kind: SafetyProfile, metadata: {name: broken}, spec: {rules: [{rules: [SafeGone/rule], mode: Enforce}]}}")).OrFail();
        await installed.Ensure();
        var accepted = await Condition("safetyprofile/broken", "Accepted", "False");
        Assert.Contains("`SafeGone/rule` names no rule", $"{accepted["message"]}", StringComparison.Ordinal);
        Assert.Equal(installed.Replicas.Count, await Showing("polyk8s_policy_faults 1\n", installed.Replicas.Count));
        await installed.Kubectl.Get("delete", "safetyprofile", "broken");
    }

    [Fact]
    public async Task T_05_T_20_T_21_A_rolling_restart_under_load_fails_no_request_and_lets_none_pass_unjudged()
    {
        await installed.Ensure();

        // What is tested is that nothing is lost, not how fast two cores answer beside everything else they do here.
        await installed.Kubectl.Get("patch", "validatingwebhookconfiguration", "poly-k8s", "--type=json", "--patch", """[{"op": "replace", "path": "/webhooks/0/timeoutSeconds", "value": 30}]""");
        await using var load = new Load(installed.Cluster);
        foreach (var old in installed.Replicas.ToArray())
        {
            await installed.Add();
            await installed.Publish();
            await installed.Retire(old);
        }

        var refused = await Eventually.Get(() => Task.FromResult(load.Refused), n => n > 100);
        Assert.Empty(await load.EndAsync());
        Assert.True(refused > 100, $"{refused} requests are no load");
    }

    [Fact]
    public async Task T_11_T_62_With_every_replica_dead_the_cluster_starts_again_makes_pods_and_lets_a_person_remove_the_webhook()
    {
        await installed.Ensure();
        (await installed.Kubectl.Apply("{apiVersion: v1, kind: Namespace, metadata: {name: closed, labels: {safety.poly-k8s.io/fail-closed: 'true'}}}")).OrFail();
        await installed.Kill();
        await installed.Cluster.Restart();
        foreach (var ns in new[] { "default", "kube-system", "poly-k8s-system" })
        {
            // The plugins of an API server that has just started refuse for a moment what they have not read the cluster for.
            (await Eventually.Get(() => Create(ns), r => r.Succeeded)).OrFail();
        }

        var closed = await Create("closed");
        Assert.False(closed.Succeeded);
        Assert.Contains("validate-strictly.safety.poly-k8s.io", closed.Errors, StringComparison.Ordinal);

        await installed.Kubectl.Get("delete", "validatingwebhookconfiguration", "poly-k8s");
        Assert.True((await Eventually.Get(() => Create("closed"), r => r.Succeeded)).Succeeded);

        await installed.Kubectl.Get("delete", "namespace", "closed", "--wait=false");
        await installed.Ensure();
    }

    [Fact]
    public async Task A_caBundle_that_somebody_broke_stops_nobody_and_is_mended()
    {
        await installed.Ensure();
        var good = (await Bundles())[0];
        await installed.Kubectl.Get("patch", "validatingwebhookconfiguration", "poly-k8s", "--type=json", "--patch", """[{"op": "replace", "path": "/webhooks/0/clientConfig/caBundle", "value": ""}]""");
        Assert.True((await Create("default")).Succeeded);
        await Eventually.Get(async () => (await Bundles())[0], bundle => bundle == good, TimeSpan.FromSeconds(180));
        Assert.Equal(good, (await Bundles())[0]);
        await installed.Enforced();
    }

    [Fact]
    public async Task With_the_namespace_the_webhook_configurations_go_and_after_an_uninstall_nothing_is_left()
    {
        await installed.Ensure();
        await installed.Cluster.StartControllers("namespace,garbagecollector");
        await Eventually.Get(Owners, owners => owners.Length == 2, TimeSpan.FromSeconds(180));
        await installed.Kubectl.Get("delete", "namespace", "poly-k8s-system", "--wait=false");
        await installed.Kill();
        var left = await Eventually.Get(() => installed.Kubectl.Get("get", "validatingwebhookconfigurations,mutatingwebhookconfigurations", "-o", "name"), names => names.Length == 0, TimeSpan.FromSeconds(180));
        Assert.Equal("", left);

        await installed.Kubectl.Get("delete", "-k", Path.Combine(Repository.Root, "config", "default"), "--ignore-not-found", "--timeout=300s");
        var all = await installed.Kubectl.Get("get", "namespaces,crds,clusterroles,clusterrolebindings,validatingwebhookconfigurations,mutatingwebhookconfigurations", "-l", "app.kubernetes.io/name=poly-k8s", "-o", "name");
        Assert.Equal("", all);
    }

    private Task<Finished> Create(string ns) => installed.Kubectl.Create(Pod.Replace("NS", ns, StringComparison.Ordinal));

    private async Task<string[]> Bundles() => (await installed.Kubectl.Get(
        "get", "validatingwebhookconfiguration/poly-k8s", "mutatingwebhookconfiguration/poly-k8s", "-o", "jsonpath={range .items[*].webhooks[*]}{.clientConfig.caBundle}{\"\\n\"}{end}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private async Task<string[]> Owners() => (await installed.Kubectl.Get(
        "get", "validatingwebhookconfiguration/poly-k8s", "mutatingwebhookconfiguration/poly-k8s", "-o", "jsonpath={range .items[*].metadata.ownerReferences[*]}{.name}{\"\\n\"}{end}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>How many replicas show a line of metrics, once as many do as are expected.</summary>
    private Task<int> Showing(string line, int expected) => Eventually.Get(
        async () => (await Task.WhenAll(installed.Replicas.Select(r => r.Scrape()))).Count(text => text.Contains(line, StringComparison.Ordinal)), count => count == expected, TimeSpan.FromSeconds(120));

    private async Task<JsonNode> Condition(string policy, string type, string status)
    {
        var found = await Eventually.Get(
            async () => JsonNode.Parse(await installed.Kubectl.Get("get", policy, "-o", "json"))!["status"]?["conditions"]?.AsArray().FirstOrDefault(c => $"{c!["type"]}" == type),
            condition => $"{condition?["status"]}" == status,
            TimeSpan.FromSeconds(180));
        Assert.Equal(status, $"{found?["status"]}");
        return found!;
    }
}

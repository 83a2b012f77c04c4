using System.Text.Json.Nodes;
using PolyK8s.Engine;

namespace PolyK8s.Webhook.Tests;

/// <summary>What is never judged, whatever a webhook configuration sends.</summary>
/// <remarks>T-06 and T-11, in code: the product's own namespace and what a cluster needs to start are out of reach of every rule.</remarks>
public sealed class ExclusionTests
{
    private static readonly WebhookHostOptions Installed = new() { DrainTime = TimeSpan.Zero, Admission = new() { Exclusions = new(["poly-k8s-system", "kube-system"]) } };

    [Theory]
    [InlineData("", "nodes", "Node", "")]
    [InlineData("", "events", "Event", "default")]
    [InlineData("events.k8s.io", "events", "Event", "default")]
    [InlineData("coordination.k8s.io", "leases", "Lease", "default")]
    [InlineData("certificates.k8s.io", "certificatesigningrequests", "CertificateSigningRequest", "")]
    [InlineData("authentication.k8s.io", "tokenreviews", "TokenReview", "")]
    [InlineData("authorization.k8s.io", "subjectaccessreviews", "SubjectAccessReview", "")]
    [InlineData("", "configmaps", "ConfigMap", "kube-system")]
    [InlineData("", "configmaps", "ConfigMap", "poly-k8s-system")]
    public async Task T_06_Passes_unjudged(string group, string resource, string kind, string ns)
    {
        var response = await AskAsync(group, resource, kind, ns);
        Assert.True((bool)response["allowed"]!);
        Assert.NotNull(response["auditAnnotations"]!["excluded"]);
    }

    [Theory]
    [InlineData("", "configmaps", "ConfigMap", "default")]
    [InlineData("example.com", "nodes", "Node", "")]
    [InlineData("example.com", "leases", "Lease", "default")]
    [InlineData("", "configmaps", "ConfigMap", "kube-system-2")]
    [InlineData("", "configmaps", "ConfigMap", "KUBE-SYSTEM")]
    public async Task Only_exactly_those_do(string group, string resource, string kind, string ns) =>
        Assert.False((bool)(await AskAsync(group, resource, kind, ns))["allowed"]!);

    private static async Task<JsonObject> AskAsync(string group, string resource, string kind, string ns)
    {
        var all = new Judge(new RuleBook([new TestRule(_ => [TestRule.Found("always")])]));
        await using var served = await Served.WithAsync(all, options: Installed);
        var version = group.Length == 0 ? "v1" : $"{group}/v1";
        return await served.ReviewAsync($$$$"""
            {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u","operation":"CREATE","namespace":"{{{{ns}}}}",
             "kind":{"group":"{{{{group}}}}","version":"v1","kind":"{{{{kind}}}}"},"resource":{"group":"{{{{group}}}}","version":"v1","resource":"{{{{resource}}}}"},
             "object":{"apiVersion":"{{{{version}}}}","kind":"{{{{kind}}}}","metadata":{"name":"x"}},"userInfo":{"username":"jane"}}}
            """);
    }
}

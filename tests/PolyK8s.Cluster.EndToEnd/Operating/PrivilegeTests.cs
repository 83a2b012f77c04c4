using PolyK8s.Cluster.EndToEnd.Processes;
using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rbac;
using PolyK8s.Engine.Rbac.Questions;
using PolyK8s.Fixtures;

namespace PolyK8s.Cluster.EndToEnd.Operating;

/// <summary>What the product may do is what it does, as the API server wrote it down.</summary>
[Collection(Installation.Name)]
public sealed class PrivilegeTests(Installation installed)
{
    private const string Policies = """
        {apiVersion: safety.poly-k8s.io/v1alpha1, kind: SafetyProfile, metadata: {name: p}, spec: {rules: [{rules: ["SafeGraph/*"], mode: Warn}]}}
        ---
        {apiVersion: safety.poly-k8s.io/v1alpha1, kind: SafetyException, metadata: {name: p, namespace: default}, spec: {rules: ["SafeGraph/*"], objects: [{kinds: [Deployment], names: [web]}], reason: test, expiresAt: "2099-01-01T00:00:00Z"}}
        """;

    // Granted, and not asked for here: the resources that no server of these tests serves are only looked for.
    private static readonly string[] NotServed = ["policy.networking.k8s.io", "kustomize.toolkit.fluxcd.io", "helm.toolkit.fluxcd.io"];

    [Fact]
    public async Task Every_call_is_granted_and_every_grant_is_used()
    {
        await installed.Ensure();
        (await installed.Kubectl.Apply(Policies)).OrFail();
        var granted = Granted().ToHashSet();
        await Eventually.Get(Used, calls => granted.All(grant => calls.Contains(grant) || grant.StartsWith("watch ", StringComparison.Ordinal)), TimeSpan.FromSeconds(180));

        // A watch without events is written down when it ends.
        await installed.Kill();
        var used = await Eventually.Get(Used, calls => granted.All(calls.Contains), TimeSpan.FromSeconds(180));
        Assert.Equal("", string.Join(", ", granted.Except(used)));
        Assert.Equal("", string.Join(", ", used.Except(granted).Where(grant => !NotServed.Any(group => grant.EndsWith($".{group}", StringComparison.Ordinal)))));
        await installed.Kubectl.Get("delete", "safetyprofile/p", "safetyexception.safety.poly-k8s.io/p", "-n", "default");
    }

    [Fact]
    public async Task Every_call_is_one_our_own_analysis_of_the_roles_allows()
    {
        await installed.Ensure();
        var view = ClusterView.Of(Roles());
        var product = Author.Named("system:serviceaccount:poly-k8s-system:poly-k8s", []);
        var calls = (await installed.Cluster.Audit.Calls()).Where(call => call.Resource.Length > 0).Distinct().ToArray();
        Assert.NotEmpty(calls);

        // Just after an installation, and during the removal of one, the grants are not there yet or any more.
        var granted = calls.Where(call => call.Code != 403).Select(call => (call.Verb, call.Group, call.Resource, call.Subresource)).ToHashSet();
        Assert.All(calls, call =>
        {
            var access = Access.OnResource(call.Verb, call.Group, call.Subresource.Length == 0 ? call.Resource : $"{call.Resource}/{call.Subresource}", call.Name);
            Assert.True(AccessAnswer.Of(view, new(product, access, call.Namespace, [])).Allowed, $"{call}");
            Assert.Contains((call.Verb, call.Group, call.Resource, call.Subresource), granted);
        });
    }

    private async Task<HashSet<string>> Used() =>
        [.. (await installed.Cluster.Audit.Calls()).Where(c => c.Resource.Length > 0).Select(c => Grant(c.Verb, c.Group, c.Subresource.Length == 0 ? c.Resource : $"*/{c.Subresource}"))];

    private static IEnumerable<string> Granted() =>
        from role in Roles()
        where role.Kind is "ClusterRole" or "Role"
        from rule in role.Root.ItemsAt("rules")
        from verb in rule.TextsAt("verbs")
        from api in rule.TextsAt("apiGroups")
        where !NotServed.Contains(api)
        from resource in rule.TextsAt("resources")
        select Grant(verb, api, resource);

    private static string Grant(string verb, string group, string resource) => $"{verb} {resource}.{group}";

    private static Manifest[] Roles() =>
        [.. new[] { "role.yaml", "role_binding.yaml", "operator_role.yaml" }.SelectMany(file => ManifestReader.Read(File.ReadAllBytes(Path.Combine(Repository.Root, "config", "rbac", file)), file).Manifests)];
}

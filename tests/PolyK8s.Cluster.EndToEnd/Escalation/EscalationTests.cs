using PolyK8s.Cluster.EndToEnd.Processes;

namespace PolyK8s.Cluster.EndToEnd.Escalation;

/// <summary>
/// The API server checks writes of RBAC objects itself, before it asks any validating webhook; <c>check</c> must say the
/// same before anything is applied. The cluster's own RBAC objects, read with kubectl, are the state it is given.
/// </summary>
[Collection(EndToEnd.Name)]
public sealed class EscalationTests(Stage stage)
{
    private const string Rule = "SafeCapability/privilege-escalation";

    // Some seconds of a small machine; the pure differential tests of the rule run thousands.
    private const int Generated = 40;

    [Theory]
    [MemberData(nameof(KnownCases.Names), MemberType = typeof(KnownCases))]
    public async Task The_api_server_and_check_agree_on(string name)
    {
        var known = KnownCases.Find(name);
        var @case = known.In(await stage.Namespace("escalation"));
        (await stage.Kubectl.Apply(@case.State)).OrFail();
        var (check, text) = await ProductCli.Check(@case.Candidate, await State(), @case.User, Rule, stage.Folder);
        var (server, said) = await Ask(@case, known.Allowed);
        Assert.True(known.Allowed == server, said);
        Assert.True(check == (known.Allowed ? "Allowed" : "Denied"), text);
    }

    [Fact]
    public async Task The_api_server_and_check_agree_on_generated_cases()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("POLYK8S_TEST_SEED"), out var given) ? given : 20;
        var random = new GeneratedCases(new Random(seed));
        var ns = await stage.Namespace("escalation");
        var cases = Enumerable.Range(0, Generated).Select(i => random.Next(ns, i)).ToList();
        (await stage.Kubectl.Apply(string.Concat(cases.Select(c => c.State)))).OrFail();
        var state = await State();

        var (disagreements, allowed) = (new List<string>(), 0);
        foreach (var @case in cases)
        {
            var (check, text) = await ProductCli.Check(@case.Candidate, state, @case.User, Rule, stage.Folder);
            var (server, said) = await Ask(@case, check == "Allowed");
            allowed += server ? 1 : 0;
            if (server != (check == "Allowed"))
            {
                disagreements.Add($"seed {seed}, {@case}: the API server said\n{said}\ncheck said\n{text}\nheld here {@case.HeldHere}\nheld everywhere {@case.HeldEverywhere}\nexisting {@case.ExistingRules}\nwritten {@case.Candidate}");
            }
        }

        Assert.True(disagreements.Count == 0, string.Join("\n\n", disagreements));
        Assert.InRange(allowed, Generated / 5, Generated * 4 / 5);
    }

    /// <summary>Whether the API server lets the user write the object.</summary>
    /// <remarks>It reads RBAC from watches of its own and knows a new grant only a moment later, hence the expectation to wait for.</remarks>
    private async Task<(bool Allowed, string Said)> Ask(EscalationCase @case, bool expected)
    {
        var user = stage.Kubectl.As(@case.User);
        var answer = await Eventually.Get(() => user.Create(@case.Candidate, "--dry-run=server", "--validate=false"), r => r.Succeeded == expected);
        return (answer.Succeeded, answer.Text);
    }

    private async Task<string> State()
    {
        var folder = Directory.CreateDirectory(Path.Combine(stage.Folder, $"{Guid.NewGuid():N}")).FullName;
        var objects = await stage.Kubectl.Get("get", "roles,rolebindings,clusterroles,clusterrolebindings", "--all-namespaces", "-o", "yaml");
        await File.WriteAllTextAsync(Path.Combine(folder, "rbac.yaml"), objects);
        return folder;
    }
}

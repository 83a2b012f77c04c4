using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Fixtures;

namespace PolyK8s.Engine.Tests.Waiting;

/// <summary>The webhook the product ships does not stand in the way of its own Pods.</summary>
public sealed class OwnWebhookTests
{
    private static readonly Judge Judge = new(RuleBook.All.Select(["SafeGraph/webhook-deadlock"], []));

    [Fact]
    public void Leaves_out_its_own_namespace_and_kube_system_even_if_it_fails_closed() => Assert.Empty(Findings(Failing));

    [Fact]
    public void Would_be_caught_without_that() => Assert.NotEmpty(Findings(text => Failing(text).Replace("namespaceSelector:", "ignored:", StringComparison.Ordinal)));

    // Match conditions would make it hard to tell: without them only the selectors count.
    private static string Failing(string text) => text
        .Replace("failurePolicy: Ignore", "failurePolicy: Fail", StringComparison.Ordinal)
        .Replace("matchConditions:", "unread:", StringComparison.Ordinal);

    private static IEnumerable<Finding> Findings(Func<string, string> change)
    {
        var state = ClusterView.Of([.. Read("manager/namespace.yaml"), .. Read("manager/deployment.yaml"), .. Read("webhook/service.yaml")]);
        return new[] { "webhook/validating.yaml", "webhook/mutating.yaml" }.SelectMany(file => Read(file, change))
            .SelectMany(webhook => Judge.Decide(Change.Create(webhook), state, Policies.Strict).Findings);
    }

    private static ImmutableArray<Manifest> Read(string file, Func<string, string>? change = null)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "config", file));
        return ManifestReader.Read(System.Text.Encoding.UTF8.GetBytes(change?.Invoke(text) ?? text), file).Manifests;
    }
}

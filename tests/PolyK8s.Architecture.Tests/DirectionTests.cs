using System.Reflection;

namespace PolyK8s.Architecture.Tests;

/// <summary>Kernels ← Engine ← {Cluster, Webhook, Mcp} ← Cli, and never the other way or sideways.</summary>
public sealed class DirectionTests
{
    [Theory]
    [InlineData("PolyK8s.Kernels")]
    [InlineData("PolyK8s.Engine", "PolyK8s.Kernels")]
    [InlineData("PolyK8s.Cluster", "PolyK8s.Engine")]
    [InlineData("PolyK8s.Webhook", "PolyK8s.Engine")]
    [InlineData("PolyK8s.Mcp", "PolyK8s.Engine")]
    [InlineData("poly-k8s", "PolyK8s.Engine", "PolyK8s.Cluster", "PolyK8s.Webhook", "PolyK8s.Mcp")]
    public void Refers_only_to_what_lies_below(string name, params string[] allowed)
    {
        var ours = Assembly.Load(name).GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(a => a.StartsWith("PolyK8s.", StringComparison.Ordinal));
        Assert.Empty(ours.Except(allowed));
    }

    [Theory]
    [InlineData("Microsoft.AspNetCore")]
    [InlineData("Microsoft.Extensions")]
    [InlineData("System.CommandLine")]
    [InlineData("ModelContextProtocol")]
    [InlineData("KubernetesClient")]
    [InlineData("System.Net.")]
    [InlineData("System.IO.FileSystem")]
    [InlineData("System.Diagnostics.Process")]
    public void Keeps_the_engine_free_of(string assembly) =>
        Assert.DoesNotContain(Assembly.Load("PolyK8s.Engine").GetReferencedAssemblies(), a => a.Name!.StartsWith(assembly, StringComparison.Ordinal));

    [Fact]
    public void Lets_only_the_borders_mention_generated_types()
    {
        var strangers = Sources.Of("src/PolyK8s.Engine")
            .Where(file => !file.Path.StartsWith("src/PolyK8s.Engine/Kernels/", StringComparison.Ordinal))
            .Where(file => file.Text.Contains("PolyK8s.Kernels", StringComparison.Ordinal) || file.Text.Contains("using Dafny", StringComparison.Ordinal))
            .Select(file => file.Path);
        Assert.Empty(strangers);
    }

    [Theory]
    [InlineData("src/PolyK8s.Cluster")]
    [InlineData("src/PolyK8s.Webhook")]
    [InlineData("src/PolyK8s.Mcp")]
    [InlineData("src/PolyK8s.Cli")]
    public void Lets_no_front_door_call_a_rule(string project) =>
        Assert.DoesNotContain(Sources.Of(project), file =>
            file.Text.Contains("PolyK8s.Engine.Rules", StringComparison.Ordinal)
            || file.Text.Contains("PolyK8s.Engine.Kernels", StringComparison.Ordinal));
}

using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rbac;
using PolyK8s.Fixtures;

namespace PolyK8s.Architecture.Tests;

/// <summary>The program takes its own kinds for what their definitions say.</summary>
public sealed class PolicyKindTests
{
    [Fact]
    public void Knows_the_scope_of_each_of_its_own_kinds()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "crds"), "safety.*.yaml");
        Assert.Equal(6, files.Length);
        foreach (var file in files)
        {
            var spec = Assert.Single(ManifestReader.ReadTrees(File.ReadAllBytes(file), file).Manifests).Root["spec"]!;
            var (group, kind, plural) = (spec.TextAt("group")!, spec.TextAt("names", "kind")!, spec.TextAt("names", "plural")!);
            var cluster = spec.TextAt("scope") == "Cluster";
            Assert.Equal(cluster, ClusterScopedKinds.Contains(new(group, kind)));
            Assert.Equal(cluster, ResourceTypes.IsClusterScoped(group, plural, ClusterView.Empty));
        }
    }
}

using PolyK8s.Engine.Manifests;
using PolyK8s.Fixtures;

namespace PolyK8s.Cluster.EndToEnd.Install;

/// <summary>T-67: the product's own Pods would be taken where the Pod security standard <c>restricted</c> holds.</summary>
public sealed class PodTests
{
    private static readonly string[] Volumes = ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];

    [Fact]
    public void T_67_The_Pod_is_restricted() =>
        IsRestricted(ManifestReader.Read(File.ReadAllBytes(Path.Combine(Repository.Root, "config", "manager", "deployment.yaml")), "").Manifests.Single().Root.At("spec", "template", "spec")!);

    [Fact]
    public void T_67_The_Pod_of_helm_test_is_restricted() => IsRestricted(ChartTemplate.Rendered("tests/enforcing.yaml").At("spec")!);

    private static void IsRestricted(ManifestNode pod)
    {
        Assert.Equal("true", pod.TextOrBoolean("securityContext", "runAsNonRoot"));
        Assert.NotEqual("0", pod.At("securityContext", "runAsUser")?.Text);
        Assert.Equal("RuntimeDefault", pod.TextAt("securityContext", "seccompProfile", "type"));
        Assert.All(new[] { "hostNetwork", "hostPID", "hostIPC" }, host => Assert.Null(pod[host]));
        Assert.All(pod.ItemsAt("volumes"), volume => Assert.Contains(volume.Members.Single(m => m.Name != "name").Name, Volumes));
        Assert.All(pod.ItemsAt("containers").Concat(pod.ItemsAt("initContainers")), container =>
        {
            Assert.Equal("false", container.TextOrBoolean("securityContext", "allowPrivilegeEscalation"));
            Assert.Equal("true", container.TextOrBoolean("securityContext", "readOnlyRootFilesystem"));
            Assert.Equal("ALL", Assert.Single(container.At("securityContext", "capabilities")!.TextsAt("drop")));
            Assert.Null(container.At("securityContext", "capabilities", "add"));
            Assert.Null(container.At("securityContext", "privileged"));
            Assert.All(container.ItemsAt("ports"), port => Assert.Null(port["hostPort"]));
        });
    }
}

/// <summary>Reads of what is a boolean.</summary>
file static class Booleans
{
    /// <summary>The words of a node, whatever its kind.</summary>
    public static string? TextOrBoolean(this ManifestNode node, params ReadOnlySpan<string> path) => node.At(path)?.Text;
}

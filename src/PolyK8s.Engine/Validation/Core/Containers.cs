using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>The containers of a Pod.</summary>
/// <remarks>Mirrors <c>validateContainers</c> and <c>validateContainerCommon</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class Containers
{
    private static readonly ImmutableArray<string> PullPolicies = ["Always", "IfNotPresent", "Never"];
    private static readonly ImmutableArray<string> MessagePolicies = ["File", "FallbackToLogsOnError"];

    /// <summary>Every container of a Pod, init and ephemeral ones too.</summary>
    public static IEnumerable<Field> All(Field spec) =>
        spec["initContainers"].Items().Concat(spec["containers"].Items()).Concat(spec["ephemeralContainers"].Items());

    /// <summary>The regular containers.</summary>
    public static void Check(Field containers, PodScope scope)
    {
        if (containers.Count == 0)
        {
            containers.Required();
            return;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var container in containers.Items())
        {
            Common(container, scope);
            if (!names.Add(container["name"].Text))
            {
                container["name"].DuplicateText();
            }

            Handlers.Lifecycle(container["lifecycle"], scope.GracePeriod);
            Probes.Check(container);
            ContainerRestarts.Check(container);
        }

        ContainerPorts.HostPorts(containers.Items(), scope.OnHostPorts);
    }

    /// <summary>What is checked of every kind of container.</summary>
    public static void Common(Field container, PodScope scope)
    {
        container["name"].RequiredMust(DnsNames.Label);
        container["image"].RequiredText();
        container["terminationMessagePolicy"].OneOf(MessagePolicies, "File");
        ContainerPorts.Check(container["ports"]);
        EnvironmentVariables.Check(container["env"]);
        EnvironmentVariables.From(container["envFrom"]);
        VolumeMounts.Check(container, scope);
        VolumeMounts.Devices(container, scope);
        container["imagePullPolicy"].OneOf(PullPolicies, "IfNotPresent");
        ContainerResources.Check(container["resources"], scope.Claims, ResourceNames.OfContainer);
        ContainerResources.Resizing(container["resizePolicy"], scope.RestartPolicy);
        SecurityContexts.Check(container["securityContext"], scope.UsersOfHost);
    }

    /// <summary>What is checked of a container in a Pod, but not in a template.</summary>
    /// <remarks>Mirrors <c>validateContainerOnlyForPod</c>.</remarks>
    public static void OnlyInPod(Field container)
    {
        if (container["image"].Text != container["image"].Text.Trim())
        {
            container["image"].InvalidText("must not have leading or trailing whitespace");
        }
    }
}

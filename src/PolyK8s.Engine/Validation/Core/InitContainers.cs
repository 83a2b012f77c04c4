namespace PolyK8s.Engine.Validation.Core;

/// <summary>The init containers of a Pod: those that restart always are sidecars.</summary>
/// <remarks>Mirrors <c>validateInitContainers</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class InitContainers
{
    private static readonly string[] OnlySidecars = ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"];

    /// <summary>The init containers.</summary>
    public static void Check(Field spec, PodScope scope)
    {
        var names = spec["containers"].Items().Select(container => container["name"].Text).ToHashSet(StringComparer.Ordinal);
        foreach (var container in spec["initContainers"].Items())
        {
            Containers.Common(container, scope);
            ContainerRestarts.Check(container);
            var name = container["name"].Text;
            if (names.Contains(name))
            {
                container["name"].DuplicateText();
            }
            else if (name.Length > 0)
            {
                names.Add(name);
            }

            ContainerPorts.HostPorts([container], scope.OnHostPorts);
            if (container["restartPolicy"].Text == "Always")
            {
                Handlers.Lifecycle(container["lifecycle"], scope.GracePeriod);
                Probes.Check(container);
            }
            else
            {
                NotASidecar(container);
            }
        }
    }

    private static void NotASidecar(Field container)
    {
        foreach (var name in OnlySidecars)
        {
            if (container[name].IsSet && !IsDropped(container[name]))
            {
                container[name].Forbidden("may not be set for init containers without restartPolicy=Always");
            }
        }
    }

    // A stop signal needs a feature gate that is off in every release up to 1.36: a lifecycle with nothing else is dropped with it.
    private static bool IsDropped(Field field) => field.Gives("stopSignal") && field.Entries().All(entry => entry.Key == "stopSignal" || !entry.Value.IsSet);
}

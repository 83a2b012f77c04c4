using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Workloads;

namespace PolyK8s.Engine.Waiting;

/// <summary>Reads out of a pod template what its Pods wait for.</summary>
/// <remarks>
/// An init container holds up the start by its command; a sidecar by its startup probe, its command runs beside. Of the
/// other containers the probes and a loop before the program hold up readiness. A script that asks which replica it is
/// (<c>HOSTNAME</c>) does not do the same in each, and says nothing here.
/// </remarks>
internal static class WaitReader
{
    private static readonly ImmutableArray<string> ReplicaWords = ["HOSTNAME", "hostname", "POD_NAME", "ordinal", "ORDINAL"];

    /// <summary>What the Pods an object makes wait for.</summary>
    public static ImmutableArray<InferredWait> Of(Manifest maker)
    {
        if (PodTemplate.Of(maker) is not { } template)
        {
            return [];
        }

        var waits = ImmutableArray.CreateBuilder<InferredWait>();
        foreach (var (container, path) in Containers(template, "initContainers"))
        {
            var sidecar = container.TextAt("restartPolicy") == "Always";
            waits.AddRange(sidecar ? Probe(container, "startupProbe", maker.Namespace, path) : Command(container, maker.Namespace, path).Concat(WaitImages.Read(container, maker.Namespace, path)));
        }

        foreach (var (container, path) in Containers(template, "containers"))
        {
            waits.AddRange(Probe(container, "startupProbe", maker.Namespace, path));
            waits.AddRange(Probe(container, "readinessProbe", maker.Namespace, path));
            waits.AddRange(container["readinessProbe"] is not null && Loops(container) ? Command(container, maker.Namespace, path) : []);
        }

        return waits.DrainToImmutable();
    }

    private static IEnumerable<(ManifestNode Container, string Path)> Containers(PodTemplate template, string list) =>
        template.Spec.ItemsAt(list).Select((container, i) => (container, string.Create(CultureInfo.InvariantCulture, $"{template.Path}.{list}[{i}]")));

    private static IEnumerable<InferredWait> Command(ManifestNode container, string ns, string path)
    {
        var member = container["args"] is { Items.Length: > 0 } ? "args" : "command";
        return Found([.. container.TextsAt("command"), .. container.TextsAt("args")], container, ns, $"{path}.{member}", container[member] ?? container);
    }

    private static IEnumerable<InferredWait> Probe(ManifestNode container, string probe, string ns, string path) =>
        container.At(probe, "exec", "command") is { } command ? Found(container.TextsAt(probe, "exec", "command"), container, ns, $"{path}.{probe}.exec.command", command) : [];

    private static IEnumerable<InferredWait> Found(ImmutableArray<string> parts, ManifestNode container, string ns, string path, ManifestNode at)
    {
        if (parts.Any(part => ReplicaWords.Any(word => part.Contains(word, StringComparison.Ordinal))))
        {
            yield break;
        }

        foreach (var (tool, text, by) in WaitTools.Read(CommandWords.Of(parts, container)).Distinct())
        {
            if (HostName.Read(text, ns) is { } host)
            {
                yield return new(by, tool, host, null, null, path, at);
            }
        }
    }

    private static bool Loops(ManifestNode container) =>
        container.TextsAt("command").Concat(container.TextsAt("args")).Any(part => part.Contains("until ", StringComparison.Ordinal) || part.Contains("while ", StringComparison.Ordinal));
}

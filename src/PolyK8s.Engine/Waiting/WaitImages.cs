using System.Text;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;
using PolyK8s.Engine.References;

namespace PolyK8s.Engine.Waiting;

/// <summary>Images whose only job is to wait: <c>k8s-wait-for</c> and <c>kubernetes-entrypoint</c>.</summary>
internal static class WaitImages
{
    private static readonly EdgeRow ByLabels = new("Pods", "", "", new(null, Labels: SelectorForm.Map), EdgeKind.Waits, "");

    /// <summary>What a container of such an image waits for.</summary>
    public static IEnumerable<InferredWait> Read(ManifestNode container, string ns, string path)
    {
        var image = container.TextAt("image") ?? "";
        return image.Contains("k8s-wait-for", StringComparison.Ordinal) ? WaitFor([.. container.TextsAt("command"), .. container.TextsAt("args")], container, ns, path)
            : image.Contains("kubernetes-entrypoint", StringComparison.Ordinal) || container.ItemsAt("env").Any(e => e.TextAt("name") is { } name && name.StartsWith("DEPENDENCY_", StringComparison.Ordinal)) ? EntryPoint(container, ns, path)
            : [];
    }

    private static IEnumerable<InferredWait> WaitFor(string[] args, ManifestNode container, string ns, string path)
    {
        var at = container["args"] ?? container;
        var kind = args.SkipWhile(a => !IsKind(a)).FirstOrDefault() ?? "";
        var subject = string.Concat(args.SkipWhile(a => !IsKind(a)).Skip(1).TakeWhile((a, i) => i == 0 || a[0] != '-'));
        var there = args.SkipWhile(a => a != "-n").Skip(1).FirstOrDefault() ?? ns;
        if (subject.StartsWith("-l", StringComparison.Ordinal) && kind.StartsWith("pod", StringComparison.Ordinal))
        {
            yield return new(AwaitedBy.Pods, "k8s-wait-for", null, null, Chosen(there, subject[2..]), path + ".args", at);
        }
        else if (kind.StartsWith("job", StringComparison.Ordinal) && subject.Length > 0 && subject[0] != '-')
        {
            yield return new(AwaitedBy.Completion, "k8s-wait-for", null, Job(there, subject), null, path + ".args", at);
        }
        else if (kind == "service" && HostName.Read(subject, there) is { } host)
        {
            yield return new(AwaitedBy.Connection, "k8s-wait-for", host, null, null, path + ".args", at);
        }
    }

    private static IEnumerable<InferredWait> EntryPoint(ManifestNode container, string ns, string path)
    {
        foreach (var variable in container.ItemsAt("env"))
        {
            var (name, value) = (variable.TextAt("name") ?? "", variable.TextAt("value") ?? "");
            var entries = value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(e => e.Split(':') is [var there, var what] ? (there, what) : (ns, e));
            var waits = name switch
            {
                "DEPENDENCY_SERVICE" => entries.Select(e => HostName.Read(e.Item2, e.Item1)).OfType<HostName>().Select(h => Wait(AwaitedBy.Connection, h, null, null)),
                "DEPENDENCY_JOBS" => entries.Select(e => Wait(AwaitedBy.Completion, null, Job(e.Item1, e.Item2), null)),
                "DEPENDENCY_DAEMONSET" => entries.Select(e => Wait(AwaitedBy.Workload, null, new(new("apps", "DaemonSet"), new(e.Item1, e.Item2)), null)),
                "DEPENDENCY_POD_JSON" => Pods(value, ns).Select(p => Wait(AwaitedBy.Pods, null, null, p)),
                _ => [],
            };
            foreach (var wait in waits)
            {
                yield return wait with { Path = path + ".env", At = variable };
            }
        }
    }

    private static IEnumerable<Selection> Pods(string json, string ns) => ManifestJson.TryParse(Encoding.UTF8.GetBytes(json), out var node, out _)
        ? node.Items.Where(i => i["labels"] is { Members.Length: > 0 }).Select(i => new Selection(ByLabels, i.TextAt("namespace") ?? ns, "", i["labels"]!))
        : [];

    private static Selection Chosen(string ns, string text) => new(ByLabels, ns, "", ManifestNode.Object([.. text
        .Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Where(pair => pair.Length == 2)
        .Select(pair => new ManifestMember(pair[0].Trim(), ManifestNode.Of(pair[1].TrimStart('=').Trim())))]));

    private static InferredWait Wait(AwaitedBy by, HostName? host, ObjectKey? workload, Selection? pods) => new(by, "kubernetes-entrypoint", host, workload, pods, "", ManifestNode.Null);

    private static ObjectKey Job(string ns, string name) => new(new("batch", "Job"), new(ns, name));

    private static bool IsKind(string word) => word is "pod" or "pod-we" or "pod-wr" or "job" or "job-we" or "job-wr" or "service";
}

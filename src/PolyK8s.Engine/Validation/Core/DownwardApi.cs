using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>References to fields of the Pod and to resources of its containers.</summary>
/// <remarks>Mirrors <c>validateObjectFieldSelector</c> and <c>validateContainerResourceFieldSelector</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class DownwardApi
{
    private const string MemoryUnits = "1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei";

    // What ConvertDownwardAPIFieldLabel of pkg/apis/core/pods knows, whatever a single use allows.
    private static readonly ImmutableArray<string> Known =
    [
        "metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName",
        "spec.restartPolicy", "spec.serviceAccountName", "spec.schedulerName", "status.phase", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs",
    ];

    private static readonly ImmutableArray<string> Resources =
        ["limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage", "requests.memory"];

    /// <summary>A field of the Pod, which must be one of <paramref name="paths"/>, or one label or annotation.</summary>
    public static void ObjectField(Field reference, ImmutableArray<string> paths)
    {
        var (version, path) = (reference["apiVersion"].TextOr("v1"), reference["fieldPath"]);
        if (!path.RequiredText())
        {
            return;
        }

        var (name, subscript) = Subscripted(path.Text);
        if (version != "v1")
        {
            path.InvalidText($"error converting fieldPath: unsupported pod version: {version}");
        }
        else if (subscript is null ? !Known.Contains(path.Text, StringComparer.Ordinal) && path.Text != "spec.host" : name is not ("metadata.annotations" or "metadata.labels"))
        {
            path.InvalidText(subscript is null ? $"error converting fieldPath: field label not supported: {path.Text}" : $"error converting fieldPath: field label does not support subscript: {path.Text}");
        }
        else if (subscript is not null)
        {
            var key = name == "metadata.annotations" ? subscript.ToLowerInvariant() : subscript;
            foreach (var fault in LabelNames.Key(key))
            {
                reference.Invalid(GoText.Quote(key), fault);
            }
        }
        else
        {
            // The older name of one of them.
            var known = path.Text == "spec.host" ? "spec.nodeName" : path.Text;
            if (!paths.Contains(known, StringComparer.Ordinal))
            {
                path.NotSupported(GoText.Quote(known), paths);
            }
        }
    }

    /// <summary>A resource of a container.</summary>
    public static void ResourceField(Field reference, bool inVolume)
    {
        var resource = reference["resource"];
        if (inVolume && reference["containerName"].Text.Length == 0)
        {
            reference["containerName"].Required();
        }
        else if (resource.RequiredText() && !IsHugePages(resource.Text))
        {
            resource.OneOf(Resources);
        }

        Divisor(reference["divisor"], resource.Text);
    }

    private static void Divisor(Field divisor, string resource)
    {
        var value = Quantities.Of(divisor);
        var (allowed, kind) = resource switch
        {
            "limits.cpu" or "requests.cpu" => ("1m, 1", "cpu"),
            "limits.memory" or "requests.memory" => (MemoryUnits, "memory"),
            "limits.ephemeral-storage" or "requests.ephemeral-storage" => (MemoryUnits, "local ephemeral storage"),
            _ when IsHugePages(resource) => (MemoryUnits, "hugepages"),
            _ => ("", ""),
        };
        if (!value.Nanos.IsZero && kind.Length > 0 && !allowed.Split(", ").Contains(value.ToString(), StringComparer.Ordinal))
        {
            divisor.Invalid(GoText.Quote(resource), $"only divisor's values {(kind == "cpu" ? "1m and 1" : allowed)} are supported with the {kind} resource");
        }
    }

    private static bool IsHugePages(string resource) =>
        resource.StartsWith("requests.hugepages-", StringComparison.Ordinal) || resource.StartsWith("limits.hugepages-", StringComparison.Ordinal);

    // Mirrors SplitMaybeSubscriptedPath of pkg/fieldpath: a path, and the key in ['...'] if there is one.
    private static (string Path, string? Subscript) Subscripted(string path) =>
        path.EndsWith("']", StringComparison.Ordinal) && path[..^2].Split("['", 2) is [{ Length: > 0 } name, var key] ? (name, key) : (path, null);
}

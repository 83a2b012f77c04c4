using System.Collections.Frozen;
using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Lifecycles.Compat;

/// <summary>What Argo CD says of the health of an object. After its gitops-engine/pkg/health and the scripts it ships for built-in kinds.</summary>
internal static class ArgoHealth
{
    private const string HookFinalizer = "argocd.argoproj.io/hook-finalizer";

    private static readonly FieldSource Deleted = FieldSource.Is("deleted", IsPending);

    private static readonly TableRow Deleting = new("deleted?", "Progressing", "", "Pending deletion");

    // Of a kind without a check Argo CD says nothing, which counts as healthy.
    private static readonly CompiledRows Other = new([Deleted], [Deleting, new("", "Healthy")]);

    private static readonly FrozenDictionary<GroupKind, (string[] Versions, CompiledRows Rows)> ByKind = ArgoRows.ByKind()
        .ToFrozenDictionary(row => row.Kind, row => (row.Versions, new CompiledRows([Deleted, .. row.Fields], [Deleting, .. row.Rows])));

    /// <summary>What it says.</summary>
    public static ObjectState Of(Manifest manifest, DateTimeOffset now)
    {
        var kind = new GroupKind(manifest.Group, manifest.Kind);
        var (versions, rows) = ByKind.GetValueOrDefault(kind, ([], Other));
        return !IsPending(manifest) && Problem(manifest, kind, versions) is { } problem ? new("Unknown", "", problem, []) : rows.Decide(manifest, now)!.Value.State with { Conditions = [] };
    }

    private static string? Problem(Manifest manifest, GroupKind kind, string[] versions)
    {
        if (versions.Length == 0)
        {
            return null;
        }

        var name = manifest.Kind == "HorizontalPodAutoscaler" ? "HPA" : manifest.Kind;
        var version = manifest.ApiVersion[(manifest.ApiVersion.IndexOf('/', StringComparison.Ordinal) + 1)..];
        return !versions.Contains(version) ? $"unsupported {name} GVK: {manifest.ApiVersion}, Kind={manifest.Kind}"
            : GoProblems.Of(manifest, kind) is { } problem ? $"failed to convert unstructured {name} to typed: {problem}"
            : null;
    }

    // `metadata.deletionTimestamp` that is no time counts as none.
    private static bool IsPending(Manifest manifest) =>
        DateTimeOffset.TryParse(manifest.Root.TextAt("metadata", "deletionTimestamp"), System.Globalization.CultureInfo.InvariantCulture, out _)
        && !manifest.Root.TextsAt("metadata", "finalizers").Contains(HookFinalizer);
}

using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;

namespace PolyK8s.Engine.Lifecycles.Compat;

/// <summary>What Argo CD takes for a hook. After its gitops-engine/pkg/sync/hook.</summary>
internal static class ArgoHooks
{
    /// <summary>Whether it applies the object as a hook: by an annotation of its own that is more than <c>Skip</c>, else by one of Helm's.</summary>
    public static bool IsHook(Manifest manifest)
    {
        var annotations = manifest.Root.At("metadata", "annotations");
        return annotations?.TextAt(SyncStage.HookAnnotation) is { } own
            ? own.Split(',', StringSplitOptions.TrimEntries).Where(IsKnown).Distinct().ToArray() is not ["Skip"]
            : annotations?.TextAt(SyncStage.HelmHook) is { } helm && helm != "crd-install";
    }

    private static bool IsKnown(string word) => word is "PreSync" or "Sync" or "PostSync" or "SyncFail" or "Skip";
}

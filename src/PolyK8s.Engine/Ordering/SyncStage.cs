using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Ordering;

/// <summary>When Argo CD (or Helm, by its hooks) applies an object: in a phase, and there in a wave.</summary>
/// <param name="Phase">-1 before the others (PreSync), 0 with them, 1 after them (PostSync).</param>
/// <param name="Wave">The wave.</param>
/// <param name="Source">The annotation that says so; null when none does.</param>
/// <remarks>Mirrors <c>sync/syncwaves</c> and <c>sync/hook</c> of argoproj/gitops-engine: Helm's hooks count as Argo CD's, and their weight as the wave.</remarks>
public sealed record SyncStage(int Phase, int Wave, string? Source)
{
    /// <summary>The annotation that makes a hook of Argo CD.</summary>
    internal const string HookAnnotation = "argocd.argoproj.io/hook";

    /// <summary>The annotation that makes a hook of Helm.</summary>
    internal const string HelmHook = "helm.sh/hook";

    private const string HelmWeight = "helm.sh/hook-weight";

    /// <summary>The stage of an object; null for a hook that applying never runs (on failure, deletion, rollback or test).</summary>
    public static SyncStage? Of(Manifest manifest)
    {
        var annotations = manifest.Root.At("metadata", "annotations");
        var (hooks, from) = annotations?.TextAt(HookAnnotation) is { } argo ? (argo, HookAnnotation) : (annotations?.TextAt(HelmHook) ?? "", HelmHook);
        var words = hooks.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var phases = words.Select(PhaseOf).ToImmutableArray();
        var wave = Number(annotations?.TextAt(OrderedObject.WaveAnnotation)) ?? (words.Length > 0 ? Number(annotations?.TextAt(HelmWeight)) : null);
        var source = wave is not null and not 0 ? annotations?.TextAt(OrderedObject.WaveAnnotation) is null ? HelmWeight : OrderedObject.WaveAnnotation : words.Length > 0 ? from : null;
        return phases.IsEmpty ? new(0, wave ?? 0, source)
            : phases.FirstOrDefault(p => p is not null) is { } phase ? new(phase, wave ?? 0, source ?? from)
            : null;
    }

    /// <summary>Whether Helm sets it, which applies as it is told.</summary>
    public bool IsOfHelm => Source is HelmHook or HelmWeight;

    /// <summary>Whether it comes after another.</summary>
    public bool IsAfter(SyncStage other) => Phase != other.Phase ? Phase > other.Phase : Wave > other.Wave;

    /// <summary>The stage as people say it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Phase switch { < 0 => "PreSync ", > 0 => "PostSync ", _ => "" }}wave {Wave}");

    private static int? PhaseOf(string hook) => hook switch
    {
        "PreSync" or "pre-install" or "pre-upgrade" or "crd-install" => -1,
        "Sync" => 0,
        "PostSync" or "post-install" or "post-upgrade" => 1,
        _ => null,
    };

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}

using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.References;
using PolyK8s.Engine.Workloads;

namespace PolyK8s.Engine.Indexes;

/// <summary>Which objects of a kind make Pods with which labels; Pods that a workload made are left out, the workload stands for them.</summary>
/// <param name="Kind">The kind.</param>
public sealed record MakersByLabel(GroupKind Kind) : PostingsOf<LabelIn>(Kind)
{
    /// <summary>The kinds that make Pods by themselves; a template alone makes none.</summary>
    public static ImmutableArray<GroupKind> Makers { get; } = [.. PodTemplate.Makers.Select(m => m.Kind).Where(k => k != new GroupKind("", "PodTemplate"))];

    private static readonly ImmutableArray<MakersByLabel> OfMakers = [.. Makers.Select(kind => new MakersByLabel(kind))];

    /// <summary>What makes Pods that a selector takes, in order of kind and name.</summary>
    public static IEnumerable<Manifest> Selected(ClusterView view, Selection selection)
    {
        // One label that must be there narrows it down; without one the whole namespace is looked at.
        var narrow = Narrowest(selection);
        foreach (var index in OfMakers)
        {
            if (view.Get(index).Under(narrow) is not { IsEmpty: false } names)
            {
                continue;
            }

            foreach (var name in names.OrderBy(n => n.Name, StringComparer.Ordinal))
            {
                if (view.Of(index.Kind).Find(name.Namespace, name.Name) is { } maker && selection.Matches(PodLabels(maker)))
                {
                    yield return maker;
                }
            }
        }
    }

    /// <summary>The labels of the Pods an object makes; null for none.</summary>
    public static ManifestNode? PodLabels(Manifest maker) => PodTemplate.Of(maker)?.Metadata?["labels"];

    /// <summary>Whether an object makes Pods by itself, and is not made by another that does.</summary>
    public static bool Makes(Manifest manifest) => Makers.Contains(new(manifest.Group, manifest.Kind)) && !Controlled.Is(manifest) && PodTemplate.Of(manifest) is not null;

    /// <inheritdoc />
    protected override IEnumerable<LabelIn> KeysOf(Manifest manifest) => !Makes(manifest) ? [] :
        (PodLabels(manifest)?.Members ?? []).Select(m => new LabelIn(manifest.Namespace, m.Name, m.Value.Text)).Append(new(manifest.Namespace, "", "")).Distinct();

    private static LabelIn Narrowest(Selection selection) => SelectorsByLabel.KeyOf(selection);
}

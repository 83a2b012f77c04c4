using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rollouts;

/// <summary>What a write of a workload's spec does to its rollout.</summary>
public static class EventRecognition
{
    private const string RestartedAt = "kubectl.kubernetes.io/restartedAt";

    /// <summary>The events in a write; none when it touches nothing a rollout is about.</summary>
    /// <param name="before">The object before.</param>
    /// <param name="after">The object after.</param>
    /// <param name="keepers">What keeps revisions of the workload.</param>
    public static ImmutableArray<RolloutEvent> Of(Manifest before, Manifest after, IEnumerable<Manifest> keepers)
    {
        var events = ImmutableArray.CreateBuilder<RolloutEvent>();
        if (OfTemplate(before, after, keepers) is { } change)
        {
            events.Add(change);
        }

        if (Replicas(before) != Replicas(after))
        {
            events.Add(RolloutEvent.Scale);
        }

        var (held, holds) = (IsPaused(before), IsPaused(after));
        if (held != holds)
        {
            events.Add(holds ? RolloutEvent.Pause : RolloutEvent.Resume);
        }

        return events.ToImmutable();
    }

    /// <summary>The replicas asked for; 1 where none are written, null for a kind without.</summary>
    public static string? Replicas(Manifest workload) => workload.Kind == "DaemonSet" ? null : workload.Root.At("spec", "replicas") is { Kind: NodeKind.Integer } n ? n.Text : "1";

    private static RolloutEvent? OfTemplate(Manifest before, Manifest after, IEnumerable<Manifest> keepers)
    {
        var (old, young) = (before.Root.At("spec", "template"), after.Root.At("spec", "template"));
        if (old is null || young is null || TemplateText.Of(old) == TemplateText.Of(young))
        {
            return null;
        }

        return RolloutHistory.Of(after, keepers).Revisions.Any(r => r.Running) ? RolloutEvent.Undo
            : TemplateText.Of(Unstamped(old)) == TemplateText.Of(Unstamped(young)) ? RolloutEvent.Restart
            : RolloutEvent.Edit;
    }

    private static bool IsPaused(Manifest workload) => workload.Root.At("spec", "paused")?.Text == "true";

    // The template without the mark that a restart leaves; without annotations at all where it is the only one.
    private static ManifestNode Unstamped(ManifestNode template)
    {
        var annotations = (template.At("metadata", "annotations")?.Members ?? []).RemoveAll(m => m.Name == RestartedAt);
        var metadata = (template["metadata"]?.Members ?? []).RemoveAll(m => m.Name == "annotations");
        return With(template, "metadata", ManifestNode.Object(annotations.IsEmpty ? metadata : metadata.Add(new("annotations", ManifestNode.Object(annotations)))));
    }

    private static ManifestNode With(ManifestNode node, string name, ManifestNode value) =>
        ManifestNode.Object([.. node.Members.Where(m => m.Name != name), new ManifestMember(name, value)]);
}

using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Mutation;

/// <summary>Pods: of their spec only images, the deadline, more tolerations and fewer scheduling gates may change.</summary>
/// <remarks>Mirrors <c>ValidatePodUpdate</c> of <c>pkg/apis/core/validation</c>, after what admission restores.</remarks>
internal static class PodUpdates
{
    private const string Detail =
        "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

    private static readonly string[] ContainerLists = ["containers", "initContainers"];

    /// <summary>A Pod.</summary>
    public static void Check(Transition change)
    {
        var (now, before) = (change.New("spec"), change.Old("spec") ?? ManifestNode.Object());
        foreach (var list in ContainerLists)
        {
            if (now[list].Count != before.ItemsAt(list).Length)
            {
                now[list].Forbidden("pod updates may not add or remove containers");
                return;
            }
        }

        Deadline(now["activeDeadlineSeconds"], before["activeDeadlineSeconds"]);
        PodTolerations.Check(now["tolerations"], before.ItemsAt("tolerations"));
        Gates(now["schedulingGates"], before.ItemsAt("schedulingGates"));
        var isGated = !before.ItemsAt("schedulingGates").IsEmpty;
        if (isGated)
        {
            GatedPods.Check(now, before);
        }

        if (!SameJson.As(Fixed(before, before, now.Node, isGated), Fixed(now.Node, before, now.Node, isGated)))
        {
            now.Forbidden(Detail);
        }
    }

    private static void Deadline(Field now, ManifestNode? before)
    {
        if (before is not { Kind: NodeKind.Integer } || !long.TryParse(before.Text, System.Globalization.CultureInfo.InvariantCulture, out var was))
        {
            return;
        }

        if (!now.IsSet)
        {
            now.Invalid("null", "must not update from a positive integer to nil value");
        }
        else if (now.Number > was)
        {
            now.InvalidNumber("must be less than or equal to previous value");
        }
    }

    private static void Gates(Field now, ImmutableArray<ManifestNode> before)
    {
        var old = before.Select(gate => gate.TextAt("name")).ToHashSet();
        foreach (var name in now.Items().Select(gate => gate["name"]).Where(name => !old.Contains(name.Text)))
        {
            name.Forbidden($"only deletion is allowed, but found new scheduling gate '{name.Text}'");
        }
    }

    // A spec without what may change; the priority is restored where it is left out.
    private static ManifestNode? Fixed(ManifestNode? spec, ManifestNode before, ManifestNode? now, bool isGated)
    {
        var form = StoredForm.Of("spec", spec) ?? ManifestNode.Object();
        form = ServerFields.Without(form, "activeDeadlineSeconds", "tolerations", "schedulingGates");
        if (now?["priority"] is null or { Kind: NodeKind.Null })
        {
            form = ServerFields.Without(form, "priority");
        }

        if (isGated)
        {
            form = ServerFields.Without(form, "nodeSelector");
            form = ServerFields.With(form, "affinity", StoredForm.Of("affinity", ServerFields.Without(form["affinity"], "nodeAffinity")));
        }

        if (before["terminationGracePeriodSeconds"]?.Text.StartsWith('-') == true && now?["terminationGracePeriodSeconds"]?.Text == "1")
        {
            form = ServerFields.Without(form, "terminationGracePeriodSeconds");
        }

        foreach (var list in ContainerLists)
        {
            form = ServerFields.With(form, list, ManifestNode.Array([.. form.ItemsAt(list).Select(container => ServerFields.Without(container, "image"))]));
        }

        return form;
    }
}

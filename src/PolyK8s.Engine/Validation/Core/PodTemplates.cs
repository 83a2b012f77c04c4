using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>The Pod template of a workload.</summary>
/// <remarks>Mirrors <c>ValidatePodTemplateSpec</c> of <c>pkg/apis/core/validation</c>, and what each workload adds about restarting.</remarks>
internal static class PodTemplates
{
    /// <summary>The template.</summary>
    /// <param name="template">The template.</param>
    /// <param name="volumes">The volumes, when the workload adds to those of the template.</param>
    public static void Check(Field template, Field? volumes = null)
    {
        // The server leaves `metadata` out of these two paths.
        LabelNames.Labels(template["metadata"]["labels"].At(template["labels"]));
        var annotations = template["metadata"]["annotations"].At(template["annotations"]);
        ObjectMetas.Annotations(annotations);
        PodAnnotations.Check(annotations, template["spec"]);
        PodSpecs.Check(template["spec"], null, volumes);
        ProfileAnnotations.Match(annotations, template["spec"], isPod: false);
        if (template["spec"]["ephemeralContainers"].Count > 0)
        {
            template["spec"]["ephemeralContainers"].Forbidden("ephemeral containers not allowed in pod template");
        }
    }

    /// <summary>The Pods of the workload are always restarted, and have no deadline.</summary>
    public static void AlwaysRestarted(Field template, string kind)
    {
        var spec = template["spec"];
        spec["restartPolicy"].OneOf(Always, "Always");
        if (spec["activeDeadlineSeconds"].IsSet)
        {
            spec["activeDeadlineSeconds"].Forbidden($"activeDeadlineSeconds in {kind} is not Supported");
        }
    }

    private static readonly ImmutableArray<string> Always = ["Always"];
}

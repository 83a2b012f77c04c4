using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Mutation;

/// <summary>What of a Job may change under conditions.</summary>
/// <remarks>Mirrors <c>ValidateJobSpecUpdate</c>, <c>validateCompletions</c> and <c>validatePodTemplateUpdate</c> of <c>pkg/apis/batch/validation</c>.</remarks>
internal static class JobUpdates
{
    /// <summary>The number of completions changes only for an Indexed Job, and only together with its parallelism.</summary>
    public static void Completions(Transition change)
    {
        var (now, before) = (Count(change.New("spec").Node), Count(change.Old("spec")));
        if (now == before)
        {
            return;
        }

        var (field, isIndexed) = (change.New("spec.completions"), change.New("spec.completionMode").Text == "Indexed");
        if (!isIndexed || now is null)
        {
            field.Invalid(now ?? "null", isIndexed ? "cannot be nil" : Rows.Immutable);
        }
        else if (now != change.New("spec.parallelism").NumberOr(1).ToString(System.Globalization.CultureInfo.InvariantCulture))
        {
            field.Invalid(now, "can only be modified in tandem with spec.parallelism");
        }
    }

    /// <summary>The template stays; while the Job is suspended and has no pod left, its metadata, what decides where its pods run and what they ask for may change.</summary>
    public static void Template(Transition change)
    {
        var (now, before) = (change.New("spec.template"), change.Old("spec.template"));
        var isSuspended = change.Old("spec.suspend") is { Text: "true" } && change.Old("status.active") is null or { Text: "0" };
        if (!SameJson.As(Form(now.Node, isSuspended), Form(before, isSuspended)))
        {
            now.Invalid(GoText.Json(now.Node), Rows.Immutable);
        }
    }

    private static ManifestNode? Form(ManifestNode? template, bool isSuspended)
    {
        if (!isSuspended || template is null)
        {
            return StoredForm.Of("template", template);
        }

        var spec = ServerFields.Without(template["spec"], "nodeSelector", "tolerations", "schedulingGates", "resources");
        spec = ServerFields.With(spec, "affinity", ServerFields.Without(spec["affinity"], "nodeAffinity"));
        foreach (var list in new[] { "containers", "initContainers" })
        {
            spec = ServerFields.With(spec, list, ManifestNode.Array([.. spec.ItemsAt(list).Select(container => ServerFields.Without(container, "resources"))]));
        }

        return StoredForm.Of("template", ManifestNode.Object(("spec", spec)));
    }

    // A Job with neither number has one of each.
    private static string? Count(ManifestNode? spec) => spec?["completions"] switch
    {
        { Kind: NodeKind.Integer } completions => completions.Text,
        _ => spec?["parallelism"] is null or { Kind: NodeKind.Null } ? "1" : null,
    };
}

using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Validation.Batch;

/// <summary>The selector and labels of a new Job that leaves them to the server: what is given must be what the server would write.</summary>
/// <remarks>Mirrors <c>generateSelector</c> of <c>pkg/registry/batch/job</c> and <c>validateGeneratedSelector</c> of <c>pkg/apis/batch/validation</c>. The uid of a new Job is not known to anybody.</remarks>
internal static class GeneratedSelectors
{
    // No uid contains a space.
    private const string Uid = "a new uid";
    private static readonly ImmutableArray<string> UidLabels = ["batch.kubernetes.io/controller-uid", "controller-uid"];
    private static readonly ImmutableArray<string> NameLabels = ["batch.kubernetes.io/job-name", "job-name"];

    /// <summary>The selector of a Job's spec, and the labels of its template.</summary>
    public static void Check(Field spec, string name)
    {
        var (labels, selector) = (spec["template"]["metadata"]["labels"], spec["selector"]);
        foreach (var (key, value, shown) in UidLabels.Select(key => (key, Uid, "the uid of the Job")).Concat(NameLabels.Select(key => (key, name, $"'{name}'"))))
        {
            if (labels.Has(key) && labels.Key(key).Text != value && name.Length > 0)
            {
                labels.Key(key).Invalid(GoText.Map(labels.Node), $"must be {shown}");
            }
        }

        var before = selector.Errors.Count;
        LabelSelectors.Check(selector);
        if (selector.IsSet && selector.Errors.Count == before && name.Length > 0 && !LabelSelector.From(selector.Node!).Matches(Expected(name)))
        {
            selector.Invalid(LabelSelectors.Printed(selector), "`selector` not auto-generated");
        }
    }

    private static ManifestNode Expected(string name) => ManifestNode.Object(
        [.. UidLabels.Select(key => new ManifestMember(key, ManifestNode.Of(Uid))), .. NameLabels.Select(key => new ManifestMember(key, ManifestNode.Of(name)))]);
}

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

    /// <summary>The selector of a Job that has one, and the labels of its template: they stay what the server wrote.</summary>
    public static void Kept(Field spec, string name, ManifestNode before)
    {
        var (labels, had) = (spec["template"]["metadata"]["labels"], before.At("spec", "template", "metadata", "labels"));
        var wasManual = before.At("spec", "manualSelector") is { Text: "true" };
        if (before.TextAt("metadata", "uid") is not { Length: > 0 } uid || (!wasManual && had?[UidLabels[1]] is null))
        {
            return;
        }

        // Jobs made by a server before the labels had a prefix do not have those.
        var hasBoth = had?[UidLabels[0]] is not null && had[NameLabels[0]] is not null;
        var expected = UidLabels.Select(key => (Key: key, Value: uid)).Concat(NameLabels.Select(key => (Key: key, Value: name)))
            .Where(label => hasBoth || !label.Key.Contains('/', StringComparison.Ordinal)).ToArray();
        foreach (var (key, value) in expected)
        {
            Kept(labels.Key(key), labels, value);
        }

        if (spec["selector"].IsSet && !LabelSelector.From(spec["selector"].Node!).Matches(ManifestNode.Object([.. expected.Select(label => new ManifestMember(label.Key, ManifestNode.Of(label.Value)))])))
        {
            spec["selector"].Invalid(LabelSelectors.Printed(spec["selector"]), "`selector` not auto-generated");
        }
    }

    private static void Kept(Field label, Field labels, string value)
    {
        if (!label.IsSet)
        {
            label.Required($"must be '{value}'");
        }

        if (label.Text != value)
        {
            label.Invalid(GoText.Map(labels.Node), $"must be '{value}'");
        }
    }

    private static ManifestNode Expected(string name) => ManifestNode.Object(
        [.. UidLabels.Select(key => new ManifestMember(key, ManifestNode.Of(Uid))), .. NameLabels.Select(key => new ManifestMember(key, ManifestNode.Of(name)))]);
}

using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Validation;

/// <summary>Label selectors of every kind of object.</summary>
/// <remarks>Mirrors <c>ValidateLabelSelector</c> and <c>ValidateLabelSelectorRequirement</c> of <c>apis/meta/v1/validation</c>.</remarks>
internal static class LabelSelectors
{
    /// <summary>A selector; a missing one is fine.</summary>
    public static void Check(Field selector)
    {
        LabelNames.Labels(selector["matchLabels"]);
        foreach (var requirement in selector["matchExpressions"].Items())
        {
            Requirement(requirement);
        }
    }

    /// <summary>Whether a selector has no requirement at all.</summary>
    public static bool IsEmpty(Field selector) => selector["matchLabels"].Count + selector["matchExpressions"].Count == 0;

    /// <summary>A selector that must be there, well formed, not empty, and match the labels of the Pod template beside it.</summary>
    /// <param name="spec">The spec with <c>selector</c> and <c>template</c>.</param>
    /// <param name="kind">The kind named in the message about an empty selector.</param>
    /// <param name="malformed">The detail the kind adds when the selector is malformed.</param>
    /// <returns>Whether the template is still to be checked.</returns>
    public static bool OfTemplate(Field spec, string kind, string malformed = "invalid label selector")
    {
        var selector = spec["selector"];
        var before = selector.Errors.Count;
        if (!selector.IsSet)
        {
            selector.Required();
        }
        else
        {
            Check(selector);
        }

        var faulty = selector.IsSet && selector.Errors.Count > before;
        if (selector.IsSet && IsEmpty(selector))
        {
            selector.Invalid(Printed(selector), $"empty selector is invalid for {kind}");
        }

        if (faulty)
        {
            selector.Invalid(Printed(selector), malformed);
            return false;
        }

        Matches(spec);
        return true;
    }

    /// <summary>The selector beside a Pod template must match the template's labels; a missing selector matches nothing, an empty one is left to others.</summary>
    public static void Matches(Field spec)
    {
        var (selector, labels) = (spec["selector"], spec["template"]["metadata"]["labels"]);
        if (selector.IsSet ? !IsEmpty(selector) && !LabelSelector.From(selector.Node!).Matches(labels.Node) : true)
        {
            labels.Invalid(GoText.Map(labels.Node), "`selector` does not match template `labels`");
        }
    }

    /// <summary>A selector as the server prints it: the JSON of the typed value, without empty parts.</summary>
    public static string Printed(Field selector) => GoText.Json(ManifestNode.Object(
        ("matchLabels", selector["matchLabels"].Count == 0 ? null : selector["matchLabels"].Node),
        ("matchExpressions", selector["matchExpressions"].Count == 0 ? null : selector["matchExpressions"].Node)));

    /// <summary>The operators every selector knows, and how many values each takes.</summary>
    /// <returns>Whether the requirement has one of them.</returns>
    public static bool Operator(Field requirement)
    {
        var (name, values) = (requirement["operator"].Text, requirement["values"]);
        if (name is "In" or "NotIn" && values.Count == 0)
        {
            values.Required("must be specified when `operator` is 'In' or 'NotIn'");
        }
        else if (name is "Exists" or "DoesNotExist" && values.Count > 0)
        {
            values.Forbidden("may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        }

        return name is "In" or "NotIn" or "Exists" or "DoesNotExist";
    }

    private static void Requirement(Field requirement)
    {
        var values = requirement["values"];
        if (!Operator(requirement))
        {
            requirement["operator"].InvalidText("not a valid selector operator");
        }

        requirement["key"].Must(LabelNames.Key);
        foreach (var value in values.Items())
        {
            value.Must(LabelNames.Value);
        }
    }
}

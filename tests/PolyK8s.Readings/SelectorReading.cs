using PolyK8s.Engine.Manifests;

namespace PolyK8s.Readings;

/// <summary>Label selectors read a second time.</summary>
public class SelectorReading
{
    /// <summary>Whether a selector matches labels.</summary>
    public bool Matches(ManifestNode? selector, ManifestNode? labels)
    {
        foreach (var label in selector?["matchLabels"]?.Members ?? [])
        {
            if (!HasLabel(labels, label.Name, label.Value.Text))
            {
                return false;
            }
        }

        foreach (var expression in selector?.ItemsAt("matchExpressions") ?? [])
        {
            if (!Holds(labels?.TextAt(expression.TextAt("key")!), expression.TextAt("operator")!, expression.TextsAt("values")))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a label is there with that value.</summary>
    protected virtual bool HasLabel(ManifestNode? labels, string key, string value) => labels?.TextAt(key) is { } text && text == value;

    /// <summary>Whether an expression holds for a value, null when the label is absent.</summary>
    protected virtual bool Holds(string? value, string operation, IReadOnlyList<string> values) => operation switch
    {
        "In" => value is not null && values.Contains(value),
        "NotIn" => !(value is not null && values.Contains(value)),
        "Exists" => value is not null,
        _ => value is null,
    };
}

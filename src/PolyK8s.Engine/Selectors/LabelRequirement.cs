using System.Collections.Immutable;

namespace PolyK8s.Engine.Selectors;

/// <summary>One requirement on one label.</summary>
/// <param name="Key">The label's key.</param>
/// <param name="Operator"><c>In</c>, <c>NotIn</c>, <c>Exists</c> or <c>DoesNotExist</c>.</param>
/// <param name="Values">The values of <c>In</c> and <c>NotIn</c>.</param>
public readonly record struct LabelRequirement(string Key, string Operator, ImmutableArray<string> Values)
{
    /// <summary>Whether the label's value (null when the label is absent) satisfies the requirement.</summary>
    /// <remarks><c>NotIn</c> and <c>DoesNotExist</c> hold for an absent label; <c>In</c> with an empty value needs the label to be there.</remarks>
    public bool Holds(string? value) => Operator switch
    {
        "In" => value is not null && Values.Contains(value, StringComparer.Ordinal),
        "NotIn" => value is null || !Values.Contains(value, StringComparer.Ordinal),
        "Exists" => value is not null,
        "DoesNotExist" => value is null,
        _ => false,
    };

    /// <summary>Whether no value of a label satisfies both requirements, and neither does its absence.</summary>
    public bool Excludes(LabelRequirement other) => Key == other.Key && (Operator, other.Operator) switch
    {
        ("In", _) => Values.All(value => !other.Holds(value)),
        (_, "In") => other.Excludes(this),
        ("Exists", "DoesNotExist") or ("DoesNotExist", "Exists") => true,
        _ => false,
    };
}

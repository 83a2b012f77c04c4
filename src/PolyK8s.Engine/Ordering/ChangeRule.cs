namespace PolyK8s.Engine.Ordering;

/// <summary>One rule of kapp: <c>upsert after upserting GROUP</c>, and so on.</summary>
/// <param name="Before">Whether the object goes before the group instead of after it.</param>
/// <param name="Group">The group.</param>
/// <param name="Source">The annotation's key.</param>
/// <remarks>
/// Mirrors kapp's change-rule syntax (carvel.dev/kapp, apply ordering). Rules about deleting order a removal, not a state
/// that can be reached, and are left out: removals are never denied.
/// </remarks>
public sealed record ChangeRule(bool Before, string Group, string Source)
{
    /// <summary>The annotation of an object's groups, alone or with <c>.suffix</c>.</summary>
    public const string GroupAnnotation = "kapp.k14s.io/change-group";

    /// <summary>The annotation of an object's rules, alone or with <c>.suffix</c>.</summary>
    public const string RuleAnnotation = "kapp.k14s.io/change-rule";

    /// <summary>The rule that an annotation states; null for one about deleting and for anything else.</summary>
    public static ChangeRule? Parse(string key, string value) =>
        value.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["upsert", "after", "upserting", var group] => new(false, group, key),
            ["upsert", "before", "upserting", var group] => new(true, group, key),
            _ => null,
        };

    /// <summary>Whether a key is <paramref name="annotation"/> or <c>annotation.suffix</c>.</summary>
    public static bool Is(string key, string annotation) =>
        key == annotation || (key.StartsWith(annotation, StringComparison.Ordinal) && key[annotation.Length] == '.');
}

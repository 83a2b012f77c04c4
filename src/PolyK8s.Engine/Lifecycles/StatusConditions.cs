using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Lifecycles;

/// <summary>The conditions of a status.</summary>
/// <param name="Items">Type and status of each, in order.</param>
public sealed record StatusConditions(ImmutableArray<(string Type, string Status)> Items)
{
    /// <summary>The types that are present.</summary>
    public IEnumerable<string> Present => Items.Select(i => i.Type).Distinct(StringComparer.Ordinal);

    /// <summary>The types whose status is True.</summary>
    public IEnumerable<string> True => Items.Where(i => i.Status == "True").Select(i => i.Type).Distinct(StringComparer.Ordinal);

    /// <summary>The conditions of an object; none when it has no status.</summary>
    public static StatusConditions Of(Manifest manifest) =>
        new([.. manifest.Root.ItemsAt("status", "conditions").Select(c => (c.TextAt("type") ?? "", c.TextAt("status") ?? ""))]);

    /// <summary>The field path of a condition; that of the list when it is not there.</summary>
    public string PathOf(string type)
    {
        for (var i = 0; i < Items.Length; i++)
        {
            if (Items[i].Type == type)
            {
                return string.Create(CultureInfo.InvariantCulture, $"status.conditions[{i}].type");
            }
        }

        return "status.conditions";
    }
}

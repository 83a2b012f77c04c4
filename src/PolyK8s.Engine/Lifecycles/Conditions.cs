using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Lifecycles;

/// <summary>Reads <c>status.conditions</c>.</summary>
public static class Conditions
{
    /// <summary>The types of the conditions whose status is True. Unknown is neither True nor False.</summary>
    public static ImmutableArray<string> True(ManifestNode status) =>
        [.. status.ItemsAt("conditions").Where(c => c.TextAt("status") == "True").Select(c => c.TextAt("type") ?? "")];

    /// <summary>The condition of a type and its field path; the list itself when there is none.</summary>
    public static (ManifestNode? Node, string Path) Find(Manifest manifest, string type)
    {
        var conditions = manifest.Root.At("status", "conditions");
        for (var i = 0; i < (conditions?.Items.Length ?? 0); i++)
        {
            if (conditions!.Items[i].TextAt("type") == type)
            {
                return (conditions.Items[i], $"status.conditions[{i}]");
            }
        }

        return (conditions ?? manifest.Root["status"], "status.conditions");
    }
}

using System.Globalization;
using System.Text;
using PolyK8s.Engine.Manifests;
using PolyK8s.Kernels.SchemaTerms;

namespace PolyK8s.Engine.Kernels;

/// <summary>Reads the kernel's trails: the path as people write it, and the value it leads to.</summary>
internal static class StructureTrail
{
    /// <summary>The value alone. A trail is as deep as the document, which the reader bounds.</summary>
    public static ManifestNode Follow(_ITrail trail, ManifestNode root) =>
        trail.is_Whole ? root
        : trail.is_Element ? Follow(trail.dtor_owner, root).Items[trail.dtor_index]
        : Follow(trail.dtor_owner, root)[trail.dtor_name] ?? throw LeadsNowhere();

    /// <summary>Path and value. The kernel proves that the trail leads somewhere.</summary>
    public static (string Path, ManifestNode Node) Read(_ITrail trail, ManifestNode root)
    {
        var steps = new Stack<_ITrail>();
        for (; !trail.is_Whole; trail = trail.dtor_owner)
        {
            steps.Push(trail);
        }

        var (path, node) = (new StringBuilder(), root);
        foreach (var step in steps)
        {
            if (step.is_Element)
            {
                path.Append(CultureInfo.InvariantCulture, $"[{step.dtor_index}]");
                node = node.Items[step.dtor_index];
                continue;
            }

            path.Append(step.is_Key ? $"[{step.dtor_name}]" : path.Length == 0 ? step.dtor_name : $".{step.dtor_name}");
            node = node[step.dtor_name] ?? throw LeadsNowhere();
        }

        return (path.ToString(), node);
    }

    private static InvalidOperationException LeadsNowhere() => new("a trail of the kernel leads nowhere");
}

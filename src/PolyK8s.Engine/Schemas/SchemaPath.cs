using System.Collections.Immutable;
using PolyK8s.Engine.Policy;

namespace PolyK8s.Engine.Schemas;

/// <summary>The schema at the end of a path.</summary>
internal static class SchemaPath
{
    /// <summary>Its index in the kind's table; -1 where the path leaves the schema.</summary>
    public static int At(KindSchema kind, ImmutableArray<DefaultStep> path)
    {
        var at = kind.Root;
        foreach (var step in path)
        {
            if (at < 0)
            {
                return -1;
            }

            var node = kind.Table[at];
            at = (node.Shape, step.IsEvery) switch
            {
                (Shape.List, true) or (Shape.Map, false) => node.Element,
                (Shape.Record, false) => node.Fields.FirstOrDefault(field => field.Name == step.Name)?.Schema ?? -1,
                _ => -1,
            };
        }

        return at;
    }
}

namespace PolyK8s.Engine.Ordering;

/// <summary>All that a set of objects says about their order, as edges.</summary>
internal static class Edges
{
    /// <summary>The edges of one phase.</summary>
    /// <param name="objects">The objects that say something.</param>
    /// <param name="exists">Whether an object that says nothing exists.</param>
    /// <param name="phase"><c>upsert</c> or <c>delete</c>; on delete only change rules order anything that is not the reverse of upsert.</param>
    public static List<Edge> Of(IReadOnlyCollection<OrderedObject> objects, Func<ObjectKey, bool> exists, string phase)
    {
        var edges = new List<Edge>();
        if (phase == "upsert")
        {
            edges.AddRange(objects.SelectMany(o => o.Waits.Select(w => new Edge(o.Key, w.Target, o.Key, w.Source, w.Path))));
            edges.AddRange(Inversions(objects, exists));
        }

        edges.AddRange(OfRules(objects, phase));
        return edges;
    }

    /// <summary>A target in a later wave is applied after the object that waits for it, so it waits for that object in turn.</summary>
    /// <remarks>Waves order nothing else here: they are numbers, and numbers alone never close a circle.</remarks>
    private static IEnumerable<Edge> Inversions(IReadOnlyCollection<OrderedObject> objects, Func<ObjectKey, bool> exists)
    {
        var waves = objects.ToDictionary(o => o.Key, o => o.Wave);
        foreach (var waiting in objects)
        {
            foreach (var target in waiting.Waits.Select(w => w.Target))
            {
                var known = waves.TryGetValue(target, out var wave) || exists(target);
                if (known && (wave ?? 0) > (waiting.Wave ?? 0))
                {
                    var by = wave is null ? waiting.Key : target;
                    yield return new(target, waiting.Key, by, OrderedObject.WaveAnnotation, AnnotationPath.Of(OrderedObject.WaveAnnotation));
                }
            }
        }
    }

    /// <summary>The edges that change rules draw between the members of change groups.</summary>
    public static IEnumerable<Edge> OfRules(IReadOnlyCollection<OrderedObject> objects, string phase)
    {
        var members = objects.SelectMany(o => o.Groups.Select(g => (o.App, g.Group, o.Key))).Distinct().ToLookup(m => (m.App, m.Group), m => m.Key);
        foreach (var o in objects)
        {
            foreach (var rule in o.Rules.Where(r => r.Phase == phase))
            {
                foreach (var member in members[(o.App, rule.Group)].Where(m => m != o.Key))
                {
                    var path = AnnotationPath.Of(rule.Source);
                    yield return rule.Before ? new(member, o.Key, o.Key, rule.Source, path) : new(o.Key, member, o.Key, rule.Source, path);
                }
            }
        }
    }
}

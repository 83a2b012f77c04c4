using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Schemas.Custom;

/// <summary>The junctors of a structural schema: <c>allOf</c>, <c>anyOf</c>, <c>oneOf</c> and <c>not</c>. Below them a schema only restricts values.</summary>
internal static class Alternatives
{
    /// <summary>The checks a schema's junctors ask for.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="path">Where it is in the definition.</param>
    /// <param name="faults">Takes what could not be read.</param>
    public static IEnumerable<Func<ManifestNode, IEnumerable<string>>> Of(ManifestNode schema, string path, List<string> faults)
    {
        if (Read("allOf") is { Length: > 0 } all)
        {
            yield return value => all.SelectMany(r => r.Problems(value));
        }

        if (Read("anyOf") is { Length: > 0 } any)
        {
            yield return value => any.Any(r => !r.Problems(value).Any()) ? [] : ["must validate at least one schema (anyOf)"];
        }

        if (Read("oneOf") is { Length: > 0 } one)
        {
            yield return value => one.Count(r => !r.Problems(value).Any()) == 1 ? [] : ["must validate one and only one schema (oneOf)"];
        }

        if (schema["not"] is { Kind: NodeKind.Object } not)
        {
            var restriction = new Restriction(not, $"{path}.not", faults);
            yield return value => restriction.Problems(value).Any() ? [] : ["must not validate the schema (not)"];
        }

        Restriction[] Read(string junctor) => [.. schema.ItemsAt(junctor).Select((s, i) => new Restriction(s, $"{path}.{junctor}[{i}]", faults))];
    }
}

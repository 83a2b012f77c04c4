using System.Collections.Immutable;
using System.Text.Json;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Verdicts;

/// <summary>One object a server was asked about, and what it answered.</summary>
/// <param name="Id">The case's id.</param>
/// <param name="Kind">The object's kind.</param>
/// <param name="Change">What was changed in a valid object, for people.</param>
/// <param name="Object">The object.</param>
/// <param name="Base">The valid object.</param>
/// <param name="Allowed">Whether the server accepted it.</param>
/// <param name="Code">The status code.</param>
/// <param name="Causes">The field and message of each cause of a refusal.</param>
internal sealed record Case(string Id, string Kind, string Change, Manifest Object, Manifest Base, bool Allowed, int Code, ImmutableArray<(string Field, string Message)> Causes)
{
    /// <summary>Reads the cases of <c>NAME.jsonl</c>, which change the objects of <c>NAME.bases.json</c>.</summary>
    public static IReadOnlyList<Case> Read(string folder, string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, name + ".bases.json")));
        var bases = document.RootElement.EnumerateObject().ToDictionary(b => b.Name, b => ManifestNodeJson.From(b.Value), StringComparer.Ordinal);
        return [.. File.ReadLines(Path.Combine(folder, name + ".jsonl")).Select(line => Parse(line, bases))];
    }

    private static Case Parse(string line, Dictionary<string, ManifestNode> bases)
    {
        using var document = JsonDocument.Parse(line);
        var json = document.RootElement;
        var mutation = new Mutation(
            [.. json.GetProperty("path").EnumerateArray().Select(step => step.ToString())],
            json.GetProperty("op").GetString()!,
            ManifestNodeJson.From(json.GetProperty("value")));
        var from = bases[json.GetProperty("base").GetString()!];
        return new(
            json.GetProperty("id").GetString()!,
            json.GetProperty("kind").GetString()!,
            $"{mutation.Operation} {string.Join('/', mutation.Path)} {mutation.Value}",
            new(mutation.Of(from)),
            new(from),
            json.GetProperty("allowed").GetBoolean(),
            json.GetProperty("code").GetInt32(),
            [.. json.GetProperty("causes").EnumerateArray().Select(c => (c.GetProperty("field").GetString() ?? "", c.GetProperty("message").GetString() ?? ""))]);
    }
}

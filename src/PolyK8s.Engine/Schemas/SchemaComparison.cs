using System.Collections.Immutable;

namespace PolyK8s.Engine.Schemas;

/// <summary>Every difference between two packs: kinds, fields, required, types, formats, enums, defaults, list types.</summary>
public sealed class SchemaComparison
{
    private readonly SchemaTable _ours;
    private readonly SchemaTable _theirs;
    private readonly HashSet<(int, int)> _seen = [];
    private readonly List<string> _differences = [];

    private SchemaComparison(SchemaTable ours, SchemaTable theirs) => (_ours, _theirs) = (ours, theirs);

    /// <summary>The differences, a line for each, in the order of the kinds.</summary>
    /// <param name="pack">The embedded pack.</param>
    /// <param name="documents">What the documents of a server say.</param>
    public static ImmutableArray<string> Of(SchemaPack pack, SchemaPack documents)
    {
        if (documents.Kinds.IsEmpty || pack.Kinds.IsEmpty)
        {
            return [];
        }

        var comparison = new SchemaComparison(pack.Kinds[0].Table, documents.Kinds[0].Table);
        foreach (var theirs in documents.Kinds.Where(k => k.Plural.Length > 0).OrderBy(k => $"{k.Group} {k.Version} {k.Kind}", StringComparer.Ordinal))
        {
            comparison.Kinds(pack.Find(theirs.Group, theirs.Version, theirs.Kind), theirs);
        }

        return [.. comparison._differences];
    }

    private void Kinds(KindSchema? ours, KindSchema theirs)
    {
        var name = $"{theirs.ApiVersion} {theirs.Kind}";
        if (ours is null)
        {
            _differences.Add($"{name}: not in the pack");
            return;
        }

        Differ(name, "plural", ours.Plural, theirs.Plural);
        Differ(name, "namespaced", ours.Namespaced, theirs.Namespaced);
        Nodes(name, ours.Root, theirs.Root);
    }

    private void Nodes(string path, int ourIndex, int theirIndex)
    {
        if (ourIndex < 0 || theirIndex < 0 || !_seen.Add((ourIndex, theirIndex)))
        {
            return;
        }

        var (our, their) = (_ours[ourIndex], _theirs[theirIndex]);
        Differ(path, "shape", our.Shape, their.Shape);
        Differ(path, "size", our.Size, their.Size);
        Differ(path, "format", our.Check?.Format, their.Check?.Format);
        Differ(path, "enum", string.Join('|', our.Allowed.Order(StringComparer.Ordinal)), string.Join('|', their.Allowed.Order(StringComparer.Ordinal)));
        Differ(path, "list type", $"{our.ListType} {string.Join(',', our.Keys)}", $"{their.ListType} {string.Join(',', their.Keys)}");
        Nodes(path + "[]", our.Element, their.Element);
        foreach (var name in our.Fields.Concat(their.Fields).Select(f => f.Name).Distinct(StringComparer.Ordinal))
        {
            Fields($"{path}.{name}", our.Fields.FirstOrDefault(f => f.Name == name), their.Fields.FirstOrDefault(f => f.Name == name));
        }
    }

    private void Fields(string path, SchemaField? our, SchemaField? their)
    {
        if (our is null || their is null)
        {
            _differences.Add($"{path}: {(our is null ? "only the documents have it" : "only the pack has it")}");
            return;
        }

        Differ(path, "required", our.Required, their.Required);
        // The server gives every required scalar the zero of its type as default: that says nothing.
        if (their.Default is not ("{}" or "\"\"" or "0" or "false" or null) || our.Default is not null)
        {
            Differ(path, "default", our.Default, their.Default);
        }

        Nodes(path, our.Schema, their.Schema);
    }

    private void Differ<T>(string path, string what, T our, T their)
    {
        if (!EqualityComparer<T>.Default.Equals(our, their))
        {
            _differences.Add($"{path}: {what} `{our}`, documents `{their}`");
        }
    }
}

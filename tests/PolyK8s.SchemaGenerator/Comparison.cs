using System.Globalization;
using PolyK8s.Engine.Schemas;
using PolyK8s.Engine.Schemas.OpenApi;

namespace PolyK8s.SchemaGenerator;

/// <summary>Every difference between the embedded pack and what a server says of itself.</summary>
internal sealed class Comparison(SchemaTable ours, SchemaTable theirs)
{
    private readonly HashSet<(int, int)> _seen = [];
    private readonly List<string> _differences = [];

    /// <summary>Compares with the documents in a folder; 0 when nothing differs.</summary>
    public static int Run(string folder, string? minor)
    {
        var reader = new OpenApiReader();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            reader.Add(Json.Read(file));
        }

        var number = minor is null ? SchemaPack.Default : int.Parse(minor, CultureInfo.InvariantCulture);
        var (pack, server) = (SchemaPack.Of(number)!, reader.Pack(number));
        var comparison = new Comparison(pack.Kinds[0].Table, server.Kinds[0].Table);
        var missing = 0;
        foreach (var theirs in server.Kinds.Where(k => k.Plural.Length > 0).OrderBy(k => $"{k.Group} {k.Version} {k.Kind}", StringComparer.Ordinal))
        {
            if (pack.Find(theirs.Group, theirs.Version, theirs.Kind) is not { } ours)
            {
                missing++;
                Console.WriteLine($"{theirs.ApiVersion} {theirs.Kind}: not in the pack");
                continue;
            }

            if (ours.Plural != theirs.Plural || ours.Namespaced != theirs.Namespaced)
            {
                Console.WriteLine($"{theirs.ApiVersion} {theirs.Kind}: {ours.Plural} {ours.Namespaced}, server {theirs.Plural} {theirs.Namespaced}");
            }

            comparison.Nodes($"{theirs.ApiVersion} {theirs.Kind}", ours.Root, theirs.Root);
        }

        comparison._differences.ForEach(Console.WriteLine);
        Console.WriteLine($"{server.Kinds.Count(k => k.Plural.Length > 0)} kinds of the server, {missing} not in the pack, {comparison._seen.Count} pairs of schemas compared, {comparison._differences.Count} differences");
        return missing + comparison._differences.Count == 0 ? 0 : 1;
    }

    private void Nodes(string path, int ourIndex, int theirIndex)
    {
        if (ourIndex < 0 || theirIndex < 0 || !_seen.Add((ourIndex, theirIndex)))
        {
            return;
        }

        var (our, their) = (ours[ourIndex], theirs[theirIndex]);
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
            _differences.Add($"{path}: {(our is null ? "only the server has it" : "only the pack has it")}");
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
            _differences.Add($"{path}: {what} `{our}`, server `{their}`");
        }
    }
}

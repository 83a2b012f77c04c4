using System.Text.Json.Nodes;

namespace PolyK8s.Readings;

/// <summary>One default: the members on the way (a star for every element of a list), the value, and whether missing records are made.</summary>
/// <param name="Path">The way.</param>
/// <param name="Value">The value as JSON text.</param>
/// <param name="CreatesParents">Whether missing records are made.</param>
public sealed record WrittenDefault(string[] Path, string Value, bool CreatesParents)
{
    /// <inheritdoc />
    public override string ToString() => $"{string.Join('.', Path)} = {Value}{(CreatesParents ? " (parents)" : "")}";
}

/// <summary>Defaults, read a second time, one after the other until nothing changes; <paramref name="misreading"/> plants one mistake.</summary>
public sealed class DefaultReading(string misreading = "")
{
    /// <summary>The mistakes.</summary>
    public static IReadOnlyList<string> Misreadings { get; } =
        ["overwrites", "null is nothing", "no parents", "always parents", "lists are made", "only the first element", "the first of a clash wins", "values are not filled"];

    /// <summary>The document with its defaults.</summary>
    public JsonObject Of(string document, IReadOnlyCollection<WrittenDefault> defaults)
    {
        var root = JsonNode.Parse(document)!.AsObject();
        var kept = defaults.Where(d => misreading == "the first of a clash wins" || defaults.All(o => string.Join('/', o.Path) != string.Join('/', d.Path) || o.Value == d.Value)).ToArray();
        var text = "";
        while (text != root.ToJsonString())
        {
            text = root.ToJsonString();
            foreach (var written in kept.OrderBy(d => d.Path.Length))
            {
                Set(root, written.Path, written, kept);
            }

            if (misreading == "values are not filled")
            {
                break;
            }
        }

        return root;
    }

    private void Set(JsonNode? node, ReadOnlySpan<string> path, WrittenDefault written, WrittenDefault[] all)
    {
        if (path[0] == "*")
        {
            foreach (var item in (node as JsonArray ?? []).Take(misreading == "only the first element" ? 1 : int.MaxValue))
            {
                Set(item, path[1..], written, all);
            }
        }
        else if (node is JsonObject record)
        {
            var absent = !record.ContainsKey(path[0]) || (misreading == "null is nothing" && record[path[0]] is null);
            if (path.Length > 1)
            {
                Enter(record, path, written, all, absent);
            }
            else if (absent || misreading == "overwrites")
            {
                record[path[0]] = JsonNode.Parse(written.Value);
            }
        }
    }

    private void Enter(JsonObject record, ReadOnlySpan<string> path, WrittenDefault written, WrittenDefault[] all, bool absent)
    {
        var isMade = (written.CreatesParents || misreading == "always parents") && misreading != "no parents" && !path.Contains("*");
        if (absent && isMade)
        {
            // What another default says of this record counts before an empty one.
            var here = written.Path[..(written.Path.Length - path.Length + 1)];
            record[path[0]] = all.FirstOrDefault(d => d.Path.SequenceEqual(here)) is { } said ? JsonNode.Parse(said.Value) : new JsonObject();
        }
        else if (absent && misreading == "lists are made" && path[1] == "*")
        {
            record[path[0]] = new JsonArray(new JsonObject());
        }

        if (record.TryGetPropertyValue(path[0], out var inside))
        {
            Set(inside, path[1..], written, all);
        }
    }
}

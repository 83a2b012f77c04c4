using System.Globalization;
using System.Text.Json.Nodes;

namespace PolyK8s.Cluster.EndToEnd.Schema;

/// <summary>One change of one field of an object.</summary>
/// <param name="Path">The field: member names and positions.</param>
/// <param name="Value">The new value as JSON text; null to take the field away.</param>
public sealed record Mutation(string[] Path, string? Value)
{
    // Values that are right for some fields and wrong for others: that is what makes them ask something.
    private static readonly string?[] Values =
    [
        null, "null", "true", "0", "1", "-1", "1.5", "70000", "99999999999", "\"\"", "\"x\"", "\"UPPER\"", "\"bad value!\"", "\"-5\"", "\"1x\"", "\"10%\"", "\"150%\"", "\"100m\"",
        "\"a.b.c\"", "\"a/b\"", "\"../a\"", "\"/a/b\"", "\"10.0.0.0/8\"", "\"1.2.3.4\"", "\"::1\"", "\"0 0 * * *\"", "\"Always\"", "[]", "{}", "[null]", "[\"a\",\"a\"]", "{\"a\":\"b\"}",
        "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"",
    ];

    /// <summary>The field, its positions left out: what rows of a table name.</summary>
    public string Field => string.Join('.', Path.Where(step => !char.IsAsciiDigit(step[0])));

    /// <summary>All changes of one field.</summary>
    public static Mutation[] All(JsonNode whole) =>
        [.. Fields(whole, []).Where(path => path[0] is not ("apiVersion" or "kind" or "metadata")).SelectMany(path => Values.Select(value => new Mutation(path, value)))];

    /// <summary>Some of them.</summary>
    public static IEnumerable<Mutation> Some(JsonNode whole, Random random, int count)
    {
        var all = All(whole);
        random.Shuffle(all);
        return all.Take(count);
    }

    /// <summary>Whether an object has the field.</summary>
    public bool Reaches(JsonNode whole) =>
        Path.Aggregate((JsonNode?)whole, (node, step) => node is JsonArray list ? list.ElementAtOrDefault(char.IsAsciiDigit(step[0]) ? Position(step) : int.MaxValue) : (node as JsonObject)?[step]) is not null;

    /// <summary>The object after the change.</summary>
    public JsonNode Of(JsonNode whole)
    {
        var changed = whole.DeepClone();
        var parent = Path.SkipLast(1).Aggregate(changed, (node, step) => node is JsonArray list ? list[Position(step)]! : node[step]!);
        switch (parent)
        {
            case JsonArray items when Value is null:
                items.RemoveAt(Position(Path[^1]));
                break;
            case JsonArray items:
                items[Position(Path[^1])] = JsonNode.Parse(Value);
                break;
            case JsonObject members when Value is null:
                members.Remove(Path[^1]);
                break;
            default:
                parent[Path[^1]] = JsonNode.Parse(Value!);
                break;
        }

        return changed;
    }

    /// <inheritdoc />
    public override string ToString() => $"{string.Join('.', Path)} {(Value is null ? "taken away" : $"= {Value}")}";

    private static int Position(string step) => int.Parse(step, CultureInfo.InvariantCulture);

    private static IEnumerable<string[]> Fields(JsonNode? node, string[] path)
    {
        var below = node switch
        {
            JsonObject members => members.SelectMany(member => Fields(member.Value, [.. path, member.Key])),
            JsonArray items => items.SelectMany((item, i) => Fields(item, [.. path, i.ToString(CultureInfo.InvariantCulture)])),
            _ => [],
        };
        return path.Length == 0 ? below : below.Prepend(path);
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace PolyK8s.Engine.Manifests.Json;

/// <summary>Reads one JSON text strictly: valid UTF-8, exact names, no member twice, bounded depth. A loop, never recursion.</summary>
internal static class StrictJson
{
    /// <summary>The deepest nesting that is understood.</summary>
    public const int MaxDepth = 512;

    private static readonly JsonReaderOptions Unbounded = new() { MaxDepth = int.MaxValue };

    /// <summary>The tree of a text, or null and what is wrong with it.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="problem">One line; null when the text could be read.</param>
    /// <param name="tooDeep">Whether the only fault found is the nesting.</param>
    public static ManifestNode? Read(ReadOnlySpan<byte> utf8, out string? problem, out bool tooDeep)
    {
        (problem, tooDeep) = (null, false);
        if (!Utf8.IsValid(utf8))
        {
            problem = "the text is not valid UTF-8";
            return null;
        }

        try
        {
            return Tree(utf8, ref problem, ref tooDeep);
        }
        catch (JsonException e)
        {
            problem = string.Create(CultureInfo.InvariantCulture, $"not valid JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}");
        }
        catch (InvalidOperationException)
        {
            problem = "a string holds half of a surrogate pair";
        }

        return null;
    }

    private static ManifestNode? Tree(ReadOnlySpan<byte> utf8, ref string? problem, ref bool tooDeep)
    {
        var reader = new Utf8JsonReader(utf8, Unbounded);
        var open = new Stack<Frame>();
        var frame = new Frame(isObject: false);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray when open.Count == MaxDepth:
                    (problem, tooDeep) = (string.Create(CultureInfo.InvariantCulture, $"nested deeper than {MaxDepth} levels"), true);
                    return null;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push(frame);
                    frame = new(reader.TokenType == JsonTokenType.StartObject);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    var node = frame.Node();
                    frame = open.Pop();
                    frame.Add(node);
                    break;
                case JsonTokenType.PropertyName when !frame.Expect(reader.GetString()!):
                    problem = $"the member `{frame.Name}` appears twice in one object";
                    return null;
                case JsonTokenType.PropertyName:
                    break;
                default:
                    frame.Add(Scalar(ref reader));
                    break;
            }
        }

        return frame.Only();
    }

    private static ManifestNode Scalar(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => ManifestNode.Of(reader.GetString()!),
        JsonTokenType.True => ManifestNode.Of(true),
        JsonTokenType.False => ManifestNode.Of(false),
        JsonTokenType.Number => Number(System.Text.Encoding.UTF8.GetString(reader.ValueSpan)),
        _ => ManifestNode.Null,
    };

    private static ManifestNode Number(string digits) =>
        digits.AsSpan().ContainsAny('.', 'e', 'E') ? ManifestNode.Number(digits) : ManifestNode.Integer(digits);

    private sealed class Frame(bool isObject)
    {
        private readonly ImmutableArray<ManifestMember>.Builder _members = ImmutableArray.CreateBuilder<ManifestMember>();
        private readonly ImmutableArray<ManifestNode>.Builder _items = ImmutableArray.CreateBuilder<ManifestNode>();
        private HashSet<string>? _names;

        public string Name { get; private set; } = "";

        public bool Expect(string name)
        {
            Name = name;
            return (_names ??= new(StringComparer.Ordinal)).Add(name);
        }

        public void Add(ManifestNode node)
        {
            if (isObject)
            {
                _members.Add(new(Name, node));
            }
            else
            {
                _items.Add(node);
            }
        }

        public ManifestNode Node() => isObject ? ManifestNode.Object(_members.DrainToImmutable()) : ManifestNode.Array(_items.DrainToImmutable());

        public ManifestNode Only() => _items[0];
    }
}

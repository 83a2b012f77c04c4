using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PolyK8s.Engine.Manifests;

/// <summary>Writes a tree as JSON and reads one back, without places. Manifests from outside come through the manifest reader instead.</summary>
public sealed class ManifestNodeJson : JsonConverter<ManifestNode>
{
    // Nothing of ours is pasted into HTML unescaped, and people read these texts: keep <, > and letters as they are.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1024 };

    /// <summary>The compact JSON text of <paramref name="node"/>.</summary>
    public static string Write(ManifestNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            WriteTo(writer, node);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the compact JSON text of <paramref name="node"/> with the members of every object in order of their names.</summary>
    internal static void WriteSorted(IBufferWriter<byte> to, ManifestNode node)
    {
        using var writer = new Utf8JsonWriter(to, Plain);
        WriteTo(writer, node, sorted: true);
    }

    /// <inheritdoc />
    public override ManifestNode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return From(document.RootElement);
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, ManifestNode value, JsonSerializerOptions options) => WriteTo(writer, value);

    /// <summary>The tree of a parsed JSON value.</summary>
    public static ManifestNode From(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => ManifestNode.Object([.. element.EnumerateObject().Select(member => new ManifestMember(member.Name, From(member.Value)))]),
        JsonValueKind.Array => ManifestNode.Array([.. element.EnumerateArray().Select(From)]),
        JsonValueKind.String => ManifestNode.Of(element.GetString() ?? ""),
        JsonValueKind.True => ManifestNode.Of(true),
        JsonValueKind.False => ManifestNode.Of(false),
        JsonValueKind.Number when element.GetRawText() is var digits => digits.AsSpan().ContainsAny('.', 'e', 'E') ? ManifestNode.Number(digits) : ManifestNode.Integer(digits),
        _ => ManifestNode.Null,
    };

    private static void WriteTo(Utf8JsonWriter writer, ManifestNode node, bool sorted = false)
    {
        switch (node.Kind)
        {
            case NodeKind.Object:
                writer.WriteStartObject();
                foreach (var member in sorted ? Sorted(node.Members) : node.Members)
                {
                    writer.WritePropertyName(member.Name);
                    WriteTo(writer, member.Value, sorted);
                }

                writer.WriteEndObject();
                break;
            case NodeKind.Array:
                WriteItems(writer, node.Items, sorted);
                break;
            case NodeKind.String:
                writer.WriteStringValue(node.Text);
                break;
            case NodeKind.Null:
                writer.WriteNullValue();
                break;
            default:
                writer.WriteRawValue(node.Text, skipInputValidation: true);
                break;
        }
    }

    private static void WriteItems(Utf8JsonWriter writer, ImmutableArray<ManifestNode> items, bool sorted)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            WriteTo(writer, item, sorted);
        }

        writer.WriteEndArray();
    }

    private static ImmutableArray<ManifestMember> Sorted(ImmutableArray<ManifestMember> members)
    {
        for (var i = 1; i < members.Length; i++)
        {
            if (string.CompareOrdinal(members[i - 1].Name, members[i].Name) > 0)
            {
                return [.. members.OrderBy(member => member.Name, StringComparer.Ordinal)];
            }
        }

        return members;
    }
}

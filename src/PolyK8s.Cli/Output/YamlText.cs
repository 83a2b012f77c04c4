using System.Text.Encodings.Web;
using System.Text.Json;

namespace PolyK8s.Cli.Output;

/// <summary>JSON as YAML: blocks for maps and lists, and JSON's own text for every scalar, which is YAML too.</summary>
internal static class YamlText
{
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Writes a document.</summary>
    public static void Write(JsonElement element, TextWriter writer) => Below(element, writer, "");

    private static void Below(JsonElement element, TextWriter writer, string indent)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when element.EnumerateObject().Any():
                foreach (var member in element.EnumerateObject())
                {
                    writer.Write($"{indent}{Key(member.Name)}:");
                    Value(member.Value, writer, indent);
                }

                break;
            case JsonValueKind.Array when element.GetArrayLength() > 0:
                foreach (var item in element.EnumerateArray())
                {
                    writer.Write($"{indent}-");
                    Value(item, writer, indent);
                }

                break;
            default:
                writer.Write($"{indent}{Scalar(element)}\n");
                break;
        }
    }

    private static void Value(JsonElement value, TextWriter writer, string indent)
    {
        if (value is { ValueKind: JsonValueKind.Object } && value.EnumerateObject().Any() || value is { ValueKind: JsonValueKind.Array } && value.GetArrayLength() > 0)
        {
            writer.Write("\n");
            Below(value, writer, indent + "  ");
        }
        else
        {
            writer.Write($" {Scalar(value)}\n");
        }
    }

    private static string Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "{}",
        JsonValueKind.Array => "[]",
        JsonValueKind.String => Quoted(value.GetString()!),
        _ => value.GetRawText(),
    };

    private static string Key(string name) => name.All(char.IsAsciiLetter) && name.Length > 0 && name is not ("true" or "false" or "null" or "y" or "n" or "yes" or "no" or "on" or "off") ? name : Quoted(name);

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, Encoder)}\"";
}

using System.Collections.Immutable;
using System.Text;
using YamlDotNet.Core;

namespace PolyK8s.Engine.Manifests;

/// <summary>Reads the documents of one text, whatever they hold.</summary>
/// <param name="file">The file as the user named it.</param>
/// <param name="takesRepeated">Whether a document with a key that is there twice is read, and the key noted.</param>
internal sealed class TreeReader(string file, bool takesRepeated = false)
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    // Each costs another reading of its document; nobody writes more of them into one.
    private const int MostMended = 32;

    private readonly ImmutableArray<Manifest>.Builder _trees = ImmutableArray.CreateBuilder<Manifest>();
    private readonly ImmutableArray<ManifestFault>.Builder _faults = ImmutableArray.CreateBuilder<ManifestFault>();
    private int _document;

    /// <summary>Every document that is not empty, and a fault for each that cannot be read.</summary>
    public ManifestSet Read(ReadOnlyMemory<byte> utf8)
    {
        var text = utf8.Span.StartsWith(ByteOrderMark) ? utf8[ByteOrderMark.Length..] : utf8;
        if (NotText.Fault(text.Span) is { } fault)
        {
            Refuse(fault);
        }
        else
        {
            foreach (var part in TextPart.Of(text))
            {
                ReadPart(part);
            }
        }

        return new(_trees.DrainToImmutable(), _faults.DrainToImmutable()) { Files = [file] };
    }

    private void ReadPart(TextPart part)
    {
        var jsonStart = part.JsonStart();
        if (jsonStart < 0)
        {
            Take(FromYaml(part), part);
            return;
        }

        var json = FromJson(part, jsonStart);
        // Flow style YAML begins like JSON. What is neither is reported as the JSON it looks like.
        Take(json.Fault is { IsSyntax: true } && FromYaml(part) is { Fault: null or { IsSyntax: false } } yaml ? yaml : json, part);
    }

    private void Take(Part read, TextPart part)
    {
        for (var i = 0; i < read.Nodes.Count; i++)
        {
            if (read.Nodes[i].Kind != NodeKind.Null)
            {
                TakeTree(read.Nodes[i], read.Repeated?.Of(i) ?? [], read.UsesAliases, part.Utf8.Length);
            }
        }

        if (read.Fault is { } fault)
        {
            Refuse(fault);
        }
    }

    // Read as JSON, a text grows to no more than twice its size (quotes and commas); what aliases add may fill one object.
    private void TakeTree(ManifestNode node, ImmutableArray<RepeatedKey> repeated, bool usesAliases, int textBytes)
    {
        if (usesAliases && JsonSize.Exceeds(node, (2L * textBytes) + ManifestLimits.ObjectBytes))
        {
            Refuse(new(node.Place, "the aliases of this document blow it up beyond 3 MiB, more than the API server takes; write fewer of them"));
            return;
        }

        _trees.Add(new(node, file, _document++) { Repeated = repeated });
    }

    private void Refuse(JsonFault fault) => _faults.Add(new(file, _document++, fault.Place, fault.Problem));

    private Part FromJson(TextPart part, int start)
    {
        var nodes = new List<ManifestNode>();
        var place = new PlaceCursor(part.Utf8.Span, new(part.Line, 1)).At(start);
        var repeated = takesRepeated ? new RepeatedKeys() : null;
        return new(nodes, ManifestJson.ReadValues(part.Utf8.Span[start..], place, nodes, many: true, repeated), repeated, false);
    }

    private Part FromYaml(TextPart part)
    {
        var text = Encoding.UTF8.GetString(part.Utf8.Span);
        for (var left = MostMended; ; left--)
        {
            var nodes = new List<ManifestNode>();
            var repeated = takesRepeated ? new RepeatedKeys() : null;
            var reader = new YamlTreeReader(new Parser(new StringReader(text)), part.Line - 1, repeated);
            while (reader.ReadDocument() is { } node)
            {
                nodes.Add(node);
                repeated?.Next();
            }

            if (left > 0 && reader.Fault is { IsSyntax: true } fault && YamlProblem.IsOfQuotedLines(fault.Problem)
                && QuotedLines.Indented(text, fault.Place.Line - part.Line + 1, fault.Place.Column) is { } mended)
            {
                text = mended;
                continue;
            }

            return new(nodes, reader.Fault, repeated, reader.UsesAliases);
        }
    }

    private sealed record Part(List<ManifestNode> Nodes, JsonFault? Fault, RepeatedKeys? Repeated, bool UsesAliases);
}

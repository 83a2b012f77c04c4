using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PolyK8s.Engine.Manifests;

/// <summary>Builds JSON trees from the events of a YAML parser with a stack of its own.</summary>
/// <param name="parser">The parser.</param>
/// <param name="linesBefore">Lines of the file before the parser's text.</param>
/// <param name="repeated">Receives the keys that are there twice; null to refuse them.</param>
internal sealed class YamlTreeReader(IParser parser, int linesBefore, RepeatedKeys? repeated = null)
{
    private readonly Stack<YamlFrame> _open = new();
    private readonly Dictionary<string, ManifestNode?> _anchors = new(StringComparer.Ordinal);

    /// <summary>Why the last read gave nothing; null at the end of the text.</summary>
    public JsonFault? Fault { get; private set; }

    /// <summary>Whether an alias has been used.</summary>
    public bool UsesAliases { get; private set; }

    /// <summary>The next document, or null at the end of the text or at a fault.</summary>
    public ManifestNode? ReadDocument()
    {
        _anchors.Clear();
        while (Fault is null && Next())
        {
            if (Node(parser.Current!) is { } done && Placed(done, At(parser.Current!.Start)) is { } root)
            {
                return root;
            }
        }

        return null;
    }

    // On some broken texts the parser throws an exception of another type: `{, a]` is InvalidOperationException. All mean
    // that the text is no YAML, and only the parser's own work is inside the try.
    private bool Next()
    {
        try
        {
            return parser.MoveNext();
        }
        catch (YamlException e)
        {
            Fault = new(At(e.Start), YamlProblem.Of(e), IsSyntax: true);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException or NullReferenceException)
        {
            Fault = new(parser.Current is { } last ? At(last.End) : new(linesBefore + 1, 1), "is not YAML from here on", IsSyntax: true);
        }

        return false;
    }

    private Place At(in Mark mark) => new(linesBefore + (int)mark.Line, (int)mark.Column);

    /// <summary>Takes one event; a node that is complete is returned.</summary>
    private ManifestNode? Node(ParsingEvent current)
    {
        var place = At(current.Start);
        switch (current)
        {
            case MappingStart mapping:
                Open(new(isMapping: true, NameOf(mapping.Anchor), place), place);
                return null;
            case SequenceStart sequence:
                Open(new(isMapping: false, NameOf(sequence.Anchor), place), place);
                return null;
            case MappingEnd or SequenceEnd:
                var closed = _open.Pop();
                return Anchored(closed.Anchor, closed.Node);
            case Scalar scalar:
                return _open.TryPeek(out var frame) && frame.WantsName ? Name(frame, scalar, place) : Anchored(NameOf(scalar.Anchor), ValueOf(scalar, place));
            case AnchorAlias alias:
                return Aliased(alias.Value.Value, place);
            default:
                return null;
        }
    }

    private void Open(YamlFrame frame, Place place)
    {
        if (_open.TryPeek(out var parent) && parent.WantsName)
        {
            Refuse(place, "a key is a mapping or a list; a key must be text");
        }
        else if (_open.Count == ManifestLimits.Depth)
        {
            Refuse(place, $"is nested deeper than {ManifestLimits.Depth} levels");
        }

        if (frame.Anchor.Length > 0)
        {
            _anchors[frame.Anchor] = null;
        }

        _open.Push(frame);
    }

    /// <summary>Puts a complete node where it belongs; the outermost one is returned.</summary>
    private ManifestNode? Placed(ManifestNode node, Place at)
    {
        if (!_open.TryPeek(out var frame))
        {
            return node;
        }

        if (frame.WantsName)
        {
            NameFrom(frame, node, at, node.Kind == NodeKind.Number);
        }
        else
        {
            Fault ??= frame.Add(node);
            if (frame.TakeRepeated() is { } key)
            {
                Repeat(key);
            }
        }

        return null;
    }

    private void Repeat(RepeatedKey key)
    {
        if (repeated is null)
        {
            Refuse(key.Place, key.Problem);
            return;
        }

        var path = string.Concat(_open.Skip(1).Reverse().Select((frame, i) => frame.Step(i == 0)));
        repeated.Add(key with { Path = path + RepeatedKey.Step(key.Name, path.Length == 0) });
    }

    private ManifestNode? Name(YamlFrame frame, Scalar scalar, Place place)
    {
        if (scalar.Value == "<<" && (scalar.IsPlainImplicit || TagOf(scalar) == YamlScalar.TagPrefix + "merge"))
        {
            frame.Name("<<", place, isMerge: true);
        }
        else if (Anchored(NameOf(scalar.Anchor), ValueOf(scalar, place)) is { } node)
        {
            NameFrom(frame, node, place, YamlScalar.IsFloat(node, scalar.Value));
        }

        return null;
    }

    // Keys that are no text become text, as sigs.k8s.io/yaml makes them.
    private void NameFrom(YamlFrame frame, ManifestNode key, Place place, bool isFloat)
    {
        if (key.Kind is NodeKind.Null or NodeKind.Array or NodeKind.Object)
        {
            Refuse(place, key.Kind == NodeKind.Null ? "a key is null; write the key, in quotes if need be" : "a key is a mapping or a list; a key must be text");
        }

        frame.Name(isFloat ? GoNumber.Name(key.Text) : key.Text, place, isMerge: false);
    }

    private ManifestNode? ValueOf(Scalar scalar, Place place)
    {
        var tag = TagOf(scalar);
        var (node, problem) = tag.Length > 0 && tag != "!" ? YamlScalar.Tagged(tag, scalar.Value, place)
            : scalar is { Style: ScalarStyle.Plain } && tag.Length == 0 ? (YamlScalar.Plain(scalar.Value, place), $"`{scalar.Value}` is a number JSON does not have; put it in quotes if it is text")
            : (ManifestNode.Of(scalar.Value, place), null);
        if (node is null)
        {
            Refuse(place, problem!);
        }

        return node;
    }

    private ManifestNode? Aliased(string name, Place place)
    {
        UsesAliases = true;
        if (!_anchors.TryGetValue(name, out var node))
        {
            Refuse(place, $"the alias `*{name}` has no anchor `&{name}` before it");
        }
        else if (node is null)
        {
            Refuse(place, $"the anchor `&{name}` contains itself");
        }

        return node;
    }

    private ManifestNode? Anchored(string name, ManifestNode? node)
    {
        if (name.Length > 0 && node is not null)
        {
            _anchors[name] = node;
        }

        return node;
    }

    private static string NameOf(AnchorName anchor) => anchor.IsEmpty ? "" : anchor.Value;

    private static string TagOf(Scalar scalar) => scalar.Tag.IsEmpty ? "" : scalar.Tag.Value;

    private void Refuse(Place place, string problem) => Fault ??= new(place, problem);
}

using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace PolyK8s.Engine.Manifests;

/// <summary>Builds trees from the tokens of <see cref="Utf8JsonReader"/> with a stack of its own.</summary>
internal ref struct JsonTreeReader
{
    // Below this many members comparing with each earlier name is cheaper than a set, and most objects stay below.
    private const int FewMembers = 12;

    private readonly ReadOnlySpan<byte> _utf8;
    private readonly bool _placed;
    private readonly Place _start;
    private readonly RepeatedKeys? _repeated;
    // Roomy enough for most objects not to grow.
    private readonly List<Frame> _open = new(16);
    private readonly List<ManifestNode> _items = new(32);
    private readonly List<ManifestMember> _members = new(64);
    private Utf8JsonReader _reader;
    private PlaceCursor _cursor;

    public JsonTreeReader(ReadOnlySpan<byte> utf8, Place start, bool many, RepeatedKeys? repeated = null)
    {
        _utf8 = utf8;
        _repeated = repeated;
        _start = start.IsKnown ? start : new(1, 1);
        _placed = start.IsKnown;
        _cursor = new(utf8, _start);
        // One level more than we take, so that too deep is ours to report.
        _reader = new(utf8, new JsonReaderOptions { MaxDepth = ManifestLimits.Depth + 1, AllowMultipleValues = many });
    }

    /// <summary>Why the last read gave nothing; null at the end of the text.</summary>
    public JsonFault? Fault { get; private set; }

    /// <summary>The next value, or null at the end of the text or at a fault.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public ManifestNode? ReadValue()
    {
        while (Fault is null && _reader.Read())
        {
            if (Token() is { } done && Placed(done) is { } root)
            {
                return root;
            }
        }

        return null;
    }

    /// <summary>What to say when the text is no JSON.</summary>
    public readonly JsonFault SyntaxFault()
    {
        var at = Math.Min((int)_reader.BytesConsumed, _utf8.Length);
        while (at < _utf8.Length && _utf8[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            at++;
        }

        var place = new PlaceCursor(_utf8, _start).At(at);
        if (at == _utf8.Length)
        {
            return new(place, "the JSON text ends before its value does", IsSyntax: true);
        }

        Rune.DecodeFromUtf8(_utf8[at..], out var rune, out _);
        return new(place, $"is not JSON from {Shown(rune)} on", IsSyntax: true);
    }

    private static string Shown(Rune rune) =>
        Rune.IsControl(rune) ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the control character U+{rune.Value:X4}") : $"`{rune}`";

    /// <summary>Takes one token; a value that is complete is returned.</summary>
    private ManifestNode? Token()
    {
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                Open();
                return null;
            case JsonTokenType.PropertyName:
                Name();
                return null;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                return Close();
            case JsonTokenType.String:
                return Text() is { } text ? ManifestNode.Of(text, Here()) : null;
            case JsonTokenType.Number:
                return Digits(SmallNumbers.Find(_reader.ValueSpan) ?? Encoding.ASCII.GetString(_reader.ValueSpan));
            case JsonTokenType.Null:
                return ManifestNode.NullAt(Here());
            default:
                return ManifestNode.Of(_reader.TokenType == JsonTokenType.True, Here());
        }
    }

    private ManifestNode Digits(string digits) =>
        digits.AsSpan().ContainsAny('.', 'e', 'E') ? ManifestNode.Number(digits, Here()) : ManifestNode.Integer(digits, Here());

    private void Open()
    {
        if (_open.Count == ManifestLimits.Depth)
        {
            Refuse($"is nested deeper than {ManifestLimits.Depth} levels");
            return;
        }

        var isObject = _reader.TokenType == JsonTokenType.StartObject;
        _open.Add(new() { IsObject = isObject, First = isObject ? _members.Count : _items.Count, Place = Here() });
    }

    private void Name()
    {
        if ((KnownNames.Find(ref _reader) ?? Text()) is not { } name)
        {
            return;
        }

        ref var frame = ref CollectionsMarshal.AsSpan(_open)[^1];
        var place = Here();
        if (Earlier(ref frame, name) is var at and >= 0)
        {
            Repeat(name, at, place);
        }

        (frame.Name, frame.NamePlace) = (name, place);
    }

    private void Repeat(string name, int at, Place place)
    {
        var first = _members[at].NamePlace;
        if (_repeated is null)
        {
            Refuse(_placed ? $"the member `{name}` is there twice in one object, first at {first}; keep one" : $"the member `{name}` is there twice in one object; keep one", place);
            return;
        }

        _repeated.Add(new(name, PathOf(name), place, first));
        _members.RemoveAt(at);
    }

    private readonly int Earlier(ref Frame frame, string name)
    {
        var members = CollectionsMarshal.AsSpan(_members)[frame.First..];
        if (members.Length > FewMembers && !frame.Repeats(members, name))
        {
            return -1;
        }

        for (var i = 0; i < members.Length; i++)
        {
            if (members[i].Name == name)
            {
                return frame.First + i;
            }
        }

        return -1;
    }

    // The items of an array end where those of the next one inside it begin.
    private readonly string PathOf(string name)
    {
        var path = new StringBuilder();
        for (var i = 0; i < _open.Count - 1; i++)
        {
            var end = i + 1;
            while (end < _open.Count && _open[end].IsObject)
            {
                end++;
            }

            _ = _open[i].IsObject ? path.Append(RepeatedKey.Step(_open[i].Name, path.Length == 0))
                : path.Append(System.Globalization.CultureInfo.InvariantCulture, $"[{(end < _open.Count ? _open[end].First : _items.Count) - _open[i].First}]");
        }

        return path.Append(RepeatedKey.Step(name, path.Length == 0)).ToString();
    }

    private ManifestNode Close()
    {
        ref readonly var frame = ref CollectionsMarshal.AsSpan(_open)[^1];
        var node = frame.IsObject
            ? ManifestNode.Object(Taken(_members, frame.First), frame.Place)
            : ManifestNode.Array(Taken(_items, frame.First), frame.Place);
        _open.RemoveAt(_open.Count - 1);
        return node;
    }

    private static ImmutableArray<T> Taken<T>(List<T> list, int first)
    {
        var taken = ImmutableArray.Create((ReadOnlySpan<T>)CollectionsMarshal.AsSpan(list)[first..]);
        CollectionsMarshal.SetCount(list, first);
        return taken;
    }

    /// <summary>Puts a complete value where it belongs; the outermost one is returned.</summary>
    private readonly ManifestNode? Placed(ManifestNode value)
    {
        if (_open.Count == 0)
        {
            return value;
        }

        ref readonly var frame = ref CollectionsMarshal.AsSpan(_open)[^1];
        if (frame.IsObject)
        {
            _members.Add(new(frame.Name, value, frame.NamePlace));
        }
        else
        {
            _items.Add(value);
        }

        return null;
    }

    private string? Text()
    {
        try
        {
            return _reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // The bytes are valid, so it is an escape that stands for half a character.
            Refuse("the text holds half of a surrogate pair (`\\ud800` to `\\udfff`); write the whole character");
            return null;
        }
    }

    private Place Here() => _placed ? _cursor.At((int)_reader.TokenStartIndex) : Place.None;

    private void Refuse(string problem) => Refuse(problem, Here());

    private void Refuse(string problem, Place place) => Fault ??= new(place, problem);

    /// <summary>An object or array that is not closed yet.</summary>
    private struct Frame
    {
        public bool IsObject;
        public int First;
        public Place Place;
        public string Name;
        public Place NamePlace;
        private HashSet<string>? _names;

        /// <summary>Notes a name of an object with many; whether it was there already.</summary>
        public bool Repeats(ReadOnlySpan<ManifestMember> earlier, string name)
        {
            if (_names is null)
            {
                _names = new(StringComparer.Ordinal);
                foreach (var member in earlier)
                {
                    _names.Add(member.Name);
                }
            }

            return !_names.Add(name);
        }
    }
}

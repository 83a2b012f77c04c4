using System.Collections.Immutable;
using System.Globalization;

namespace PolyK8s.Engine.Schemas;

/// <summary>Reads the text of a schema pack for one minor version.</summary>
/// <remarks>
/// A pack is lines: <c>minors FIRST LAST</c>, <c>enum ID A|B</c> (<c>~</c> is a space), <c>kind GROUP VERSION KIND PLURAL N|C TYPE</c> (<c>-</c> is the core group),
/// <c>type NAME</c>, and a line per field below its type: <c>NAME TYPE [!] [e=ENUM] [l=set|map:KEYS] [d=DEFAULT]</c>. Kinds and fields may end in
/// <c>@FROM-TO</c>, the minors that have them. Types: <c>s i l n b</c> string, int32, int64, double, boolean; <c>q t T d y</c> quantity, time,
/// time with microseconds, duration, base64; <c>I</c> integer or string; <c>*</c> anything; <c>o</c> an object without fields; <c>[X</c> a list, <c>{X</c> a map; else a type's name.
/// </remarks>
internal sealed class SchemaPackReader(int minor)
{
    private readonly SchemaTableBuilder _table = new();
    private readonly Dictionary<string, int> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<SchemaField>> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<string>> _enums = new(StringComparer.Ordinal);
    private readonly List<string[]> _kinds = [];

    /// <summary>The kinds of the pack.</summary>
    public ImmutableArray<KindSchema> Read(string text)
    {
        List<SchemaField>? type = null;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.IsEmpty || line[0] == '#' || !Holds(line, out var kept))
            {
                continue;
            }

            var words = kept.ToString().Split(' ');
            switch (words[0])
            {
                case "": type?.Add(Field(words.AsSpan(1))); break;
                case "type": type = _fields[words[1]] = []; Index(words[1]); break;
                case "kind": _kinds.Add(words); break;
                case "enum": _enums[words[1]] = [.. words[2].Replace('~', ' ').Split('|')]; break;
                default: break;
            }
        }

        foreach (var (name, fields) in _fields)
        {
            _table.Fill(Index(name), new(Shape.Record) { Name = Short(name), Fields = [.. fields] });
        }

        return Kinds(_table.Build());
    }

    private ImmutableArray<KindSchema> Kinds(SchemaTable table) =>
        [.. _kinds.Select(k => new KindSchema(k[1] == "-" ? "" : k[1], k[2], k[3], k[4], k[5] == "N", table, Index(k[6])))];

    private bool Holds(ReadOnlySpan<char> line, out ReadOnlySpan<char> kept)
    {
        var at = line.LastIndexOf(" @");
        kept = at < 0 ? line : line[..at];
        return at < 0 || (int.Parse(line.Slice(at + 2, 2), CultureInfo.InvariantCulture) <= minor && minor <= int.Parse(line.Slice(at + 5, 2), CultureInfo.InvariantCulture));
    }

    private SchemaField Field(ReadOnlySpan<string> words)
    {
        var (required, values, list, text) = (false, "", "", default(string));
        foreach (var word in words[2..])
        {
            switch (word[0])
            {
                case '!': required = true; break;
                case 'e': values = word; break;
                case 'l': list = word; break;
                default: text = word[2..]; break;
            }
        }

        return new(words[0], Typed(words[1], values, list), required, text);
    }

    private int Typed(string type, string values, string list) => type[0] switch
    {
        '[' => _table.Shared($"{type} {values} {list}", () => Listed(Typed(type[1..], values, ""), list)),
        '{' => _table.Shared($"{type} {values}", () => new(Shape.Map) { Element = Typed(type[1..], values, "") }),
        _ when type.Length > 1 => Index(type),
        _ => _table.Shared($"{type} {values}", () => BuiltInTypes.Of(type[0]) with { Allowed = values.Length == 0 ? [] : _enums[values[2..]] }),
    };

    private static SchemaNode Listed(int element, string list) => new(Shape.List)
    {
        Element = element,
        ListType = list.Length == 0 ? ListType.Atomic : list[2] == 's' ? ListType.Set : ListType.Map,
        Keys = list.StartsWith("l=map:", StringComparison.Ordinal) ? [.. list[6..].Split(',')] : [],
    };

    private int Index(string type) => _types.TryGetValue(type, out var index) ? index : _types[type] = _table.Reserve();

    /// <summary><c>Container</c> of <c>V1Container</c>.</summary>
    private static string Short(string type)
    {
        var at = type.IndexOf('V', StringComparison.Ordinal) + 1;
        while (at < type.Length && (char.IsAsciiDigit(type[at]) || char.IsAsciiLetterLower(type[at])))
        {
            at++;
        }

        return type[at..];
    }
}

using System.Text.RegularExpressions;

namespace PolyK8s.SchemaGenerator;

/// <summary>Reads the declarations of Kubernetes' Go API packages for what no package of a registry carries: enums, defaults, list types, quantities.</summary>
/// <remarks>
/// Only the markers and names of struct fields are read (<c>+enum</c>, <c>+default</c>, <c>+listType</c>, <c>+listMapKey</c>,
/// <c>+optional</c>); a declaration that is not understood is left out, and <c>compare</c> shows what is missing.
/// </remarks>
internal sealed partial class GoTypes
{
    private readonly Dictionary<string, List<string>> _enums = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _constants = new(StringComparer.Ordinal);
    private readonly HashSet<string> _empty = new(StringComparer.Ordinal);
    private readonly List<(string Type, string Constant)> _converted = [];
    private readonly List<(string Package, string Name, List<GoField> Fields)> _structs = [];

    /// <summary>Reads the files of one package.</summary>
    /// <param name="package">Group and version in the names' own form, <c>Core.V1</c>.</param>
    /// <param name="texts">The files.</param>
    public void Add(string package, IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            Read(package, text.Split('\n'));
        }
    }

    /// <summary>Every struct with its fields, by package.</summary>
    public IEnumerable<(string Package, TypeFacts Type)> Types()
    {
        foreach (var (type, constant) in _converted)
        {
            Value(type, _constants.GetValueOrDefault(constant, ""));
        }

        foreach (var (package, name, fields) in _structs)
        {
            var type = new TypeFacts(name);
            foreach (var field in Flat(package, fields))
            {
                type.Fields[field.Json] = Facts(field);
            }

            yield return (package, type);
        }
    }

    private IEnumerable<GoField> Flat(string package, List<GoField> fields) =>
        fields.SelectMany(f => f.Json.Length > 0 ? [f with { Package = package }] : Embedded(package, f.Type));

    private IEnumerable<GoField> Embedded(string package, string type)
    {
        var (home, name) = Resolve(package, type.TrimStart('*'));
        return _structs.Where(s => s.Package == home && s.Name == name).SelectMany(s => Flat(home, s.Fields));
    }

    private FieldFacts Facts(GoField field)
    {
        var bare = field.Type[(field.Type.LastIndexOf(']') + 1)..].TrimStart('*');
        var values = _enums.GetValueOrDefault(Full(field.Package, bare));
        return new(PackType(field.Package, field.Type), !field.Optional)
        {
            Enum = values is null ? "" : string.Join('|', values.Order(StringComparer.Ordinal)).Replace(' ', '~'),
            Default = field.Default.StartsWith("ref(", StringComparison.Ordinal) ? $"\"{_constants.GetValueOrDefault(field.Default[4..^1], "")}\"" : field.Default,
            List = field.ListType switch { "map" => $"map:{string.Join(',', field.Keys)}", "set" => "set", _ => "" },
        };
    }

    /// <summary>The pack's notation of a Go type.</summary>
    private string PackType(string package, string type)
    {
        type = type.TrimStart('*');
        return type switch
        {
            "string" => "s",
            "bool" => "b",
            "int32" or "int16" or "uint16" or "uint8" => "i",
            "int64" or "int" => "l",
            "float64" => "n",
            "[]byte" => "y",
            _ when type.StartsWith("[]", StringComparison.Ordinal) => "[" + PackType(package, type[2..]),
            _ when type.StartsWith("map[", StringComparison.Ordinal) => "{" + PackType(package, type[(type.IndexOf(']', StringComparison.Ordinal) + 1)..]),
            _ => Named(package, type),
        };
    }

    private string Named(string package, string type) => type.Split('.')[^1] switch
    {
        "Quantity" => "q",
        "Time" => "t",
        "MicroTime" => "T",
        "Duration" => "d",
        "IntOrString" => "I",
        "RawExtension" or "JSON" or "FieldsV1" => "*",
        "UID" or "NodeName" => "s",
        _ => _aliases.TryGetValue(Full(package, type), out var alias) ? PackType(package, alias) : Declared(package, type),
    };

    private string Declared(string package, string type)
    {
        var (home, name) = Resolve(package, type);
        return _empty.Contains($"{home}.{name}") ? "o"
            : _structs.Any(s => s.Package == home && s.Name == name) ? $"{home.Replace(".", "", StringComparison.Ordinal)}{name}" : "s";
    }

    private string Full(string package, string type) => Resolve(package, type) is var (home, name) ? $"{home}.{name}" : "";

    /// <summary>Which package a name belongs to. The packages alias one another as <c>v1</c>, <c>corev1</c> and <c>metav1</c> only.</summary>
    private (string Package, string Name) Resolve(string package, string type) => type.Split('.') switch
    {
        ["metav1", var name] => ("Meta.V1", name),
        ["v1" or "corev1" or "apiv1" or "core", var name] when _enums.ContainsKey($"Core.V1.{name}") || _aliases.ContainsKey($"Core.V1.{name}") || _structs.Any(s => s.Package == "Core.V1" && s.Name == name) => ("Core.V1", name),
        ["v1", var name] => ("Meta.V1", name),
        [var other, var name] => ($"?{other}", name),
        _ => (package, type),
    };

    private void Read(string package, string[] lines)
    {
        var comments = new List<string>();
        List<GoField>? open = null;
        foreach (var line in lines)
        {
            var text = line.Trim();
            if (text.StartsWith("//", StringComparison.Ordinal))
            {
                comments.Add(text[2..].Trim());
                continue;
            }

            if (open is not null)
            {
                open = text == "}" ? null : open;
                Member(open, text, comments);
            }
            else if (EmptyStruct().Match(line) is { Success: true } empty)
            {
                _empty.Add($"{package}.{empty.Groups[1].Value}");
            }
            else if (StructLine().Match(line) is { Success: true } declared)
            {
                open = [];
                _structs.Add((package, declared.Groups[1].Value, open));
            }
            else
            {
                Alias(package, line, comments);
            }

            if (text.Length > 0 || open is null)
            {
                comments = text.Length > 0 ? [] : comments;
            }
        }
    }

    private static void Member(List<GoField>? fields, string text, List<string> comments)
    {
        if (fields is null || FieldLine().Match(text) is not { Success: true } match || match.Groups["json"].Value.Split(',') is not [var name, .. var options] || name == "-")
        {
            return;
        }

        fields.Add(new(
            name,
            match.Groups["type"].Value,
            !comments.Contains("+required") && (comments.Contains("+optional") || options.Any(o => o.StartsWith("omit", StringComparison.Ordinal))),
            Marker(comments, "+default="),
            Marker(comments, "+listType="),
            [.. comments.Where(c => c.StartsWith("+listMapKey=", StringComparison.Ordinal)).Select(c => c["+listMapKey=".Length..])],
            ""));
    }

    private void Alias(string package, string line, List<string> comments)
    {
        if (AliasLine().Match(line) is { Success: true } alias)
        {
            var name = $"{package}.{alias.Groups[1].Value}";
            _aliases[name] = alias.Groups[2].Value;
            if (comments.Contains("+enum"))
            {
                _enums[name] = [];
            }
        }
        else if (ConstLine().Match(line) is { Success: true } constant)
        {
            _constants[constant.Groups["name"].Value] = constant.Groups["value"].Value;
            Value($"{package}.{constant.Groups["type"].Value}", constant.Groups["value"].Value);
        }
        else if (ConvertedLine().Match(line) is { Success: true } converted)
        {
            _converted.Add(($"{package}.{converted.Groups[1].Value}", converted.Groups[2].Value));
        }
    }

    private void Value(string type, string value)
    {
        if (value.Length > 0 && _enums.TryGetValue(type, out var values) && !values.Contains(value))
        {
            values.Add(value);
        }
    }

    private static string Marker(List<string> comments, string marker) =>
        comments.FirstOrDefault(c => c.StartsWith(marker, StringComparison.Ordinal)) is { } found ? found[marker.Length..].Trim() : "";

    [GeneratedRegex(@"^type (\w+) struct \{")]
    private static partial Regex StructLine();

    [GeneratedRegex(@"^type (\w+) =?\s*([\w.\[\]*]+)$")]
    private static partial Regex AliasLine();

    [GeneratedRegex(@"^\s+(?<name>\w+)\s+(?:(?<type>\w+)\s*)?=\s*(?:(?<type>\w+)\()?""(?<value>[^""]*)""")]
    private static partial Regex ConstLine();

    [GeneratedRegex(@"^\s+\w+\s*(?:\w+\s*)?=\s*(\w+)\((?:\w+\.)?(\w+)\)")]
    private static partial Regex ConvertedLine();

    [GeneratedRegex(@"^type (\w+) struct\s*\{\s*\}")]
    private static partial Regex EmptyStruct();

    [GeneratedRegex(@"^(?:\w+\s+)?(?<type>\S+)\s+`json:""(?<json>[^""]*)""")]
    private static partial Regex FieldLine();
}

/// <summary>One struct field.</summary>
internal sealed record GoField(string Json, string Type, bool Optional, string Default, string ListType, List<string> Keys, string Package);

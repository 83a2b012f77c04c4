using System.Text.RegularExpressions;

namespace PolyK8s.SchemaGenerator;

/// <summary>Reads one unpacked version of npm's <c>@kubernetes/client-node</c>: its models are generated from Kubernetes' OpenAPI document and keep names, types, formats, required fields and paths.</summary>
internal sealed partial class ClientNode(string folder)
{
    /// <summary>The models by their names.</summary>
    public Dictionary<string, TypeFacts> Types { get; } = ReadModels(Path.Combine(folder, "package", "dist", "gen", "models"));

    /// <summary>The kinds the API serves.</summary>
    public SortedSet<string> Kinds { get; } = ReadKinds(Path.Combine(folder, "package", "dist", "gen", "apis"));

    private static Dictionary<string, TypeFacts> ReadModels(string models)
    {
        var types = new Dictionary<string, TypeFacts>(StringComparer.Ordinal);
        // Only what the index exports: files of models that are no longer part of the API stay in the package.
        foreach (Match exported in Exported().Matches(File.ReadAllText(Path.Combine(models, "all.js"))))
        {
            var file = Path.Combine(models, exported.Groups[1].Value);
            var type = new TypeFacts(Path.GetFileNameWithoutExtension(file));
            var optional = OptionalField().Matches(File.ReadAllText(Path.ChangeExtension(file, ".d.ts"))).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
            foreach (Match m in Attribute().Matches(File.ReadAllText(file)))
            {
                type.Fields[m.Groups["json"].Value] = new(PackType(m.Groups["type"].Value, m.Groups["format"].Value), !optional.Contains(m.Groups["name"].Value));
            }

            types[type.Name] = type;
        }

        return types;
    }

    private static string PackType(string type, string format) => type switch
    {
        "string" => format switch { "" or "binary" => "s", "byte" => "y", "date-time" => "t", _ => throw new InvalidDataException($"format {format}") },
        "Date" => "t",
        "V1MicroTime" => "T",
        "number" => format switch { "int32" => "i", "int64" => "l", _ => "n" },
        "boolean" => "b",
        "any" => "*",
        "IntOrString" => "I",
        _ when type.StartsWith("Array<", StringComparison.Ordinal) => "[" + PackType(type[6..^1], format),
        _ when type.StartsWith("{ [key: string]: ", StringComparison.Ordinal) => "{" + PackType(type[17..^3], format),
        _ => type,
    };

    private static SortedSet<string> ReadKinds(string apis)
    {
        var kinds = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(apis, "*Api.js"))
        {
            var text = File.ReadAllText(file);
            foreach (Match m in Create().Matches(text))
            {
                Add(kinds, m.Groups["path"].Value, m.Groups["model"].Value);
            }
        }

        foreach (var beyond in Beyond)
        {
            kinds.Add(beyond);
        }

        return kinds;
    }

    /// <summary>Kinds that are only posted to a subresource, or only read.</summary>
    private static readonly string[] Beyond =
    [
        "authentication.k8s.io v1 TokenRequest tokenrequests N AuthenticationV1TokenRequest",
        "autoscaling v1 Scale scales N V1Scale",
        "- v1 ComponentStatus componentstatuses C V1ComponentStatus",
        "policy v1 Eviction evictions N V1Eviction",
    ];

    private static void Add(SortedSet<string> kinds, string path, string model)
    {
        if (path.Contains("{name}", StringComparison.Ordinal) || KindOf().Match(model) is not { Success: true } kind)
        {
            return;
        }

        var parts = path.Trim('/').Split('/');
        var group = parts[0] == "api" ? "-" : parts[1];
        var version = parts[0] == "api" ? parts[1] : parts[2];
        var scope = path.Contains("/namespaces/{namespace}/", StringComparison.Ordinal) ? "N" : "C";
        kinds.Add($"{group} {version} {kind.Groups[1].Value} {parts[^1]} {scope} {model}");
    }

    [GeneratedRegex(@"'\.\./models/((?:[A-Z][a-z]+)?V\d\w*\.js)'")]
    private static partial Regex Exported();

    [GeneratedRegex(@"^    '([^']+)'\?:", RegexOptions.Multiline)]
    private static partial Regex OptionalField();

    [GeneratedRegex(@"""name"": ""(?<name>[^""]*)"",\s+""baseName"": ""(?<json>[^""]*)"",\s+""type"": ""(?<type>[^""]*)"",\s+""format"": ""(?<format>[^""]*)""")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"async create\w+\([^)]*\) \{(?:(?!async ).)*?localVarPath = '(?<path>[^']+)'(?:(?!async ).)*?serialize\(body, ""(?<model>\w+)""", RegexOptions.Singleline)]
    private static partial Regex Create();

    [GeneratedRegex(@"^(?:[A-Z][a-z]+)?V\d+(?:alpha\d+|beta\d+)?([A-Z]\w*)$")]
    private static partial Regex KindOf();
}

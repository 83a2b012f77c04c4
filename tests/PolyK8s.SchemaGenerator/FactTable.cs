using System.Globalization;

namespace PolyK8s.SchemaGenerator;

/// <summary>The table of what packages lack: a line for each field of a Go type that has an enum, a default, a list type or a type OpenAPI calls a string, or that not every minor has.</summary>
/// <remarks>A line reads <c>GROUP.VERSION.TYPE FIELD FACTS... [@FROM-TO]</c>, facts in the pack's own notation.</remarks>
internal sealed class FactTable
{
    private readonly Dictionary<string, List<(string Package, string Field, FieldFacts Facts, int From, int To)>> _byModel = new(StringComparer.Ordinal);

    /// <summary>Reads the table.</summary>
    public static FactTable Read(string file)
    {
        var table = new FactTable();
        foreach (var line in File.ReadLines(file).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var parts = line.Split(' ');
            var name = parts[0].Split('.');
            var range = parts[^1].StartsWith('@') ? Range(parts[^1]) : (Minors.First, Minors.Last);
            var entry = (name[0], parts[1], Parse(parts[2..]), range.Item1, range.Item2);
            foreach (var model in new[] { name[1] + name[2], name[0] + name[1] + name[2] })
            {
                (table._byModel.TryGetValue(model, out var list) ? list : table._byModel[model] = []).Add(entry);
            }
        }

        return table;
    }

    /// <summary>The models the table speaks of.</summary>
    public IEnumerable<string> Models => _byModel.Keys;

    /// <summary>What the table says of a model's fields in one minor; fields only other minors have are given with null.</summary>
    public IEnumerable<(string Field, FieldFacts? Facts)> Of(string model, int minor)
    {
        var entries = _byModel.GetValueOrDefault(model) ?? [];
        return entries.Select(e => e.Package).Distinct().Skip(1).Any()
            ? [] // One name, two groups: the models carry the group then, and the longer name has the facts.
            : entries.GroupBy(e => e.Field).Select(g => (g.Key, (FieldFacts?)g.FirstOrDefault(e => e.From <= minor && minor <= e.To).Facts));
    }

    /// <summary>Whether a model is one no package knows yet: the table names it, in no minor that a package carries, and there is no shorter name for it.</summary>
    public bool IsNew(string model, Dictionary<string, TypeFacts> packaged) =>
        _byModel[model].All(e => e.From is 35 or 37 && e.To is 35 or 37)
        && _byModel[model].All(e => model.StartsWith(e.Package, StringComparison.Ordinal))
        && !packaged.ContainsKey(model[_byModel[model][0].Package.Length..]);

    /// <summary>Writes the table for what Go sources of several minors say.</summary>
    public static void Write(TextWriter output, SortedDictionary<int, List<(string Package, TypeFacts Type)>> minors)
    {
        var lines = new SortedDictionary<string, SortedDictionary<int, FieldFacts>>(StringComparer.Ordinal);
        foreach (var (minor, types) in minors)
        {
            foreach (var (package, type) in types)
            {
                foreach (var (field, facts) in type.Fields)
                {
                    var key = $"{package}.{type.Name} {field}";
                    (lines.TryGetValue(key, out var at) ? at : lines[key] = [])[minor] = facts;
                }
            }
        }

        foreach (var (key, at) in lines)
        {
            foreach (var (facts, from, to) in Minors.Ranges(at, f => f.Line))
            {
                if (facts.Enum.Length + facts.Default.Length + facts.List.Length > 0 || facts.Type.TrimStart('[', '{') is "q" or "T" or "d" or "o" || from > Minors.First || to < Minors.Last)
                {
                    output.WriteLine($"{key} {facts.Line}{Minors.Suffix(from, to)}");
                }
            }
        }
    }

    private static FieldFacts Parse(string[] parts)
    {
        string Part(string key) => parts.FirstOrDefault(p => p.StartsWith(key + "=", StringComparison.Ordinal))?[2..] ?? "";
        return new(parts[0], parts.Contains("!")) { Enum = Part("e"), List = Part("l"), Default = Part("d") };
    }

    private static (int From, int To) Range(string text) => text[1..].Split('-') is [var from, var to]
        ? (int.Parse(from, CultureInfo.InvariantCulture), int.Parse(to, CultureInfo.InvariantCulture))
        : throw new InvalidDataException($"`{text}` is no range");
}

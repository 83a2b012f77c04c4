namespace PolyK8s.SchemaGenerator;

/// <summary>The pack being made: for every minor, every kind and every type.</summary>
internal sealed class Pack(FactTable facts)
{
    private readonly SortedDictionary<string, SortedDictionary<int, string>> _kinds = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedDictionary<string, SortedDictionary<int, FieldFacts>>> _types = new(StringComparer.Ordinal);

    /// <summary>Adds a minor as a package has it.</summary>
    public void Add(int minor, ClientNode package) => Add(minor, package.Types, package.Kinds, neighbour: false);

    /// <summary>Adds a minor no package carries: its neighbour's, with the fields the table says it has and without those it has not.</summary>
    public void AddBeside(int minor, ClientNode neighbour) => Add(minor, neighbour.Types, neighbour.Kinds, neighbour: true);

    /// <summary>Writes the pack.</summary>
    public void Write(TextWriter output)
    {
        var enums = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var values in _types.Values.SelectMany(t => t.Values).SelectMany(f => f.Values).Select(f => f.Enum).Where(e => e.Length > 0))
        {
            enums.TryAdd(values, $"{enums.Count}");
        }

        foreach (var (values, id) in enums)
        {
            output.WriteLine($"enum {id} {values}");
        }

        foreach (var (kind, at) in _kinds)
        {
            foreach (var (_, from, to) in Minors.Ranges(at, _ => ""))
            {
                output.WriteLine($"kind {kind}{Minors.Suffix(from, to)}");
            }
        }

        foreach (var (type, fields) in _types)
        {
            output.WriteLine($"type {type}");
            foreach (var (field, at) in fields)
            {
                foreach (var (facts, from, to) in Minors.Ranges(at, f => f.Line))
                {
                    output.WriteLine($" {field} {(facts.Enum.Length > 0 ? facts with { Enum = enums[facts.Enum] } : facts).Line}{Minors.Suffix(from, to)}");
                }
            }
        }
    }

    private void Add(int minor, Dictionary<string, TypeFacts> types, SortedSet<string> kinds, bool neighbour)
    {
        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in types.Keys.Concat(neighbour ? facts.Models : []).Distinct())
        {
            var said = facts.Of(name, minor).ToDictionary(f => f.Field, f => f.Facts, StringComparer.Ordinal);
            var known = types.GetValueOrDefault(name)?.Fields ?? [];
            foreach (var (field, packaged) in known.Where(f => !neighbour || !said.TryGetValue(f.Key, out var s) || s is not null))
            {
                Set(minor, name, field, Joined(packaged, said.GetValueOrDefault(field)));
                present.Add(name);
            }

            foreach (var (field, fact) in said.Where(s => neighbour && s.Value is not null && !known.ContainsKey(s.Key)))
            {
                if (types.ContainsKey(name) || facts.IsNew(name, types))
                {
                    Set(minor, name, field, fact! with { Type = ModelNames(fact.Type, types) });
                    present.Add(name);
                }
            }

            if (!neighbour && types.ContainsKey(name))
            {
                present.Add(name);
            }
        }

        foreach (var kind in kinds.Concat(neighbour ? NewKinds.Of(minor) : []).Where(k => present.Contains(k[(k.LastIndexOf(' ') + 1)..])))
        {
            (_kinds.TryGetValue(kind, out var at) ? at : _kinds[kind] = [])[minor] = "";
        }
    }

    private void Set(int minor, string type, string field, FieldFacts value)
    {
        var fields = _types.TryGetValue(type, out var known) ? known : _types[type] = new(StringComparer.Ordinal);
        (fields.TryGetValue(field, out var at) ? at : fields[field] = [])[minor] = value;
    }

    /// <summary>OpenAPI calls quantities and durations strings: there the table knows better. Enum, default and list type only the table has.</summary>
    private static FieldFacts Joined(FieldFacts packaged, FieldFacts? fact) => fact is null ? packaged : packaged with
    {
        Type = fact.Type.TrimStart('[', '{') is "q" or "d" or "T" or "o" ? fact.Type : packaged.Type,
        Enum = fact.Enum,
        List = fact.List,
        Default = fact.Default,
    };

    private static string ModelNames(string type, Dictionary<string, TypeFacts> types)
    {
        var bare = type.TrimStart('[', '{');
        var shorter = bare[(bare.IndexOf('V', StringComparison.Ordinal) is var v and > 0 ? v : 0)..];
        return types.ContainsKey(bare) ? type : types.ContainsKey(shorter) ? type[..^bare.Length] + shorter : type;
    }
}

using System.Collections.Immutable;

namespace PolyK8s.Engine.Networks;

/// <summary>Namespaces by their labels. Immutable.</summary>
internal sealed class LabelTable
{
    private readonly ImmutableDictionary<(string Key, string Value), ImmutableHashSet<string>> _names;

    private LabelTable(ImmutableDictionary<(string, string), ImmutableHashSet<string>> names) => _names = names;

    /// <summary>No namespaces.</summary>
    public static LabelTable Empty { get; } = new(ImmutableDictionary<(string, string), ImmutableHashSet<string>>.Empty);

    /// <summary>The namespaces with a label.</summary>
    public IEnumerable<string> Find(string key, string value) => _names.GetValueOrDefault((key, value)) ?? [];

    /// <summary>The table once a namespace has other labels.</summary>
    public LabelTable With(string ns, ImmutableArray<KeyValuePair<string, string>> before, ImmutableArray<KeyValuePair<string, string>> after)
    {
        if (before.SequenceEqual(after))
        {
            return this;
        }

        var names = _names.ToBuilder();
        foreach (var label in before.Except(after))
        {
            var rest = names[(label.Key, label.Value)].Remove(ns);
            _ = rest.IsEmpty ? names.Remove((label.Key, label.Value)) : (names[(label.Key, label.Value)] = rest) is null;
        }

        foreach (var label in after.Except(before))
        {
            names[(label.Key, label.Value)] = (names.GetValueOrDefault((label.Key, label.Value)) ?? ImmutableHashSet<string>.Empty).Add(ns);
        }

        return new(names.ToImmutable());
    }
}

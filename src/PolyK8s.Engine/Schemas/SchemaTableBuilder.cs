using System.Collections.Immutable;

namespace PolyK8s.Engine.Schemas;

/// <summary>Collects schemas into a table. An index can be reserved before its schema is known, so types may refer to one another.</summary>
internal sealed class SchemaTableBuilder
{
    private readonly ImmutableArray<SchemaNode>.Builder _nodes = ImmutableArray.CreateBuilder<SchemaNode>();
    private readonly Dictionary<string, int> _shared = new(StringComparer.Ordinal);

    /// <summary>How many schemas there are.</summary>
    public int Count => _nodes.Count;

    /// <summary>Adds a schema.</summary>
    public int Add(SchemaNode node)
    {
        _nodes.Add(node);
        return _nodes.Count - 1;
    }

    /// <summary>The index kept under a text, adding what <paramref name="make"/> gives the first time.</summary>
    public int Shared(string text, Func<SchemaNode> make)
    {
        if (!_shared.TryGetValue(text, out var index))
        {
            var node = make();
            _shared[text] = index = Add(node);
        }

        return index;
    }

    /// <summary>Reserves an index for a schema that refers to itself.</summary>
    public int Reserve() => Add(new(Shape.Anything));

    /// <summary>Fills a reserved index.</summary>
    public void Fill(int index, SchemaNode node) => _nodes[index] = node;

    /// <summary>Copies a schema of another table with everything it refers to.</summary>
    /// <param name="table">The other table.</param>
    /// <param name="index">The schema there.</param>
    /// <param name="copied">What was copied already, index there to index here.</param>
    public int Import(SchemaTable table, int index, Dictionary<int, int> copied)
    {
        if (index < 0 || copied.TryGetValue(index, out _))
        {
            return index < 0 ? index : copied[index];
        }

        var here = copied[index] = Reserve();
        var node = table[index];
        Fill(here, node with
        {
            Element = Import(table, node.Element, copied),
            Fields = [.. node.Fields.Select(f => f with { Schema = Import(table, f.Schema, copied) })],
        });
        return here;
    }

    /// <summary>The table.</summary>
    public SchemaTable Build() => new(_nodes.ToImmutable());
}

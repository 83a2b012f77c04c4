using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;

namespace PolyK8s.Engine.Schemas;

/// <summary>Schemas that refer to one another by index.</summary>
/// <param name="nodes">The schemas.</param>
public sealed class SchemaTable(ImmutableArray<SchemaNode> nodes)
{
    private readonly Lazy<StructureKernel> _kernel = new(() => new(nodes));

    /// <summary>The schemas.</summary>
    public ImmutableArray<SchemaNode> Nodes => nodes;

    /// <summary>The schema of that index.</summary>
    public SchemaNode this[int index] => nodes[index];

    /// <summary>The kernel's form of the table, made once.</summary>
    internal StructureKernel Kernel => _kernel.Value;
}

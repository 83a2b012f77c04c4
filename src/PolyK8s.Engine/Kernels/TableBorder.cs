using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Lifecycles;
using PolyK8s.Engine.Manifests;
using PolyK8s.Kernels.Lifecycle;

namespace PolyK8s.Engine.Kernels;

/// <summary>States and values as the kernel has them.</summary>
internal static class TableBorder
{
    /// <summary>A table. Being deleted may follow everything else.</summary>
    public static _ITable Table(ImmutableArray<TableState> states, _IRows rows) => PolyK8s.Kernels.Lifecycle.Table.create(
        Dafny.Sequence<_IState>.FromArray([.. states.Select(s => State.create(Level(s.Level), Dafny.Sequence<int>.FromArray([.. StateRanks.Next(states, s)])))]), rows);

    /// <summary>A value.</summary>
    public static _IValue Value(ManifestNode? node) => node switch
    {
        null => PolyK8s.Kernels.Lifecycle.Value.create_Absent(),
        { Kind: NodeKind.Array } => PolyK8s.Kernels.Lifecycle.Value.create_Number(node.Items.Length),
        _ when FieldSource.IsNumber(node) => PolyK8s.Kernels.Lifecycle.Value.create_Number(long.Parse(node.Text, CultureInfo.InvariantCulture)),
        _ => PolyK8s.Kernels.Lifecycle.Value.create_Word(node.Text),
    };

    private static _ILevel Level(StateLevel level) => level switch
    {
        StateLevel.Settled => PolyK8s.Kernels.Lifecycle.Level.create_Settled(),
        StateLevel.Ended => PolyK8s.Kernels.Lifecycle.Level.create_Ended(),
        StateLevel.Underway => PolyK8s.Kernels.Lifecycle.Level.create_Underway(),
        StateLevel.Failing => PolyK8s.Kernels.Lifecycle.Level.create_Failing(),
        StateLevel.Held => PolyK8s.Kernels.Lifecycle.Level.create_Held(),
        StateLevel.Leaving => PolyK8s.Kernels.Lifecycle.Level.create_Leaving(),
        _ => PolyK8s.Kernels.Lifecycle.Level.create_Unclear(),
    };
}

using System.Collections.Immutable;

namespace PolyK8s.Engine.Pictures;

/// <summary>A picture of boxes and arrows, before any language writes it.</summary>
/// <param name="Boxes">The boxes, in order; their ids are their places.</param>
/// <param name="Arrows">The arrows.</param>
/// <param name="Note">What the reader must know; empty for nothing.</param>
public sealed record Drawing(ImmutableArray<Box> Boxes, ImmutableArray<Arrow> Arrows, string Note = "");

/// <summary>A box.</summary>
/// <param name="Label">Its text.</param>
/// <param name="Group">The frame it stands in; empty for none.</param>
/// <param name="Mark">How it is highlighted.</param>
public sealed record Box(string Label, string Group, Mark Mark = Mark.None);

/// <summary>An arrow.</summary>
/// <param name="From">The place of the box it leaves.</param>
/// <param name="To">The place of the box it leads to.</param>
/// <param name="Label">Its text.</param>
/// <param name="IsDashed">Whether it is drawn dashed: inferred or without force.</param>
/// <param name="Mark">How it is highlighted.</param>
public sealed record Arrow(int From, int To, string Label, bool IsDashed = false, Mark Mark = Mark.None);

/// <summary>Highlights.</summary>
public enum Mark
{
    /// <summary>None.</summary>
    None,

    /// <summary>Part of a cycle.</summary>
    Cycle,

    /// <summary>Named and missing.</summary>
    Missing,
}

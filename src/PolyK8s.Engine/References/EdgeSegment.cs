using System.Collections.Immutable;

namespace PolyK8s.Engine.References;

/// <summary>One step of the way to a row's member.</summary>
/// <param name="Names">The members to go to, whichever are there.</param>
/// <param name="IsList">Whether the step goes on into each item of the list there.</param>
/// <param name="Only">The member and value an item must have; null for every item.</param>
internal sealed record EdgeSegment(ImmutableArray<string> Names, bool IsList, (string Member, string Value)? Only)
{
    /// <summary>Whether two lead the same way.</summary>
    public bool IsLike(EdgeSegment other) => IsList == other.IsList && Only == other.Only && Names.AsSpan().SequenceEqual(other.Names.AsSpan());
}

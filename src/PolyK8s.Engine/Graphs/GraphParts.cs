using System.Collections.Immutable;

namespace PolyK8s.Engine.Graphs;

/// <summary>The parts of a graph whose nodes wait for one another both ways, with the ways that show it.</summary>
/// <param name="Part">The part of each node; no edge leads to a part with a higher number.</param>
/// <param name="Root">A node of each part.</param>
/// <param name="Back">From each node the way to its root.</param>
/// <param name="Forth">To each node the way from its root.</param>
public sealed record GraphParts(ImmutableArray<int> Part, ImmutableArray<int> Root, GraphWays Back, GraphWays Forth);

/// <summary>Ways through the parts: for every node the next edge, and how many are left; none and 0 at a root.</summary>
/// <param name="Next">The edges.</param>
/// <param name="Left">How many edges are left.</param>
public sealed record GraphWays(ImmutableArray<int> Next, ImmutableArray<int> Left);

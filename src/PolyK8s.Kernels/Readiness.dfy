include "SafeGraph.dfy"

/// What can ever become ready, when some wait for all of their targets and some for any one of them.
module Readiness {
  import opened Int32s
  import opened Lists
  import opened SafeGraph

/// Nodes that wait: where `any` says so for one of their targets, else for all of them.
  datatype Waits = Waits(graph: Graph, any: List<bool>) {
    ghost predicate AreWhole() {
      graph.IsWhole() && |any| == graph.size as int
    }

/// Whether a node is ready after so many steps, when everything that can become ready does.
    ghost predicate ReadyWithin(node: Int32, steps: nat)
      requires AreWhole() && graph.IsNode(node)
      decreases steps
    {
      steps > 0 &&
      if any[node]
      then exists e :: 0 <= e < |graph.from| && graph.from[e] == node && ReadyWithin(graph.to[e], steps - 1)
      else forall e :: 0 <= e < |graph.from| && graph.from[e] == node ==> ReadyWithin(graph.to[e], steps - 1)
    }

    ghost predicate CanBecomeReady(node: Int32)
      requires AreWhole() && graph.IsNode(node)
    {
      exists steps: nat :: ReadyWithin(node, steps)
    }

/// Whether an edge speaks for the rank of the node it leaves: of a ready one it leads to an earlier ready one, of one
/// that is never ready (below zero) to another.
    predicate Speaks(rank: List<Int32>, e: Int32)
      requires |graph.from| == |graph.to| && 0 <= e as int < |graph.from|
      requires 0 <= graph.from[e] as int < |rank| && 0 <= graph.to[e] as int < |rank|
    {
      var waiting, awaited := rank[graph.from[e]], rank[graph.to[e]];
      if waiting >= 0 then 0 <= awaited < waiting else awaited < 0
    }

/// One of the edges seen so far leaves the node and speaks for its rank, or does not.
    ghost predicate SomeEdge(rank: List<Int32>, node: Int32, speaks: bool, seen: Int32)
      requires AreWhole() && |rank| == |any| && 0 <= seen as int <= |graph.from|
    {
      exists e: Int32 :: 0 <= e < seen && graph.from[e] == node && Speaks(rank, e) == speaks
    }

/// Every rank is explained: ready nodes in the order in which they become ready, the others below zero.
    ghost predicate IsRanking(rank: List<Int32>) {
      && AreWhole() && |rank| == |any|
      && forall node: Int32 :: 0 <= node < graph.size ==> IsExplained(rank, node)
    }

    ghost predicate IsExplained(rank: List<Int32>, node: Int32)
      requires AreWhole() && |rank| == |any| && graph.IsNode(node)
    {
      if (rank[node] >= 0) == any[node]
      then SomeEdge(rank, node, true, |graph.from| as Int32)
      else !SomeEdge(rank, node, false, |graph.from| as Int32)
    }

/// Whether a ranking may be believed.
    method AcceptsRanking(rank: List<Int32>) returns (accepted: bool)
      ensures accepted <==> IsRanking(rank)
    {
      var nodes, edges := |rank| as Int32, |graph.from| as Int32;
      if nodes != graph.size || nodes != |any| as Int32 || edges != |graph.to| as Int32 { return false; }
      for e: Int32 := 0 to edges
        invariant forall d :: 0 <= d < e ==> graph.IsNode(graph.from[d]) && graph.IsNode(graph.to[d])
      {
        if !graph.IsNode(graph.from[e]) || !graph.IsNode(graph.to[e]) { return false; }
      }
      var spoken, unspoken := new bool[nodes](_ => false), new bool[nodes](_ => false);
      for e: Int32 := 0 to edges
        invariant forall v: Int32 :: 0 <= v < nodes ==> (spoken[v] <==> SomeEdge(rank, v, true, e))
        invariant forall v: Int32 :: 0 <= v < nodes ==> (unspoken[v] <==> SomeEdge(rank, v, false, e))
      {
        if Speaks(rank, e) { spoken[graph.from[e]] := true; } else { unspoken[graph.from[e]] := true; }
      }
      for v: Int32 := 0 to nodes
        invariant forall u: Int32 :: 0 <= u < v ==> IsExplained(rank, u)
      {
        var explained := if (rank[v] >= 0) == any[v] then spoken[v] else !unspoken[v];
        assert explained <==> IsExplained(rank, v);
        if !explained { return false; }
      }
      return true;
    }
  }
}

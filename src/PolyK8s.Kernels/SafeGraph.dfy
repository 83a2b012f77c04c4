include "Prelude.dfy"

/// Graphs whose orders and cycles are checked before anyone sees them.
///
/// A search written in any language proposes; only what is checked here is believed. Checking is one pass without
/// recursion, whatever the size.
module SafeGraph {
  import opened Int32s
  import opened Lists

/// Nodes 0 to `size`, and edges: the node `from[e]` waits for the node `to[e]`.
  datatype Graph = Graph(size: Int32, from: List<Int32>, to: List<Int32>) {
/// Every edge has two ends, and both are nodes.
    ghost predicate IsWhole() {
      |from| == |to| && forall e :: 0 <= e < |from| ==> IsNode(from[e]) && IsNode(to[e])
    }

    predicate IsNode(node: Int32) { 0 <= node < size }

    ghost predicate IsEdge(waiting: Int32, awaited: Int32) {
      exists e :: 0 <= e < |from| && e < |to| && from[e] == waiting && to[e] == awaited
    }

/// Each node waits for the next.
    ghost predicate IsWalk(walk: seq<Int32>) {
      |walk| >= 2 && forall i :: 0 <= i < |walk| - 1 ==> IsEdge(walk[i], walk[i + 1])
    }

    ghost predicate IsAcyclic() {
      forall walk :: IsWalk(walk) ==> walk[0] != walk[|walk| - 1]
    }

/// All nodes, each once, each after all that it waits for.
    ghost predicate IsOrder(order: seq<Int32>) {
      && |from| == |to| && |order| == size as int
      && (forall i :: 0 <= i < |order| ==> IsNode(order[i]))
      && (forall i, j :: 0 <= i < j < |order| ==> order[i] != order[j])
      && forall e :: 0 <= e < |from| ==> StandsBefore(order, to[e], from[e])
    }

    static ghost predicate StandsBefore(order: seq<Int32>, first: Int32, second: Int32) {
      exists i, j :: 0 <= i < j < |order| && order[i] == first && order[j] == second
    }

/// Edges that join end to end into a closed walk that meets no node twice.
    ghost predicate IsCycle(edges: seq<Int32>) {
      && |from| == |to| && |edges| > 0
      && (forall i :: 0 <= i < |edges| ==> 0 <= edges[i] as int < |from| && IsNode(from[edges[i]]))
      && (forall i :: 0 <= i < |edges| ==> to[edges[i]] == from[edges[if i + 1 == |edges| then 0 else i + 1]])
      && forall i, j :: 0 <= i < j < |edges| ==> from[edges[i]] != from[edges[j]]
    }

/// Whether an order may be believed.
    method AcceptsOrder(order: List<Int32>) returns (accepted: bool)
      ensures accepted <==> IsOrder(order)
    {
      if size < 0 || |order| as Int32 != size || |from| as Int32 != |to| as Int32 { return false; }
      var rank := new Int32[size](_ => -1);
      for i: Int32 := 0 to size
        invariant forall k :: 0 <= k < i ==> IsNode(order[k]) && rank[order[k]] == k
        invariant forall k, l :: 0 <= k < l < i ==> order[k] != order[l]
        invariant forall v :: 0 <= v < size ==> rank[v] == -1 || (0 <= rank[v] < i && order[rank[v]] == v)
      {
        var node := order[i];
        if !IsNode(node) { return false; }
        if rank[node] != -1 {
          assert order[rank[node]] == order[i];
          return false;
        }
        rank[node] := i;
      }
      accepted := Climbs(order, rank);
    }

/// Whether every edge leads to a lower rank.
    method Climbs(order: List<Int32>, rank: array<Int32>) returns (climbs: bool)
      requires |from| == |to| && |order| == size as int == rank.Length
      requires forall k :: 0 <= k < |order| ==> IsNode(order[k]) && rank[order[k]] as int == k
      requires forall v :: 0 <= v < size ==> rank[v] == -1 || (0 <= rank[v] < size && order[rank[v]] == v)
      ensures climbs <==> forall e :: 0 <= e < |from| ==> StandsBefore(order, to[e], from[e])
    {
      for e: Int32 := 0 to |from| as Int32
        invariant forall d :: 0 <= d < e ==> StandsBefore(order, to[d], from[d])
      {
        var waiting, awaited := from[e], to[e];
        if !IsNode(waiting) || !IsNode(awaited) || rank[awaited] == -1 || rank[waiting] <= rank[awaited] {
          assert !StandsBefore(order, to[e], from[e]);
          return false;
        }
        assert order[rank[awaited]] == awaited && order[rank[waiting]] == waiting;
      }
      return true;
    }

/// Whether a cycle may be believed.
    method AcceptsCycle(edges: List<Int32>) returns (accepted: bool)
      ensures accepted <==> IsCycle(edges)
    {
      var count, all := |edges| as Int32, |from| as Int32;
      if count == 0 || all != |to| as Int32 { return false; }
      if size < 0 {
        assert 0 <= edges[0] as int < |from| ==> !IsNode(from[edges[0]]);
        return false;
      }
      var met := new bool[size](_ => false);
      for i: Int32 := 0 to count
        invariant forall k :: 0 <= k < i ==> 0 <= edges[k] as int < |from| && IsNode(from[edges[k]]) && met[from[edges[k]]]
        invariant forall k :: 0 < k < i ==> to[edges[k - 1]] == from[edges[k]]
        invariant forall k, l :: 0 <= k < l < i ==> from[edges[k]] != from[edges[l]]
        invariant forall v :: 0 <= v < size && met[v] ==> exists k :: 0 <= k < i && from[edges[k]] == v
      {
        var edge := edges[i];
        if edge < 0 || edge >= all { return false; }
        var node := from[edge];
        if !IsNode(node) || met[node] { return false; }
        if i > 0 && to[edges[i - 1]] != node {
          assert to[edges[i - 1]] != from[edges[i - 1 + 1]];
          return false;
        }
        met[node] := true;
      }
      accepted := to[edges[count - 1]] == from[edges[0]];
    }
  }
}

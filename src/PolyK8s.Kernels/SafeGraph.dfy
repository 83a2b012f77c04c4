include "Prelude.dfy"

/// Orders and cycles are proposed by a search and believed only when checked here: the search may be clever, the checker is proved.
module SafeGraph {
  import opened Int32s

/// A directed graph: edge e goes from[e] -> to[e], nodes are 0 .. nodes-1.
  datatype Graph = Graph(nodes: Int32, from: array<Int32>, to: array<Int32>) {
/// Whether the edge lists fit together and name only nodes.
    ghost predicate WellFormed()
      reads from, to
    {
      && 0 <= nodes && from.Length == to.Length < 0x7fff_ffff
      && forall e :: 0 <= e < from.Length ==> 0 <= from[e] < nodes && 0 <= to[e] < nodes
    }

    ghost predicate HasEdge(u: Int32, v: Int32)
      reads from, to
    {
      from.Length == to.Length && exists e :: 0 <= e < from.Length && from[e] == u && to[e] == v
    }

/// A walk along edges, of at least one edge.
    ghost predicate IsWalk(walk: seq<Int32>)
      reads from, to
    {
      |walk| >= 2 && forall i :: 0 <= i < |walk| - 1 ==> HasEdge(walk[i], walk[i + 1])
    }

    ghost predicate Acyclic()
      reads from, to
    {
      forall walk :: IsWalk(walk) ==> walk[0] != walk[|walk| - 1]
    }

/// A permutation of the nodes in which every edge goes forward.
    ghost predicate IsTopologicalOrder(order: seq<Int32>)
      reads from, to
    {
      && |order| == nodes as int
      && (forall i :: 0 <= i < |order| ==> 0 <= order[i] < nodes)
      && (forall i, j :: 0 <= i < j < |order| ==> order[i] != order[j])
      && forall e :: 0 <= e < from.Length && from.Length == to.Length ==> Before(order, from[e], to[e])
    }

/// Edges that follow one another, come back to where they began, and pass no node twice.
    ghost predicate IsSimpleCycle(edges: seq<Int32>)
      reads from, to
    {
      && |edges| > 0 && from.Length == to.Length
      && (forall i :: 0 <= i < |edges| ==> 0 <= edges[i] as int < from.Length)
      && (forall i :: 0 < i < |edges| ==> to[edges[i - 1]] == from[edges[i]])
      && to[edges[|edges| - 1]] == from[edges[0]]
      && forall i, j :: 0 <= i < j < |edges| ==> from[edges[i]] != from[edges[j]]
    }

/// Whether the graph is well formed; everything else asks for it.
    method Check() returns (ok: bool)
      ensures ok <==> WellFormed()
    {
      if nodes < 0 || from.Length != to.Length || from.Length >= 0x7fff_ffff { return false; }
      for e: Int32 := 0 to from.Length as Int32
        invariant forall i :: 0 <= i < e as int ==> 0 <= from[i] < nodes && 0 <= to[i] < nodes
      {
        if from[e] < 0 || from[e] >= nodes || to[e] < 0 || to[e] >= nodes { return false; }
      }
      return true;
    }

/// Whether a proposed order is a topological order. Linear in nodes and edges.
    method AcceptsOrder(order: array<Int32>) returns (ok: bool)
      ensures ok ==> WellFormed() && IsTopologicalOrder(order[..])
      ensures WellFormed() && IsTopologicalOrder(order[..]) ==> ok
    {
      var formed := Check();
      if !formed || order.Length != nodes as int { return false; }
      var position := new Int32[nodes](_ => -1);
      for i: Int32 := 0 to nodes
        invariant forall k :: 0 <= k < i as int ==> 0 <= order[k] < nodes && position[order[k]] as int == k
        invariant forall v :: 0 <= v < position.Length && position[v] != -1 ==> 0 <= position[v] < i && order[position[v]] as int == v
      {
        var v := order[i];
        if v < 0 || v >= nodes { return false; }
        if position[v] != -1 {
          assert order[position[v]] == order[i] && position[v] < i;
          assert order[..][position[v]] == order[..][i];
          return false;
        }
        position[v] := i;
      }
      for e: Int32 := 0 to from.Length as Int32
        invariant forall k :: 0 <= k < e as int ==> Before(order[..], from[k], to[k])
        invariant forall k :: 0 <= k < nodes as int ==> 0 <= order[k] < nodes && position[order[k]] as int == k
      {
        AllPlaced(order, position, nodes);
        if position[from[e]] >= position[to[e]] {
          NotBefore(order, position, nodes, from[e], to[e]);
          return false;
        }
        assert order[..][position[from[e]]] == from[e] && order[..][position[to[e]]] == to[e];
      }
      assert forall i, j :: 0 <= i < j < |order[..]| ==> order[..][i] != order[..][j];
      return true;
    }

/// Whether proposed edges are a simple cycle. Linear in nodes and edges.
    method AcceptsCycle(edges: array<Int32>) returns (ok: bool)
      ensures ok ==> WellFormed() && IsSimpleCycle(edges[..])
      ensures WellFormed() && IsSimpleCycle(edges[..]) && edges.Length < 0x7fff_ffff ==> ok
    {
      var formed := Check();
      if !formed || edges.Length == 0 || edges.Length >= 0x7fff_ffff { return false; }
      var seen := new Int32[nodes](_ => -1);
      var count := edges.Length as Int32;
      for i: Int32 := 0 to count
        invariant forall k :: 0 <= k < i as int ==> 0 <= edges[k] as int < from.Length
        invariant forall k :: 0 < k < i as int ==> to[edges[k - 1]] == from[edges[k]]
        invariant forall k :: 0 <= k < i as int ==> seen[from[edges[k]]] as int == k
        invariant forall v :: 0 <= v < seen.Length && seen[v] != -1 ==> 0 <= seen[v] < i && from[edges[seen[v]]] as int == v
      {
        if edges[i] < 0 || edges[i] as int >= from.Length { assert edges[..][i] == edges[i]; return false; }
        if i > 0 && to[edges[i - 1]] != from[edges[i]] { assert edges[..][i - 1] == edges[i - 1]; return false; }
        var v := from[edges[i]];
        if seen[v] != -1 { assert edges[..][seen[v]] == edges[seen[v]] && seen[v] < i; return false; }
        seen[v] := i;
      }
      return to[edges[count - 1]] == from[edges[0]];
    }
  }

/// Whether u stands before v.
  ghost predicate Before(order: seq<Int32>, u: Int32, v: Int32) {
    exists i, j :: 0 <= i < j < |order| && order[i] == u && order[j] == v
  }

/// Positions that invert an order place every node: as many places as nodes, none used twice.
  lemma AllPlaced(order: array<Int32>, position: array<Int32>, nodes: Int32)
    requires 0 <= nodes && order.Length == position.Length == nodes as int
    requires forall k :: 0 <= k < nodes as int ==> 0 <= order[k] < nodes && position[order[k]] as int == k
    ensures forall v :: 0 <= v < nodes ==> 0 <= position[v] < nodes && order[position[v]] == v
  {
    forall v: Int32 | 0 <= v < nodes
      ensures 0 <= position[v] < nodes && order[position[v]] == v
    {
      if forall k :: 0 <= k < nodes as int ==> order[k] != v { Pigeonhole(order[..], nodes, v); }
    }
  }

/// A list of distinct numbers below n that misses one of them is shorter than n.
  lemma Pigeonhole(order: seq<Int32>, nodes: Int32, missed: Int32)
    requires 0 <= missed < nodes
    requires forall k :: 0 <= k < |order| ==> 0 <= order[k] < nodes && order[k] != missed
    requires forall i, j :: 0 <= i < j < |order| ==> order[i] != order[j]
    ensures |order| < nodes as int
  {
    var all := set v: int {:trigger Id(v)} | 0 <= v < nodes as int && Id(v);
    CountBelow(nodes as int);
    var values := set k {:trigger order[k]} | 0 <= k < |order| :: order[k] as int;
    DistinctValues(order);
    assert values <= all - {missed as int} by {
      forall x | x in values ensures x in all - {missed as int} { assert Id(x); }
    }
    assert Id(missed as int);
    Subset(values, all - {missed as int});
  }

  ghost predicate Id(v: int) { true }

  lemma CountBelow(k: nat)
    ensures |set v: int {:trigger Id(v)} | 0 <= v < k && Id(v)| == k
  {
    if k > 0 {
      CountBelow(k - 1);
      assert (set v: int {:trigger Id(v)} | 0 <= v < k && Id(v)) == (set v: int {:trigger Id(v)} | 0 <= v < k - 1 && Id(v)) + {k - 1} by { assert Id(k - 1); }
    }
  }

  lemma DistinctValues(order: seq<Int32>)
    requires forall i, j :: 0 <= i < j < |order| ==> order[i] != order[j]
    ensures |set k {:trigger order[k]} | 0 <= k < |order| :: order[k] as int| == |order|
  {
    if |order| > 0 {
      var shorter := order[..|order| - 1];
      DistinctValues(shorter);
      var last := order[|order| - 1] as int;
      var before := set k {:trigger shorter[k]} | 0 <= k < |shorter| :: shorter[k] as int;
      assert last !in before;
      assert (set k {:trigger order[k]} | 0 <= k < |order| :: order[k] as int) == before + {last} by {
        forall k | 0 <= k < |shorter| ensures order[k] as int in before { assert shorter[k] == order[k]; }
        forall x | x in before ensures x in (set k {:trigger order[k]} | 0 <= k < |order| :: order[k] as int) {
          var k :| 0 <= k < |shorter| && shorter[k] as int == x;
          assert order[k] == shorter[k];
        }
      }
    }
  }

  lemma Subset(a: set<int>, b: set<int>)
    requires a <= b
    ensures |a| <= |b|
  {
    if a != {} { var x :| x in a; Subset(a - {x}, b - {x}); }
  }

/// Where positions say otherwise, u does not stand before v.
  lemma NotBefore(order: array<Int32>, position: array<Int32>, nodes: Int32, u: Int32, v: Int32)
    requires 0 <= nodes && order.Length == position.Length == nodes as int && 0 <= u < nodes && 0 <= v < nodes
    requires forall k :: 0 <= k < nodes as int ==> 0 <= order[k] < nodes && position[order[k]] as int == k
    requires position[u] >= position[v]
    ensures !Before(order[..], u, v)
  {
    forall i, j | 0 <= i < j < order.Length && order[i] == u && order[j] == v ensures false {
      assert position[order[i]] as int == i && position[order[j]] as int == j;
    }
  }
}

include "SafeGraph.dfy"

/// Why an accepted order or cycle may be believed.
module SafeGraphTheorems {
  import opened Int32s
  import opened SafeGraph

/// An accepted order leads from the end of any walk to its start.
  lemma AuxWalksDescend(graph: Graph, order: seq<Int32>, walk: seq<Int32>)
    requires graph.IsOrder(order) && graph.IsWalk(walk)
    ensures Graph.StandsBefore(order, walk[|walk| - 1], walk[0])
  {
    var last := |walk| - 1;
    assert graph.IsEdge(walk[last - 1], walk[last]);
    var e :| 0 <= e < |graph.from| && graph.from[e] == walk[last - 1] && graph.to[e] == walk[last];
    assert Graph.StandsBefore(order, walk[last], walk[last - 1]);
    if last > 1 {
      var shorter := walk[..last];
      forall i | 0 <= i < |shorter| - 1 ensures graph.IsEdge(shorter[i], shorter[i + 1]) {
        assert graph.IsEdge(walk[i], walk[i + 1]);
      }
      AuxWalksDescend(graph, order, shorter);
      var i, j :| 0 <= i < j < |order| && order[i] == walk[last] && order[j] == walk[last - 1];
      var k, l :| 0 <= k < l < |order| && order[k] == walk[last - 1] && order[l] == walk[0];
      assert j == k;
    }
  }

/// An order that is accepted proves that nothing waits for itself, however long the way round.
  lemma AnOrderMeansNoCycle(graph: Graph, order: seq<Int32>)
    requires graph.IsOrder(order)
    ensures graph.IsAcyclic()
  {
    forall walk | graph.IsWalk(walk) ensures walk[0] != walk[|walk| - 1] {
      AuxWalksDescend(graph, order, walk);
    }
  }

/// The numbers from 0 to below size.
  ghost function Numbers(size: Int32): set<Int32> {
    if size <= 0 then {} else Numbers(size - 1) + {size - 1}
  }

/// They are as many as size.
  lemma AuxNumbers(size: Int32)
    requires size >= 0
    ensures |Numbers(size)| == size as int
    ensures forall v :: v in Numbers(size) <==> 0 <= v < size
  {
    if size > 0 { AuxNumbers(size - 1); }
  }

/// As many different values as the list is long.
  lemma AuxDifferent(order: seq<Int32>)
    requires forall i, j :: 0 <= i < j < |order| ==> order[i] != order[j]
    ensures |(set v <- order)| == |order|
  {
    if order != [] {
      var init, last := order[..|order| - 1], order[|order| - 1];
      AuxDifferent(init);
      assert (set v <- order) == (set v <- init) + {last};
    }
  }

/// An order that is accepted leaves nothing out: every node stands in it, once.
  lemma AnOrderHoldsEveryNodeOnce(graph: Graph, order: seq<Int32>, node: Int32)
    requires graph.IsOrder(order) && graph.IsNode(node)
    ensures exists i :: 0 <= i < |order| && order[i] == node && forall j :: 0 <= j < |order| && order[j] == node ==> j == i
  {
    var numbers := Numbers(graph.size);
    var placed := set v <- order;
    AuxNumbers(graph.size);
    AuxDifferent(order);
    if node !in placed {
      AuxFewer(placed, numbers - {node});
    }
    var i :| 0 <= i < |order| && order[i] == node;
  }

/// Part of a set is no larger than the set.
  lemma AuxFewer(part: set<Int32>, whole: set<Int32>)
    requires forall v <- part :: v in whole
    ensures |part| <= |whole|
  {
    if part != {} {
      var v :| v in part;
      AuxFewer(part - {v}, whole - {v});
    }
  }

/// In an order that is accepted, everything stands after all that it waits for.
  lemma AnOrderRespectsEveryEdge(graph: Graph, order: seq<Int32>, i: int, j: int)
    requires graph.IsOrder(order) && 0 <= i < |order| && 0 <= j < |order| && graph.IsEdge(order[i], order[j])
    ensures j < i
  {
    var e :| 0 <= e < |graph.from| && graph.from[e] == order[i] && graph.to[e] == order[j];
    assert Graph.StandsBefore(order, graph.to[e], graph.from[e]);
  }

/// A cycle that is accepted is a way along real edges from a node back to itself that meets no other node twice.
  lemma ACycleIsASimpleClosedWalk(graph: Graph, edges: seq<Int32>)
    requires graph.IsCycle(edges)
    ensures var walk := seq(|edges| + 1, i requires 0 <= i <= |edges| => if i < |edges| then graph.from[edges[i]] else graph.from[edges[0]]);
            && graph.IsWalk(walk) && walk[0] == walk[|walk| - 1]
            && forall i, j :: 0 <= i < j < |edges| ==> walk[i] != walk[j]
  {
    var walk := seq(|edges| + 1, i requires 0 <= i <= |edges| => if i < |edges| then graph.from[edges[i]] else graph.from[edges[0]]);
    forall i | 0 <= i < |walk| - 1 ensures graph.IsEdge(walk[i], walk[i + 1]) {
      assert graph.from[edges[i]] == walk[i] && graph.to[edges[i]] == walk[i + 1];
    }
  }

/// A cycle that is accepted proves that there is no order.
  lemma ACycleMeansNoOrder(graph: Graph, edges: seq<Int32>)
    requires graph.IsCycle(edges)
    ensures !graph.IsAcyclic() && forall order :: !graph.IsOrder(order)
  {
    ACycleIsASimpleClosedWalk(graph, edges);
    forall order ensures !graph.IsOrder(order) {
      if graph.IsOrder(order) { AnOrderMeansNoCycle(graph, order); }
    }
  }

/// No graph has both an order and a cycle, so no proposal can be accepted against the truth.
  lemma NoGraphHasBoth(graph: Graph, order: seq<Int32>, edges: seq<Int32>)
    ensures !(graph.IsOrder(order) && graph.IsCycle(edges))
  {
    if graph.IsOrder(order) && graph.IsCycle(edges) {
      ACycleMeansNoOrder(graph, edges);
    }
  }
}

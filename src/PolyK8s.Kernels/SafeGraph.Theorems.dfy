include "SafeGraph.dfy"

/// Why a checked order and a checked cycle can be trusted.
module SafeGraphTheorems {
  import opened Int32s
  import opened SafeGraph

/// G1: a graph with an accepted order has no cycle.
  lemma OrderedGraphsAreAcyclic(graph: Graph, order: seq<Int32>)
    requires graph.WellFormed() && graph.IsTopologicalOrder(order)
    ensures graph.Acyclic()
  {
    forall walk | graph.IsWalk(walk) ensures walk[0] != walk[|walk| - 1] {
      WalksGoForward(graph, order, walk);
    }
  }

  // Every walk ends further on in the order than it began.
  lemma WalksGoForward(graph: Graph, order: seq<Int32>, walk: seq<Int32>)
    requires graph.WellFormed() && graph.IsTopologicalOrder(order) && graph.IsWalk(walk)
    ensures Before(order, walk[0], walk[|walk| - 1])
    ensures walk[0] != walk[|walk| - 1]
    decreases |walk|
  {
    var last := |walk| - 1;
    assert graph.HasEdge(walk[last - 1], walk[last]);
    assert Before(order, walk[last - 1], walk[last]);
    if last > 1 {
      var shorter := walk[..last];
      assert graph.IsWalk(shorter) by {
        forall i | 0 <= i < |shorter| - 1 ensures graph.HasEdge(shorter[i], shorter[i + 1]) {
          assert graph.HasEdge(walk[i], walk[i + 1]);
        }
      }
      WalksGoForward(graph, order, shorter);
    }
  }

/// G2: an accepted cycle is a closed walk of real edges, so the graph is not acyclic.
  lemma CyclesAreReal(graph: Graph, edges: seq<Int32>)
    requires graph.WellFormed() && graph.IsSimpleCycle(edges)
    ensures !graph.Acyclic()
  {
    var walk := seq(|edges| + 1, i requires 0 <= i <= |edges| reads graph.from, graph.to requires graph.WellFormed() && graph.IsSimpleCycle(edges) =>
      if i < |edges| then graph.from[edges[i]] else graph.to[edges[|edges| - 1]]);
    assert graph.IsWalk(walk) by {
      forall i | 0 <= i < |walk| - 1 ensures graph.HasEdge(walk[i], walk[i + 1]) {
        assert graph.from[edges[i]] == walk[i];
        assert graph.to[edges[i]] == walk[i + 1];
      }
    }
    assert walk[0] == walk[|walk| - 1];
  }

/// G2: no graph has both an accepted order and an accepted cycle.
  lemma NeverBothOrderAndCycle(graph: Graph, order: seq<Int32>, edges: seq<Int32>)
    requires graph.WellFormed()
    ensures !(graph.IsTopologicalOrder(order) && graph.IsSimpleCycle(edges))
  {
    if graph.IsTopologicalOrder(order) && graph.IsSimpleCycle(edges) {
      OrderedGraphsAreAcyclic(graph, order);
      CyclesAreReal(graph, edges);
    }
  }
}

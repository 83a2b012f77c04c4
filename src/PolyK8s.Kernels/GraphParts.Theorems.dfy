include "GraphParts.dfy"

/// Why accepted parts may be believed.
module GraphPartsTheorems {
  import opened Int32s
  import opened Lists
  import opened SafeGraph
  import opened GraphParts

/// A node leads to another: it is the other, or there is a walk.
  ghost predicate Leads(graph: Graph, start: Int32, end: Int32) {
    start == end || exists walk :: graph.IsWalk(walk) && walk[0] == start && walk[|walk| - 1] == end
  }

/// An edge in front of a way.
  lemma AuxStep(graph: Graph, start: Int32, next: Int32, end: Int32)
    requires graph.IsEdge(start, next) && Leads(graph, next, end)
    ensures Leads(graph, start, end)
  {
    if next == end {
      assert graph.IsWalk([start, next]);
    } else {
      var walk :| graph.IsWalk(walk) && walk[0] == next && walk[|walk| - 1] == end;
      var longer := [start] + walk;
      forall i | 0 <= i < |longer| - 1 ensures graph.IsEdge(longer[i], longer[i + 1]) {
        if i > 0 { assert graph.IsEdge(walk[i - 1], walk[i]); }
      }
      assert graph.IsWalk(longer) && longer[0] == start && longer[|longer| - 1] == end;
    }
  }

/// Two ways end to end.
  lemma AuxJoin(graph: Graph, start: Int32, middle: Int32, end: Int32)
    requires Leads(graph, start, middle) && Leads(graph, middle, end)
    ensures Leads(graph, start, end)
  {
    if start != middle && middle != end {
      var one :| graph.IsWalk(one) && one[0] == start && one[|one| - 1] == middle;
      var two :| graph.IsWalk(two) && two[0] == middle && two[|two| - 1] == end;
      var walk := one + two[1..];
      forall i | 0 <= i < |walk| - 1 ensures graph.IsEdge(walk[i], walk[i + 1]) {
        if i < |one| - 1 { assert graph.IsEdge(one[i], one[i + 1]); } else {
          assert graph.IsEdge(two[i - |one| + 1], two[i - |one| + 2]);
        }
      }
      assert graph.IsWalk(walk) && walk[0] == start && walk[|walk| - 1] == end;
    }
  }

/// Every node leads to its root.
  lemma AuxBack(parts: Parts, node: Int32)
    requires parts.Hold() && parts.graph.IsNode(node)
    ensures Leads(parts.graph, node, parts.root[parts.part[node]])
    decreases if parts.back.left[node] > 0 then parts.back.left[node] as int else 0
  {
    assert parts.IsOnItsWay(parts.back, node, true);
    if parts.back.left[node] > 0 {
      var e := parts.back.next[node];
      AuxBack(parts, parts.graph.to[e]);
      assert parts.graph.IsEdge(node, parts.graph.to[e]) by { assert parts.graph.from[e as int] == node; }
      AuxStep(parts.graph, node, parts.graph.to[e], parts.root[parts.part[node]]);
    }
  }

/// Its root leads to every node.
  lemma AuxForth(parts: Parts, node: Int32)
    requires parts.Hold() && parts.graph.IsNode(node)
    ensures Leads(parts.graph, parts.root[parts.part[node]], node)
    decreases if parts.forth.left[node] > 0 then parts.forth.left[node] as int else 0
  {
    assert parts.IsOnItsWay(parts.forth, node, false);
    if parts.forth.left[node] > 0 {
      var e := parts.forth.next[node];
      var before := parts.graph.from[e];
      AuxForth(parts, before);
      assert parts.graph.IsEdge(before, node) by { assert parts.graph.to[e as int] == node; }
      AuxStep(parts.graph, before, node, node);
      AuxJoin(parts.graph, parts.root[parts.part[node]], before, node);
    }
  }

/// Along a walk part numbers never rise.
  lemma AuxDown(parts: Parts, walk: seq<Int32>)
    requires parts.AreNumbered() && parts.graph.IsWalk(walk)
    ensures parts.graph.IsNode(walk[0]) && parts.graph.IsNode(walk[|walk| - 1])
    ensures parts.part[walk[|walk| - 1]] <= parts.part[walk[0]]
  {
    var last := |walk| - 1;
    assert parts.graph.IsEdge(walk[last - 1], walk[last]);
    if last > 1 {
      var shorter := walk[..last];
      forall i | 0 <= i < |shorter| - 1 ensures parts.graph.IsEdge(shorter[i], shorter[i + 1]) {
        assert parts.graph.IsEdge(walk[i], walk[i + 1]);
      }
      AuxDown(parts, shorter);
    }
  }

/// Two nodes are in one part exactly when each leads to the other: parts that are accepted are the circles, no more and no less.
  lemma OnePartExactlyWhenBothWays(parts: Parts, left: Int32, right: Int32)
    requires parts.Hold() && parts.graph.IsNode(left) && parts.graph.IsNode(right)
    ensures parts.part[left] == parts.part[right] <==> Leads(parts.graph, left, right) && Leads(parts.graph, right, left)
  {
    if parts.part[left] == parts.part[right] {
      AuxBack(parts, left);
      AuxForth(parts, right);
      AuxJoin(parts.graph, left, parts.root[parts.part[left]], right);
      AuxBack(parts, right);
      AuxForth(parts, left);
      AuxJoin(parts.graph, right, parts.root[parts.part[left]], left);
    } else if Leads(parts.graph, left, right) && Leads(parts.graph, right, left) {
      var one :| parts.graph.IsWalk(one) && one[0] == left && one[|one| - 1] == right;
      var two :| parts.graph.IsWalk(two) && two[0] == right && two[|two| - 1] == left;
      AuxDown(parts, one);
      AuxDown(parts, two);
    }
  }

/// Between parts nothing goes round: a walk that leaves a part never comes back to it.
  lemma BetweenPartsNothingGoesRound(parts: Parts, walk: seq<Int32>, other: int)
    requires parts.Hold() && parts.graph.IsWalk(walk) && 0 < other < |walk| - 1
    requires parts.graph.IsNode(walk[0]) && parts.graph.IsNode(walk[other]) && parts.graph.IsNode(walk[|walk| - 1])
    requires parts.part[walk[0]] != parts.part[walk[other]]
    ensures parts.part[walk[|walk| - 1]] != parts.part[walk[0]]
  {
    var one, two := walk[..other + 1], walk[other..];
    forall i | 0 <= i < |one| - 1 ensures parts.graph.IsEdge(one[i], one[i + 1]) { assert parts.graph.IsEdge(walk[i], walk[i + 1]); }
    forall i | 0 <= i < |two| - 1 ensures parts.graph.IsEdge(two[i], two[i + 1]) { assert parts.graph.IsEdge(walk[other + i], walk[other + i + 1]); }
    AuxDown(parts, one);
    AuxDown(parts, two);
  }
}

include "SafeGraph.dfy"

/// The parts of a graph that go round in a circle: nodes that wait for one another both ways.
module GraphParts {
  import opened Int32s
  import opened Lists
  import opened SafeGraph

/// Ways through a part, to or from its root: for every node the next edge of its way, and how many are left.
  datatype Ways = Ways(next: List<Int32>, left: List<Int32>)

/// The part of each node, the root of each part, and a way from each node to its root (`back`) and one to it (`forth`).
  datatype Parts = Parts(graph: Graph, part: List<Int32>, root: List<Int32>, back: Ways, forth: Ways) {
    ghost predicate AreSized() {
      && graph.IsWhole() && |part| == |back.next| == |back.left| == |forth.next| == |forth.left| == graph.size as int
    }

/// Parts and roots are numbers of parts and nodes, and a part is never left for a later one.
    ghost predicate AreNumbered() {
      && AreSized()
      && (forall v :: 0 <= v < |part| ==> 0 <= part[v] as int < |root|)
      && forall e :: 0 <= e < |graph.from| ==> part[graph.to[e]] <= part[graph.from[e]]
    }

/// The node is the root, or an edge leads on (`ahead`) or hither within the part, and fewer are left from there.
    predicate IsOnItsWay(ways: Ways, node: Int32, ahead: bool)
      requires |graph.from| == |graph.to| && |graph.from| < 0x7fff_ffff
      requires 0 <= node as int < |part| && |part| == |ways.next| == |ways.left| && 0 <= part[node] as int < |root|
      requires forall e :: 0 <= e < |graph.from| ==> 0 <= graph.from[e] as int < |part| && 0 <= graph.to[e] as int < |part|
    {
      || (ways.left[node] == 0 && node == root[part[node]])
      || (ways.left[node] > 0 && 0 <= ways.next[node] && ways.next[node] < |graph.from| as Int32
          && (var here, there := if ahead then graph.from[ways.next[node]] else graph.to[ways.next[node]], if ahead then graph.to[ways.next[node]] else graph.from[ways.next[node]];
              here == node && part[there] == part[node] && 0 <= ways.left[there] < ways.left[node]))
    }

/// Every node has its ways.
    ghost predicate Hold() {
      AreNumbered() && forall node: Int32 :: 0 <= node < graph.size ==> IsOnItsWay(back, node, true) && IsOnItsWay(forth, node, false)
    }

/// Whether a division into parts may be believed.
    method Accepts() returns (accepted: bool)
      ensures accepted <==> Hold()
    {
      var nodes, edges, roots := |part| as Int32, |graph.from| as Int32, |root| as Int32;
      if nodes != graph.size || edges != |graph.to| as Int32 || nodes != |back.next| as Int32 || nodes != |back.left| as Int32
         || nodes != |forth.next| as Int32 || nodes != |forth.left| as Int32 { return false; }
      for v: Int32 := 0 to nodes
        invariant forall u :: 0 <= u < v ==> 0 <= part[u] as int < |root|
      {
        if part[v] < 0 || part[v] >= roots { return false; }
      }
      for e: Int32 := 0 to edges
        invariant forall d :: 0 <= d < e ==> graph.IsNode(graph.from[d]) && graph.IsNode(graph.to[d]) && part[graph.to[d]] <= part[graph.from[d]]
      {
        var waiting, awaited := graph.from[e], graph.to[e];
        if !graph.IsNode(waiting) || !graph.IsNode(awaited) || part[waiting] < part[awaited] { return false; }
      }
      for v: Int32 := 0 to nodes
        invariant forall u: Int32 :: 0 <= u < v ==> IsOnItsWay(back, u, true) && IsOnItsWay(forth, u, false)
      {
        if !IsOnItsWay(back, v, true) || !IsOnItsWay(forth, v, false) { return false; }
      }
      return true;
    }
  }
}

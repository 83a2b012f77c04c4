include "SafeGraph.dfy"

/// Layers of a graph: what may be done together, and what must be done before.
module GraphLayers {
  import opened Int32s
  import opened Lists
  import opened SafeGraph

/// A number for every node of a graph.
  datatype Layers = Layers(graph: Graph, layer: List<Int32>) {
/// Everything stands in a later layer than all it waits for.
    ghost predicate AreValid() {
      && graph.IsWhole() && |layer| == graph.size as int
      && (forall v :: 0 <= v < |layer| ==> layer[v] >= 0)
      && forall e :: 0 <= e < |graph.from| ==> layer[graph.to[e]] < layer[graph.from[e]]
    }

/// One of the edges seen so far leads from the node into the layer just before its own.
    ghost predicate HasReason(node: Int32, seen: int)
      requires graph.IsWhole() && |layer| == graph.size as int && graph.IsNode(node) && 0 <= seen <= |graph.from|
    {
      exists e :: 0 <= e < seen && graph.from[e] == node && layer[graph.to[e]] as int + 1 == layer[node] as int
    }

/// And in no later one than it must: a layer above the first has its reason in the layer before.
    ghost predicate AreTight() {
      AreValid() && forall v: Int32 :: 0 <= v < graph.size && layer[v] > 0 ==> HasReason(v, |graph.from|)
    }

/// Whether layers may be believed.
    method Accepts() returns (accepted: bool)
      ensures accepted <==> AreTight()
    {
      var nodes, edges := |layer| as Int32, |graph.from| as Int32;
      if nodes != graph.size || edges != |graph.to| as Int32 { return false; }
      for v: Int32 := 0 to nodes
        invariant forall u :: 0 <= u < v ==> layer[u] >= 0
      {
        if layer[v] < 0 { return false; }
      }
      for e: Int32 := 0 to edges
        invariant forall d :: 0 <= d < e ==> graph.IsNode(graph.from[d]) && graph.IsNode(graph.to[d]) && layer[graph.to[d]] < layer[graph.from[d]]
      {
        var waiting, awaited := graph.from[e], graph.to[e];
        if !graph.IsNode(waiting) || !graph.IsNode(awaited) || layer[waiting] <= layer[awaited] { return false; }
      }
      accepted := Explains();
    }

/// Whether every layer has its reason.
    method Explains() returns (explains: bool)
      requires AreValid()
      ensures explains <==> AreTight()
    {
      var nodes, edges := |layer| as Int32, |graph.from| as Int32;
      var reason := new bool[nodes](_ => false);
      for e: Int32 := 0 to edges
        invariant forall v: Int32 :: 0 <= v < nodes ==> (reason[v] <==> HasReason(v, e as int))
      {
        var waiting := graph.from[e];
        if layer[graph.to[e]] == layer[waiting] - 1 { reason[waiting] := true; }
      }
      for v: Int32 := 0 to nodes
        invariant forall u: Int32 :: 0 <= u < v && layer[u] > 0 ==> HasReason(u, |graph.from|)
      {
        if layer[v] > 0 && !reason[v] { return false; }
      }
      return true;
    }
  }

/// Steps taken one after another, and the wave each node declares; `waveOf` tells the wave of each step.
  datatype Schedule = Schedule(graph: Graph, step: List<Int32>, wave: List<Int32>, waveOf: List<Int32>) {
/// Every edge leads to an earlier step, every node stands in a step of its own wave, and waves never go back.
    ghost predicate Holds() {
      && graph.IsWhole() && |step| == |wave| == graph.size as int
      && (forall v :: 0 <= v < |step| ==> 0 <= step[v] as int < |waveOf| && waveOf[step[v]] == wave[v])
      && (forall s :: 0 < s < |waveOf| ==> waveOf[s - 1] <= waveOf[s])
      && forall e :: 0 <= e < |graph.from| ==> step[graph.to[e]] < step[graph.from[e]]
    }

/// Whether a schedule may be believed.
    method Accepts() returns (accepted: bool)
      ensures accepted <==> Holds()
    {
      var nodes, edges, steps := |step| as Int32, |graph.from| as Int32, |waveOf| as Int32;
      if nodes != graph.size || edges != |graph.to| as Int32 || nodes != |wave| as Int32 { return false; }
      for v: Int32 := 0 to nodes
        invariant forall u :: 0 <= u < v ==> 0 <= step[u] as int < |waveOf| && waveOf[step[u]] == wave[u]
      {
        if step[v] < 0 || step[v] >= steps || waveOf[step[v]] != wave[v] { return false; }
      }
      for s: Int32 := 1 to if steps < 1 then 1 else steps
        invariant forall r :: 0 < r < s ==> waveOf[r - 1] <= waveOf[r]
      {
        if waveOf[s - 1] > waveOf[s] {
          assert 0 < s as int < |waveOf| && waveOf[s as int - 1] > waveOf[s as int];
          return false;
        }
      }
      for e: Int32 := 0 to edges
        invariant forall d :: 0 <= d < e ==> graph.IsNode(graph.from[d]) && graph.IsNode(graph.to[d]) && step[graph.to[d]] < step[graph.from[d]]
      {
        var waiting, awaited := graph.from[e], graph.to[e];
        if !graph.IsNode(waiting) || !graph.IsNode(awaited) || step[waiting] <= step[awaited] { return false; }
      }
      return true;
    }
  }
}

include "GraphLayers.dfy"
include "SafeGraph.Theorems.dfy"

/// Why accepted layers and schedules may be believed.
module GraphLayersTheorems {
  import opened Int32s
  import opened Lists
  import opened SafeGraph
  import opened GraphLayers

/// Along a walk layers go down.
  lemma AuxWalksGoDown(layers: Layers, walk: seq<Int32>)
    requires layers.AreValid() && layers.graph.IsWalk(walk)
    ensures layers.graph.IsNode(walk[0]) && layers.graph.IsNode(walk[|walk| - 1])
    ensures layers.layer[walk[|walk| - 1]] < layers.layer[walk[0]]
  {
    var last := |walk| - 1;
    assert layers.graph.IsEdge(walk[last - 1], walk[last]);
    if last > 1 {
      var shorter := walk[..last];
      forall i | 0 <= i < |shorter| - 1 ensures layers.graph.IsEdge(shorter[i], shorter[i + 1]) {
        assert layers.graph.IsEdge(walk[i], walk[i + 1]);
      }
      AuxWalksGoDown(layers, shorter);
    }
  }

/// Within one layer nothing waits for anything, however long the way round: all of it may be done together.
  lemma WithinALayerNothingWaits(layers: Layers, walk: seq<Int32>)
    requires layers.AreTight() && layers.graph.IsWalk(walk)
    ensures layers.graph.IsNode(walk[0]) && layers.graph.IsNode(walk[|walk| - 1])
    ensures layers.layer[walk[0]] != layers.layer[walk[|walk| - 1]]
  {
    AuxWalksGoDown(layers, walk);
  }

/// Layers that are accepted prove that nothing waits for itself.
  lemma LayersMeanNoCycle(layers: Layers)
    requires layers.AreTight()
    ensures layers.graph.IsAcyclic()
  {
    forall walk | layers.graph.IsWalk(walk) ensures walk[0] != walk[|walk| - 1] {
      AuxWalksGoDown(layers, walk);
    }
  }

/// No division into layers puts anything earlier: layers that are accepted are as few as can be.
  lemma LayersAreAsFewAsCanBe(layers: Layers, other: Layers, node: Int32)
    requires layers.AreTight() && other.AreValid() && other.graph == layers.graph && layers.graph.IsNode(node)
    ensures layers.layer[node] <= other.layer[node]
    decreases layers.layer[node]
  {
    if layers.layer[node] > 0 {
      assert layers.HasReason(node, |layers.graph.from|);
      var e :| 0 <= e < |layers.graph.from| && layers.graph.from[e] == node && layers.layer[layers.graph.to[e]] as int + 1 == layers.layer[node] as int;
      LayersAreAsFewAsCanBe(layers, other, layers.graph.to[e]);
    }
  }

/// The layers do not depend on the order in which the edges are given, nor on giving one twice.
  lemma LayersDependOnlyOnTheEdges(left: Layers, right: Layers, node: Int32)
    requires left.AreTight() && right.AreTight() && left.graph.size == right.graph.size && left.graph.IsNode(node)
    requires forall a, b :: left.graph.IsEdge(a, b) <==> right.graph.IsEdge(a, b)
    ensures left.layer[node] == right.layer[node]
  {
    AuxFits(left, right);
    AuxFits(right, left);
    LayersAreAsFewAsCanBe(left, Layers(left.graph, right.layer), node);
    LayersAreAsFewAsCanBe(right, Layers(right.graph, left.layer), node);
  }

/// Layers of a graph are layers of another with the same edges.
  lemma AuxFits(one: Layers, other: Layers)
    requires one.AreTight() && other.AreTight() && one.graph.size == other.graph.size
    requires forall a, b :: one.graph.IsEdge(a, b) <==> other.graph.IsEdge(a, b)
    ensures Layers(one.graph, other.layer).AreValid()
  {
    forall e | 0 <= e < |one.graph.from| ensures other.layer[one.graph.to[e]] < other.layer[one.graph.from[e]] {
      assert one.graph.IsEdge(one.graph.from[e], one.graph.to[e]);
      assert other.graph.IsEdge(one.graph.from[e], one.graph.to[e]);
    }
  }

/// What is applied in an order may be deleted in the reverse of it: nothing goes before all that waits for it is gone.
  lemma TheReverseDeletes(graph: Graph, order: seq<Int32>)
    requires graph.IsOrder(order)
    ensures Graph(graph.size, graph.to, graph.from).IsOrder(AuxReverse(order))
  {
    var reverse := AuxReverse(order);
    var turned := Graph(graph.size, graph.to, graph.from);
    forall e | 0 <= e < |turned.from| ensures Graph.StandsBefore(reverse, turned.to[e], turned.from[e]) {
      assert Graph.StandsBefore(order, graph.to[e], graph.from[e]);
      var i, j :| 0 <= i < j < |order| && order[i] == graph.to[e] && order[j] == graph.from[e];
      assert reverse[|order| - 1 - j] == graph.from[e] && reverse[|order| - 1 - i] == graph.to[e];
    }
  }

/// A list from its end to its beginning.
  ghost function AuxReverse(order: seq<Int32>): seq<Int32> {
    seq(|order|, i requires 0 <= i < |order| => order[|order| - 1 - i])
  }

/// A schedule that is accepted obeys every edge and every wave: of two waves, all of the earlier comes first.
  lemma AScheduleObeysWaves(schedule: Schedule, first: Int32, second: Int32)
    requires schedule.Holds() && schedule.graph.IsNode(first) && schedule.graph.IsNode(second)
    requires schedule.wave[first] < schedule.wave[second]
    ensures schedule.step[first] < schedule.step[second]
  {
    if schedule.step[second] <= schedule.step[first] {
      AuxWavesClimb(schedule, schedule.step[second] as int, schedule.step[first] as int);
    }
  }

/// Waves never go back.
  lemma AuxWavesClimb(schedule: Schedule, earlier: int, later: int)
    requires schedule.Holds() && 0 <= earlier <= later < |schedule.waveOf|
    ensures schedule.waveOf[earlier] <= schedule.waveOf[later]
    decreases later - earlier
  {
    if earlier < later {
      AuxWavesClimb(schedule, earlier, later - 1);
      assert 0 < later < |schedule.waveOf|;
    }
  }

/// Where something waits for what is in a later wave, there is no schedule.
  lemma AnInversionMeansNoSchedule(schedule: Schedule, edge: int)
    requires schedule.graph.IsWhole() && |schedule.wave| == schedule.graph.size as int && 0 <= edge < |schedule.graph.from|
    requires schedule.wave[schedule.graph.to[edge]] > schedule.wave[schedule.graph.from[edge]]
    ensures !schedule.Holds()
  {
    if schedule.Holds() {
      AScheduleObeysWaves(schedule, schedule.graph.from[edge], schedule.graph.to[edge]);
    }
  }
}

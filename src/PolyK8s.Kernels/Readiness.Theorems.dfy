include "Readiness.dfy"

/// Why an accepted ranking may be believed.
module ReadinessTheorems {
  import opened Int32s
  import opened Lists
  import opened SafeGraph
  import opened Readiness

/// What is ready stays ready.
  lemma AuxStaysReady(waits: Waits, node: Int32, steps: nat, more: nat)
    requires waits.AreWhole() && waits.graph.IsNode(node) && steps <= more && waits.ReadyWithin(node, steps)
    ensures waits.ReadyWithin(node, more)
    decreases steps
  {
    var graph := waits.graph;
    forall e | 0 <= e < |graph.from| && graph.from[e] == node && waits.ReadyWithin(graph.to[e], steps - 1)
      ensures waits.ReadyWithin(graph.to[e], more - 1)
    {
      AuxStaysReady(waits, graph.to[e], steps - 1, more - 1);
    }
  }

/// A node of a rank is ready after that many steps.
  lemma AuxRankedIsReady(waits: Waits, rank: List<Int32>, node: Int32)
    requires waits.IsRanking(rank) && waits.graph.IsNode(node) && rank[node] >= 0
    ensures waits.ReadyWithin(node, rank[node] as nat + 1)
    decreases rank[node]
  {
    var graph := waits.graph;
    assert waits.IsExplained(rank, node);
    if waits.any[node] {
      var e: Int32 :| 0 <= e < |graph.from| as Int32 && graph.from[e] == node && waits.Speaks(rank, e);
      AuxRankedIsReady(waits, rank, graph.to[e]);
      AuxStaysReady(waits, graph.to[e], rank[graph.to[e]] as nat + 1, rank[node] as nat);
      assert waits.ReadyWithin(graph.to[e as int], rank[node] as nat);
    } else {
      forall e | 0 <= e < |graph.from| && graph.from[e] == node ensures waits.ReadyWithin(graph.to[e], rank[node] as nat) {
        assert waits.Speaks(rank, e as Int32);
        AuxRankedIsReady(waits, rank, graph.to[e]);
        AuxStaysReady(waits, graph.to[e], rank[graph.to[e]] as nat + 1, rank[node] as nat);
      }
    }
  }

/// What is ready has a rank.
  lemma AuxReadyIsRanked(waits: Waits, rank: List<Int32>, node: Int32, steps: nat)
    requires waits.IsRanking(rank) && waits.graph.IsNode(node) && waits.ReadyWithin(node, steps)
    ensures rank[node] >= 0
    decreases steps
  {
    var graph := waits.graph;
    assert waits.IsExplained(rank, node);
    if rank[node] < 0 {
      if waits.any[node] {
        var e :| 0 <= e < |graph.from| && graph.from[e] == node && waits.ReadyWithin(graph.to[e], steps - 1);
        AuxReadyIsRanked(waits, rank, graph.to[e], steps - 1);
        assert !waits.Speaks(rank, e as Int32);
      } else {
        var e: Int32 :| 0 <= e < |graph.from| as Int32 && graph.from[e] == node && waits.Speaks(rank, e);
        assert waits.ReadyWithin(graph.to[e as int], steps - 1);
        AuxReadyIsRanked(waits, rank, graph.to[e], steps - 1);
      }
    }
  }

/// A ranking that is accepted separates exactly what can become ready from what never can: no false deadlock, none missed.
  lemma RankedExactlyWhenItCanBecomeReady(waits: Waits, rank: List<Int32>, node: Int32)
    requires waits.IsRanking(rank) && waits.graph.IsNode(node)
    ensures rank[node] >= 0 <==> waits.CanBecomeReady(node)
  {
    if rank[node] >= 0 {
      AuxRankedIsReady(waits, rank, node);
    }
    if waits.CanBecomeReady(node) {
      var steps: nat :| waits.ReadyWithin(node, steps);
      AuxReadyIsRanked(waits, rank, node, steps);
    }
  }

/// What can become ready is the least set there is: whatever holds all whose waits are fulfilled within it, holds it.
  lemma ReadyIsTheLeastFixpoint(waits: Waits, closed: set<Int32>, node: Int32, steps: nat)
    requires waits.AreWhole() && waits.graph.IsNode(node) && waits.ReadyWithin(node, steps)
    requires forall v: Int32 :: waits.graph.IsNode(v) && AuxFulfilled(waits, closed, v) ==> v in closed
    ensures node in closed
    decreases steps
  {
    var graph := waits.graph;
    forall e | 0 <= e < |graph.from| && graph.from[e] == node && waits.ReadyWithin(graph.to[e], steps - 1) ensures graph.to[e] in closed {
      ReadyIsTheLeastFixpoint(waits, closed, graph.to[e], steps - 1);
    }
    assert AuxFulfilled(waits, closed, node);
  }

/// All that a node waits for, or one of it where one is enough, is in a set.
  ghost predicate AuxFulfilled(waits: Waits, ready: set<Int32>, node: Int32)
    requires waits.AreWhole() && waits.graph.IsNode(node)
  {
    if waits.any[node]
    then exists e :: 0 <= e < |waits.graph.from| && waits.graph.from[e] == node && waits.graph.to[e] in ready
    else forall e :: 0 <= e < |waits.graph.from| && waits.graph.from[e] == node ==> waits.graph.to[e] in ready
  }

/// In a deadlock everything is held by something in it: a node that waits for all has a target that is never ready
/// either, and of a node that one target would satisfy none ever is.
  lemma TheDeadlockedHoldOneAnother(waits: Waits, rank: List<Int32>, node: Int32)
    requires waits.IsRanking(rank) && waits.graph.IsNode(node) && rank[node] < 0
    ensures if waits.any[node]
            then forall e :: 0 <= e < |waits.graph.from| && waits.graph.from[e] == node ==> rank[waits.graph.to[e]] < 0
            else exists e :: 0 <= e < |waits.graph.from| && waits.graph.from[e] == node && rank[waits.graph.to[e]] < 0
  {
    var graph := waits.graph;
    assert waits.IsExplained(rank, node);
    if waits.any[node] {
      forall e | 0 <= e < |graph.from| && graph.from[e] == node ensures rank[graph.to[e]] < 0 {
        assert waits.Speaks(rank, e as Int32);
      }
    } else {
      var e: Int32 :| 0 <= e < |graph.from| as Int32 && graph.from[e] == node && waits.Speaks(rank, e);
      assert rank[graph.to[e as int]] < 0;
    }
  }

/// More edges.
  ghost function AuxMore(waits: Waits, waiting: Int32, awaited: Int32): Waits
    requires waits.AreWhole() && |waits.graph.from| < 0x7fff_fffe
  {
    waits.(graph := Graph(waits.graph.size, waits.graph.from + [waiting], waits.graph.to + [awaited]))
  }

/// One more thing to wait for never makes anything ready.
  lemma AnotherWaitReadiesNothing(waits: Waits, waiting: Int32, awaited: Int32, node: Int32, steps: nat)
    requires waits.AreWhole() && |waits.graph.from| < 0x7fff_fffe
    requires waits.graph.IsNode(waiting) && waits.graph.IsNode(awaited) && waits.graph.IsNode(node)
    requires !waits.any[waiting] && AuxMore(waits, waiting, awaited).AreWhole()
    requires AuxMore(waits, waiting, awaited).ReadyWithin(node, steps)
    ensures waits.ReadyWithin(node, steps)
    decreases steps
  {
    var more := AuxMore(waits, waiting, awaited);
    forall e | 0 <= e < |waits.graph.from| && waits.graph.from[e] == node && more.ReadyWithin(more.graph.to[e], steps - 1)
      ensures waits.ReadyWithin(waits.graph.to[e], steps - 1)
    {
      AnotherWaitReadiesNothing(waits, waiting, awaited, waits.graph.to[e], steps - 1);
    }
    if waits.any[node] {
      var e :| 0 <= e < |more.graph.from| && more.graph.from[e] == node && more.ReadyWithin(more.graph.to[e], steps - 1);
      assert e < |waits.graph.from|;
    } else {
      forall e | 0 <= e < |waits.graph.from| && waits.graph.from[e] == node ensures waits.ReadyWithin(waits.graph.to[e], steps - 1) {
        assert more.graph.from[e] == node;
        assert more.ReadyWithin(more.graph.to[e], steps - 1);
      }
    }
  }

/// One more alternative never makes a deadlock.
  lemma AnotherAlternativeDeadlocksNothing(waits: Waits, waiting: Int32, awaited: Int32, node: Int32, steps: nat)
    requires waits.AreWhole() && |waits.graph.from| < 0x7fff_fffe
    requires waits.graph.IsNode(waiting) && waits.graph.IsNode(awaited) && waits.graph.IsNode(node)
    requires waits.any[waiting] && AuxMore(waits, waiting, awaited).AreWhole()
    requires waits.ReadyWithin(node, steps)
    ensures AuxMore(waits, waiting, awaited).ReadyWithin(node, steps)
    decreases steps
  {
    var more := AuxMore(waits, waiting, awaited);
    forall e | 0 <= e < |waits.graph.from| && waits.graph.from[e] == node && waits.ReadyWithin(waits.graph.to[e], steps - 1)
      ensures more.ReadyWithin(more.graph.to[e], steps - 1)
    {
      AnotherAlternativeDeadlocksNothing(waits, waiting, awaited, waits.graph.to[e], steps - 1);
    }
    if waits.any[node] {
      var e :| 0 <= e < |waits.graph.from| && waits.graph.from[e] == node && waits.ReadyWithin(waits.graph.to[e], steps - 1);
      assert more.graph.from[e] == node && more.ReadyWithin(more.graph.to[e], steps - 1);
    } else {
      forall e | 0 <= e < |more.graph.from| && more.graph.from[e] == node ensures more.ReadyWithin(more.graph.to[e], steps - 1) {
        assert e < |waits.graph.from|;
      }
    }
  }
}

include "Prelude.dfy"

/// A rollout as a machine that counts Pods: what the controller does next, and what becomes of it when Pods become ready.
///
/// Mirrors `rolling.go` and `recreate.go` of the Deployment controller, `stateful_set_control.go` and the DaemonSet's
/// `update.go`. Where a controller may choose which Pod to remove, the machine removes a ready one: what holds of the
/// machine holds of every choice.
module Rollout {
  import opened Int32s
  import opened Lists

/// A number of Pods. Every count of a machine is at most `Most`, so that no sum or product of two leaves 64 bits.
  newtype {:nativeType "long"} Count = x: int | -0x4000_0000_0000_0000 <= x < 0x4000_0000_0000_0000

/// A billion Pods: far beyond any cluster, and small enough to add and multiply.
  const Most: Count := 0x2000_0000

  datatype Pods = Pods(ready: Count, unready: Count) {
    predicate Valid() { 0 <= ready <= Most && 0 <= unready <= Most }

    function Total(): Count
      requires Valid()
    { ready + unready }

/// Without `n` of them: those that are not ready first, as a ReplicaSet removes them.
    function Down(n: Count): Pods
      requires Valid() && 0 <= n <= Total()
      ensures Down(n).Valid() && Down(n).Total() == Total() - n
    {
      if n <= unready then Pods(ready, unready - n) else Pods(ready - (n - unready), 0)
    }

/// With `n` more, which are not ready yet.
    function Up(n: Count): Pods
      requires Valid() && 0 <= n <= Most - unready
    { Pods(ready, unready + n) }
  }

/// How Pods are replaced: a Deployment's two strategies; one by one from the top as a StatefulSet does, which keeps the
/// Pods below its partition; in place on every node as a DaemonSet does.
  datatype Strategy = RollingUpdate | Recreate | OneByOne(kept: Count) | InPlace

/// One rollout at one moment. `settled` while nothing but the number of replicas changed since it was last complete.
  datatype Machine = Machine(strategy: Strategy, wanted: Count, surge: Count, unavailable: Count, outdated: Pods, updated: Pods, settled: bool) {
    predicate Valid() {
      && outdated.Valid() && updated.Valid() && outdated.ready + outdated.unready + updated.ready + updated.unready <= Most
      && 0 <= wanted && 0 <= surge && wanted <= Most && surge <= Most && wanted + surge <= Most
      && 0 <= unavailable <= wanted && (strategy.OneByOne? ==> 0 <= strategy.kept <= Most)
    }

/// Whether the strategy can move at all: after the fenceposts at least one Pod may be missing or one too many.
    predicate CanMove()
      requires Valid()
    {
      match strategy
      case RollingUpdate => wanted == 0 || surge + unavailable > 0
      case InPlace => wanted == 0 || unavailable > 0
      case _ => true
    }

    function Total(): Count
      requires Valid()
    { outdated.Total() + updated.Total() }

    function Available(): Count
      requires Valid()
    { outdated.ready + updated.ready }

    function Unready(): Count
      requires Valid()
    { outdated.unready + updated.unready }

/// How many old Pods are to stay.
    function Kept(): Count { if strategy.OneByOne? then strategy.kept else 0 }

    predicate IsDone()
      requires Valid()
    { Total() == wanted && Unready() == 0 && outdated.ready <= Kept() }

/// What the controller makes of it in one pass.
    function Controlled(): Machine
      requires Valid()
      ensures Controlled().Valid()
    {
      match strategy
      case RollingUpdate => if updated.Total() > wanted || (updated.Total() < wanted && Total() < wanted + surge) then Fitted() else Shrunk()
      case Recreate => if outdated.Total() > 0 then this.(outdated := Pods(0, 0)) else Fitted()
      case OneByOne(_) => if Unready() > 0 then this else if Total() != wanted then OneNearer() else OneReplaced()
      case InPlace => if Total() > wanted then Thinned() else if Total() < wanted then this.(updated := updated.Up(wanted - Total())) else Replaced()
    }

/// The new Pods brought to the number wanted, as far as the ceiling lets them. Mirrors `NewRSNewReplicas`.
    function Fitted(): Machine
      requires Valid() && (updated.Total() < wanted ==> Total() <= wanted + surge)
      ensures Fitted().Valid()
    {
      if updated.Total() > wanted then this.(updated := updated.Down(updated.Total() - wanted))
      else
        var missing, room := wanted - updated.Total(), wanted + surge - Total();
        if room < 0 then this else this.(updated := updated.Up(if room < missing then room else missing))
    }

/// Old Pods given up, as far as the floor lets them: those that are not ready, then ready ones. Mirrors `reconcileOldReplicaSets`.
    function Shrunk(): Machine
      requires Valid()
      ensures Shrunk().Valid()
    {
      var floor := wanted - unavailable;
      var room := Total() - floor - updated.unready;
      if room <= 0 then this
      else
        var sick := if outdated.unready < room then outdated.unready else room;
        var spare := if Available() <= floor then 0 else if Available() - floor < outdated.ready then Available() - floor else outdated.ready;
        this.(outdated := Pods(outdated.ready - spare, outdated.unready - sick))
    }

/// One Pod more or one fewer, the youngest first.
    function OneNearer(): Machine
      requires Valid() && Unready() == 0 && Total() != wanted
      ensures OneNearer().Valid()
    {
      if Total() < wanted then this.(updated := updated.Up(1))
      else if updated.ready > 0 then this.(updated := updated.Down(1)) else this.(outdated := outdated.Down(1))
    }

    function OneReplaced(): Machine
      requires Valid() && Unready() == 0
      ensures OneReplaced().Valid()
    {
      if outdated.ready <= Kept() then this else this.(outdated := outdated.Down(1), updated := updated.Up(1))
    }

/// Too many for the nodes there are: old Pods go first.
    function Thinned(): Machine
      requires Valid() && Total() > wanted
      ensures Thinned().Valid()
    {
      var over := Total() - wanted;
      if outdated.Total() == 0 then this.(updated := updated.Down(over))
      else this.(outdated := outdated.Down(if over < outdated.Total() then over else outdated.Total()))
    }

/// Old Pods that are not ready are replaced at once, ready ones while fewer than `unavailable` are missing.
    function Replaced(): Machine
      requires Valid()
      ensures Replaced().Valid()
    {
      var room := unavailable - Unready();
      var ready := if room <= 0 then 0 else if room < outdated.ready then room else outdated.ready;
      this.(outdated := Pods(outdated.ready - ready, 0), updated := updated.Up(outdated.unready + ready))
    }

/// Every Pod that is not ready becomes ready.
    function Ripened(): Machine
      requires Valid()
      ensures Ripened().Valid()
    { this.(outdated := Pods(outdated.Total(), 0), updated := Pods(updated.Total(), 0)) }

/// Some Pods become ready and nothing else happens.
    ghost predicate Ripens(next: Machine)
      requires Valid()
    {
      next.Valid() && next == this.(outdated := next.outdated, updated := next.updated) && next.outdated.Total() == outdated.Total() && next.updated.Total() == updated.Total()
      && next.outdated.unready <= outdated.unready && next.updated.unready <= updated.unready
    }

/// One thing happens: the controller acts, or Pods become ready.
    ghost predicate Leads(next: Machine)
      requires Valid()
    { next != this && (next == Controlled() || Ripens(next)) }

/// The next moment when the controller acts at once and Pods become ready when it waits; itself when nothing is left to happen.
    function Next(): Machine
      requires Valid()
      ensures Next().Valid() && (Next() != this ==> Leads(Next()))
    { if Controlled() != this then Controlled() else Ripened() }

/// The way to the end, at most `most` moments of it, and never more than a reader could follow.
    method Plan(most: Int32) returns (moments: List<Machine>, ended: bool)
      requires Valid()
      ensures |moments| > 0 && moments[0] == this
      ensures forall i :: 0 <= i < |moments| ==> moments[i].Valid()
      ensures forall i :: 0 < i < |moments| ==> moments[i - 1].Leads(moments[i])
      ensures ended ==> moments[|moments| - 1].Next() == moments[|moments| - 1]
    {
      moments, ended := [this], false;
      var at := this;
      var count: Int32 := 1;
      while count < most && count < 10_000
        invariant |moments| > 0 && moments[0] == this && at == moments[|moments| - 1] && at.Valid()
        invariant |moments| == count as int && 1 <= count
        invariant forall i :: 0 <= i < |moments| ==> moments[i].Valid()
        invariant forall i :: 0 < i < |moments| ==> moments[i - 1].Leads(moments[i])
        decreases most as int - count as int
      {
        var next := at.Next();
        if next == at { return moments, true; }
        at := next;
        moments := moments + [at];
        count := count + 1;
      }
    }
  }
}

include "Prelude.dfy"

/// Certificates that follow one another: who may sign, what a server may show, and what the published bundle must keep.
module Rotation {
  import opened Int32s
  import opened Lists

/// Seconds; far enough from the ends of a long that sums of a few stay inside.
  newtype {:nativeType "long"} Moment = x: int | -0x4000_0000_0000_0000 <= x < 0x4000_0000_0000_0000

/// A span of seconds, below 30,000 years.
  newtype {:nativeType "long"} Span = x: int | 0 <= x < 0x100_0000_0000

  const Never: Moment := 0x3fff_ffff_ffff_ffff

  function Later(moment: Moment, span: Span): Moment {
    if moment < Never - span as Moment then moment + span as Moment else Never
  }

  function Earlier(left: Moment, right: Moment): Moment { if left < right then left else right }

/// A certificate authority: valid from and until, and the moment at which nothing is signed by it any more, `Never` as long
/// as none is set.
  datatype Authority = Authority(begins: Moment, ends: Moment, retires: Moment) {
/// Whether it may sign, as far as somebody knows who has just read it.
    predicate MaySign(now: Moment) { begins <= now < retires && now < ends }

/// Until when what it signs is valid, for a signer who read it at `seen`: never longer than itself.
    function LeafEnds(seen: Moment, lifetime: Span): Moment { Earlier(Later(seen, lifetime), ends) }

/// Whether it can leave the bundle: nothing it signed is still valid, and it signs nothing any more.
    predicate MayLeave(now: Moment, lifetime: Span) { ends <= now || (retires < Never && Later(retires, lifetime) <= now) }

/// Whether a successor is due: two thirds of its life are over.
    predicate IsOld(now: Moment) { begins <= ends && (now as int - begins as int) * 3 >= (ends as int - begins as int) * 2 }
  }

/// What the one who leads does next. One step at a time, and the bundle is published after each.
  datatype Step = Wait | Drop(which: Int32) | Create | Retire(which: Int32)

/// The authorities, oldest first, and how they are treated.
  datatype Plan = Plan(authorities: List<Authority>, lifetime: Span, settling: Span) {
/// The next step.
/// `published`: which of the authorities every API server is known to trust, in the same order.
    method Next(now: Moment, published: List<bool>) returns (step: Step)
      requires |published| == |authorities|
      ensures step.Drop? ==> 0 <= step.which as int < |authorities| && authorities[step.which].MayLeave(now, lifetime)
      ensures step.Retire? ==> IsSuccessorInPlace(now, published) && 0 <= step.which as int < |authorities| - 1
      ensures step.Create? ==> |authorities| == 0 || authorities[|authorities| - 1].IsOld(now) || authorities[|authorities| - 1].retires < Never
    {
      var count := |authorities| as Int32;
      for i: Int32 := 0 to count {
        if authorities[i].MayLeave(now, lifetime) { return Drop(i); }
      }
      if count == 0 { return Create; }
      var newest := authorities[count - 1];
      if newest.retires < Never || newest.IsOld(now) { return Create; }
      if IsSuccessorInPlace(now, published) {
        for i: Int32 := 0 to count - 1 {
          if authorities[i].retires == Never { return Retire(i); }
        }
      }
      return Wait;
    }

/// Whether the newest authority has been trusted everywhere for long enough to take over.
    predicate IsSuccessorInPlace(now: Moment, published: List<bool>)
      requires |published| == |authorities|
    {
      |authorities| > 0 && published[|authorities| - 1] && Later(authorities[|authorities| - 1].begins, settling) <= now
    }

/// The authority a server lets sign its next certificate, the oldest that may and that is trusted; -1 when there is none.
    method Signer(now: Moment, published: List<bool>) returns (which: Int32)
      requires |published| == |authorities|
      ensures -1 <= which as int < |authorities|
      ensures which >= 0 ==> published[which] && authorities[which].MaySign(now)
      ensures which == -1 ==> forall i :: 0 <= i < |authorities| ==> !(published[i] && authorities[i].MaySign(now))
    {
      for i: Int32 := 0 to |authorities| as Int32
        invariant forall j :: 0 <= j < i ==> !(published[j] && authorities[j].MaySign(now))
      {
        if published[i] && authorities[i].MaySign(now) { return i; }
      }
      return -1;
    }
  }
}

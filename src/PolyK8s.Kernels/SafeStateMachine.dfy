include "Rollout.dfy"

/// The states of a rollout, what may follow which, and what may be done in which.
module SafeStateMachine {
  import opened Int32s
  import opened Lists
  import opened Native
  import opened Rollout

  datatype Kind = Deployment | StatefulSet | DaemonSet

/// Observing: the controller has not seen the newest spec. Stalled: the deadline passed, and it may recover.
/// ReplicaFailure: Pods cannot be made. Updating: Pods of an older template are left, or new ones are to be made.
/// Scaling: only the number of Pods is not right. Progressing: Pods have to become available. Available: all is done.
  datatype State = Observing | Paused | Stalled | ReplicaFailure | Updating | Scaling | Progressing | Available {
/// The states a write of the status may lead to: what the controllers can make of this state while the spec stays.
    function Next(): List<State> {
      match this
      case Observing => [Updating, Scaling, Progressing, Available, Stalled, ReplicaFailure]
      case Paused => []
      case Stalled => [Updating, Progressing, Available, ReplicaFailure]
      case ReplicaFailure => [Updating, Scaling, Progressing, Available, Stalled]
      case Updating => [Scaling, Progressing, Available, Stalled, ReplicaFailure]
      case Scaling => [Updating, Progressing, Available, ReplicaFailure]
      case Progressing => [Updating, Scaling, Available, Stalled, ReplicaFailure]
      case Available => [Updating, Scaling, Progressing, ReplicaFailure]
    }

    predicate MayBecome(next: State) {
      next == this || next in Next()
    } by method {
      if next == this { return true; }
      var all := Next();
      for i: Int32 := 0 to |all| as Int32
        invariant next !in all[..i]
      {
        if all[i] == next { return true; }
      }
      return false;
    }

/// The state once a write of the spec is stored and before a controller has seen it.
    function Written(event: Event): State {
      match event
      case Pause => Paused
      case Resume => Observing
      case _ => if Paused? then Paused else Observing
    }
  }

/// The state a planned rollout shows at one moment.
  function StateOf(rollout: Machine): State
    requires rollout.Valid()
  {
    var total, updated := rollout.Total(), rollout.updated.Total();
    if rollout.IsDone() then Available
    else match rollout.strategy
         case InPlace => if rollout.outdated.Total() > 0 then Updating else if total != rollout.wanted then Scaling else Progressing
         case OneByOne(kept) =>
           if !rollout.settled && (kept == 0 || updated + kept < rollout.wanted) then Updating
           else if total != rollout.wanted then Scaling else Progressing
         case _ =>
           if rollout.outdated.Total() > 0 || (updated != rollout.wanted && !rollout.settled) then Updating
           else if total != rollout.wanted then Scaling else Progressing
  }

/// What can be done to a rollout. Edit is any other change of the template.
  datatype Event = Restart | Undo | Scale | Pause | Resume | Edit

/// What a revision to go back to is like: there is none, it is what runs, or it differs.
  datatype Target = Missing | Same | Different

  datatype Refusal = Unsupported | PausedAlready | NotPaused | WhilePaused | NoSuchRevision | NothingToUndo

  datatype Answer = Goes(to: State) | Refused(why: Refusal)

/// What kubectl makes of an event before it sends anything. Mirrors objectrestarter, objectpauser, rollback and scale.
  datatype Request = Request(kind: Kind, state: State, event: Event, target: Target) {
    function Answer(): Answer {
      match event
      case Restart => if state.Paused? then Refused(WhilePaused) else Goes(state.Written(event))
      case Undo => if target.Missing? then Refused(NoSuchRevision) else if state.Paused? then Refused(WhilePaused)
      else if target.Same? then Refused(NothingToUndo) else Goes(state.Written(event))
      case Scale => if kind.DaemonSet? then Refused(Unsupported) else Goes(state.Written(event))
      case Pause => if !kind.Deployment? then Refused(Unsupported) else if state.Paused? then Refused(PausedAlready) else Goes(Paused)
      case Resume => if !kind.Deployment? then Refused(Unsupported) else if state.Paused? then Goes(Observing) else Refused(NotPaused)
      case Edit => Goes(state.Written(event))
    }
  }

/// One revision of a template: its number and what identifies the template.
  datatype Revision = Revision(number: Count, template: Text)

/// The revisions of a rollout and the template that runs.
  datatype History = History(revisions: List<Revision>, current: Text) {
    ghost predicate Has(number: Count) { exists r <- revisions :: r.number == number }

/// The highest number; -1 when there is no revision.
    method Newest() returns (newest: Count)
      ensures forall i :: 0 <= i < |revisions| ==> revisions[i].number <= newest
      ensures newest == -1 || Has(newest)
      ensures newest >= -1
    {
      newest := -1;
      for i: Int32 := 0 to |revisions| as Int32
        invariant forall j :: 0 <= j < i as int ==> revisions[j].number <= newest
        invariant newest == -1 || exists j :: 0 <= j < i as int && revisions[j].number == newest
        invariant newest >= -1
      {
        if revisions[i].number > newest { newest := revisions[i].number; }
      }
    }

/// The revision to go back to: the one numbered `to`, or for 0 the newest but one; -1 when there is none. Mirrors `findRevision`.
    method Find(to: Count) returns (found: Int32)
      ensures found == -1 || (0 <= found as int < |revisions| && (to != 0 ==> revisions[found].number == to))
      ensures to != 0 && found == -1 ==> !Has(to)
    {
      found := -1;
      if to != 0 {
        for i: Int32 := 0 to |revisions| as Int32
          invariant forall j :: 0 <= j < i as int ==> revisions[j].number != to
        {
          if revisions[i].number == to { return i; }
        }
        return -1;
      }
      var newest := Newest();
      for i: Int32 := 0 to |revisions| as Int32
        invariant found == -1 || 0 <= found < i
      {
        if revisions[i].number < newest && (found == -1 || revisions[found].number < revisions[i].number) { found := i; }
      }
    }

/// The history once the revision at `at` was gone back to: it gets the next number, and its template runs again; the same
/// history when that template runs already. Mirrors `rollbackToTemplate` and the controller's revision annotation.
    method Undone(at: Int32) returns (after: History)
      requires 0 <= at as int < |revisions|
      requires forall r <- revisions :: r.number < 0x3000_0000_0000_0000
      ensures after.current == revisions[at].template && |after.revisions| == |revisions|
      ensures revisions[at].template == current ==> after == this
      ensures revisions[at].template != current ==> after.revisions[at].template == revisions[at].template
      ensures revisions[at].template != current ==>
                forall i :: 0 <= i < |revisions| ==> revisions[i].number < after.revisions[at].number && (i != at as int ==> after.revisions[i] == revisions[i])
    {
      if revisions[at].template == current { return this; }
      var newest := Newest();
      assert newest < 0x3000_0000_0000_0000;
      after := History(revisions[at := Revision(newest + 1, revisions[at].template)], revisions[at].template);
    }
  }
}

include "Prelude.dfy"

/// The phase of a Pod: which may follow which, and which the kubelet computes from the containers.
module PodPhase {
  import opened Int32s
  import opened Lists

/// `status.phase`. Unset is no phase yet; Unknown is deprecated and still legal; Other is no phase of Kubernetes.
  datatype Phase = Unset | Pending | Running | Succeeded | Failed | Unknown | Other {
/// The phases that may follow. The kubelet forces a phase back that follows a final one (`kubelet_pods.go`); Running
/// goes back to Pending when the sandbox is made again.
    function Next(): List<Phase> {
      match this
      case Unset => [Pending, Running, Succeeded, Failed, Unknown]
      case Pending => [Running, Succeeded, Failed, Unknown]
      case Running => [Pending, Succeeded, Failed, Unknown]
      case Succeeded => []
      case Failed => []
      case Unknown => [Pending, Running, Succeeded, Failed]
      case Other => [Pending, Running, Succeeded, Failed, Unknown]
    }

    predicate IsFinal() { Succeeded? || Failed? }

    predicate MayBecome(next: Phase) {
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
  }

  datatype RestartPolicy = Always | OnFailure | Never

/// A container as its status tells: Absent has no status or an empty one; Waiting once it has run before (`ran`, and
/// how that ended).
  datatype State = Absent | Waiting | Crashed(lastExit: Int32) | Started | Ended(exit: Int32)

/// A container: its own restart policy or the Pod's, and its state.
  datatype Container = Container(restarts: RestartPolicy, state: State) {
    predicate HasFailedForGood() {
      restarts.Never? && ((state.Ended? && state.exit != 0) || (state.Crashed? && state.lastExit != 0))
    }

    predicate HasEnded() { state.Ended? || state.Crashed? }
    predicate HasSucceeded() { state == Ended(0) }
    predicate IsPendingInit() { state.Absent? || state.Waiting? || state.Started? }
    predicate WillRestart() { restarts.Always? || (restarts.OnFailure? && !HasSucceeded()) }
  }

/// A sidecar: an init container that restarts always. `ready` is the status field `started`.
  datatype Sidecar = Sidecar(state: State, ready: bool) {
    predicate IsPending() { state.Absent? || state.Waiting? || (state.Started? && !ready) }
  }

/// What the kubelet knows when it computes a phase.
  datatype Containers = Containers(inits: List<Container>, sidecars: List<Sidecar>, mains: List<Container>) {
    ghost predicate SomeInitFailed() { exists c <- inits :: c.HasFailedForGood() }
    ghost predicate SomeInitPending() { exists c <- inits :: c.IsPendingInit() }
    ghost predicate SomeSidecarPending() { exists s <- sidecars :: s.IsPending() }
    ghost predicate SomeWaiting() { (exists s <- sidecars :: s.state.Waiting?) || exists c <- mains :: c.state.Waiting? }
    ghost predicate SomeRunning() { (exists s <- sidecars :: s.state.Started?) || exists c <- mains :: c.state.Started? }
    ghost predicate SomeAbsent() { (exists s <- sidecars :: s.state.Absent?) || exists c <- mains :: c.state.Absent? }
    ghost predicate SomeEnded() { exists c <- mains :: c.HasEnded() }
    ghost predicate SomeRestarts() { exists c <- mains :: c.WillRestart() }
    ghost predicate AllSucceeded() { forall c <- mains :: c.HasEnded() ==> c.HasSucceeded() }

/// The phase, as getPhase of `kubelet_pods.go` has it.
    ghost function Phase(terminal: bool, initialized: bool): Phase {
      if SomeInitFailed() then Failed
      else if SomeInitPending() || (SomeSidecarPending() && !initialized) || SomeWaiting() then Pending
      else if SomeAbsent() then Pending
      else if SomeRunning() then Running
      else if !SomeEnded() then Pending
      else if !terminal && SomeRestarts() then Running
      else if AllSucceeded() then Succeeded
      else Failed
    }

/// The phase; `terminal` when the Pod's containers will not be started again, `initialized` when its init containers are done.
    method ComputePhase(terminal: bool, initialized: bool) returns (phase: Phase)
      ensures phase == Phase(terminal, initialized)
    {
      var pending := false;
      for i: Int32 := 0 to |inits| as Int32
        invariant forall c <- inits[..i] :: !c.HasFailedForGood()
        invariant pending <==> exists c <- inits[..i] :: c.IsPendingInit()
      {
        if inits[i].HasFailedForGood() { return Failed; }
        pending := pending || inits[i].IsPendingInit();
      }
      assert inits[..|inits|] == inits;
      var sidePending, waiting, running, absent := Sidecars();
      if pending || (sidePending && !initialized) || waiting { return Pending; }
      phase := OfMains(terminal, running, absent);
    }

    method Sidecars() returns (pending: bool, waiting: bool, running: bool, absent: bool)
      ensures pending <==> SomeSidecarPending()
      ensures waiting <==> exists s <- sidecars :: s.state.Waiting?
      ensures running <==> exists s <- sidecars :: s.state.Started?
      ensures absent <==> exists s <- sidecars :: s.state.Absent?
    {
      pending, waiting, running, absent := false, false, false, false;
      for i: Int32 := 0 to |sidecars| as Int32
        invariant pending <==> exists s <- sidecars[..i] :: s.IsPending()
        invariant waiting <==> exists s <- sidecars[..i] :: s.state.Waiting?
        invariant running <==> exists s <- sidecars[..i] :: s.state.Started?
        invariant absent <==> exists s <- sidecars[..i] :: s.state.Absent?
      {
        var sidecar := sidecars[i];
        pending := pending || sidecar.IsPending();
        waiting := waiting || sidecar.state.Waiting?;
        running := running || sidecar.state.Started?;
        absent := absent || sidecar.state.Absent?;
      }
      assert sidecars[..|sidecars|] == sidecars;
    }

    method OfMains(terminal: bool, sideRunning: bool, sideAbsent: bool) returns (phase: Phase)
      requires !SomeInitFailed() && !SomeInitPending()
      requires !(exists s <- sidecars :: s.state.Waiting?)
      requires sideRunning <==> exists s <- sidecars :: s.state.Started?
      requires sideAbsent <==> exists s <- sidecars :: s.state.Absent?
      ensures phase == if SomeWaiting() || SomeAbsent() then Pending else if SomeRunning() then Running
                       else if !SomeEnded() then Pending else if !terminal && SomeRestarts() then Running
                       else if AllSucceeded() then Succeeded else Failed
    {
      // Stated before the loop: among its quantifiers the solver loses it in some orders of the input.
      assert mains[..|mains|] == mains;
      var waiting, running, absent, ended, restarts, succeeded := false, sideRunning, sideAbsent, false, false, true;
      for i: Int32 := 0 to |mains| as Int32
        invariant waiting <==> exists c <- mains[..i] :: c.state.Waiting?
        invariant running <==> sideRunning || exists c <- mains[..i] :: c.state.Started?
        invariant absent <==> sideAbsent || exists c <- mains[..i] :: c.state.Absent?
        invariant ended <==> exists c <- mains[..i] :: c.HasEnded()
        invariant restarts <==> exists c <- mains[..i] :: c.WillRestart()
        invariant succeeded <==> forall c <- mains[..i] :: c.HasEnded() ==> c.HasSucceeded()
      {
        var container := mains[i];
        waiting := waiting || container.state.Waiting?;
        running := running || container.state.Started?;
        absent := absent || container.state.Absent?;
        ended := ended || container.HasEnded();
        restarts := restarts || container.WillRestart();
        succeeded := succeeded && (!container.HasEnded() || container.HasSucceeded());
      }
      return if waiting || absent then Pending else if running then Running
        else if !ended then Pending else if !terminal && restarts then Running
        else if succeeded then Succeeded else Failed;
    }
  }
}

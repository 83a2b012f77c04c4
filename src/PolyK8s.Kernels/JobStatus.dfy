include "SafeResource.dfy"

/// The status of a Job and of a CertificateSigningRequest: conditions by their row, and the fields around them.
module JobStatus {
  import opened Int32s
  import opened Lists
  import opened SafeResource

/// Seconds since 1970.
  newtype {:nativeType "long"} Seconds = x: int | -0x8000_0000_0000_0000 <= x < 0x8000_0000_0000_0000

  datatype Moment = Never | At(second: Seconds)

/// The fields of `status` that have a say. `elastic` is an Indexed Job, whose successes may be counted again;
/// `suspended` is `spec.suspend`; `uncounted` whether Pods wait to be counted.
  datatype Status = Status(conditions: Conditions, start: Moment, completion: Moment, active: Int32, ready: Int32,
                           terminating: Int32, succeeded: Int32, failed: Int32, uncounted: bool, elastic: bool, suspended: bool) {
    predicate IsFinished() { conditions.Hold(Complete) || conditions.Hold(Failed) }
  }

/// What can be wrong with the fields of a new status.
  datatype FieldFault =
    | CompletionWithoutComplete | CompleteWithoutCompletion | CompletionBeforeStart | FinishedWithoutStart
    | FinishedWithActive | FinishedWithTerminating | FinishedWithUncounted | MoreReadyThanActive | NegativeCount
    | CompletionChanged | StartChanged | FailedDecreased | SucceededDecreased
  {
    static function All(): List<FieldFault> {
      [CompletionWithoutComplete, CompleteWithoutCompletion, CompletionBeforeStart, FinishedWithoutStart,
       FinishedWithActive, FinishedWithTerminating, FinishedWithUncounted, MoreReadyThanActive, NegativeCount,
       CompletionChanged, StartChanged, FailedDecreased, SucceededDecreased]
    }

/// Whether the step from one status to the next makes this mistake. Mirrors ValidateJobStatusUpdate.
    predicate IsIn(before: Status, after: Status) {
      match this
      case CompletionWithoutComplete => after.completion.At? && !after.conditions.Hold(Complete)
      case CompleteWithoutCompletion => after.conditions.Hold(Complete) && after.completion.Never?
      case CompletionBeforeStart => after.start.At? && after.completion.At? && after.completion.second < after.start.second
      case FinishedWithoutStart => after.IsFinished() && after.start.Never?
      case FinishedWithActive => after.IsFinished() && after.active > 0
      case FinishedWithTerminating => after.IsFinished() && after.terminating > 0
      case FinishedWithUncounted => after.IsFinished() && after.uncounted
      case MoreReadyThanActive => after.ready > after.active
      case NegativeCount => after.active < 0 || after.ready < 0 || after.terminating < 0 || after.succeeded < 0 || after.failed < 0
      case CompletionChanged => before.completion.At? && after.completion != before.completion
      case StartChanged => before.start.At? && after.start != before.start && !before.suspended && !after.suspended
      case FailedDecreased => after.failed < before.failed
      case SucceededDecreased => after.succeeded < before.succeeded && !after.elastic
    }
  }

/// One write of a Job's status.
  datatype Step = Step(before: Status, after: Status) {
    ghost predicate IsLegal() {
      Row.Job().Permits(before.conditions, after.conditions) && forall fault: FieldFault :: !fault.IsIn(before, after)
    }

/// Whether the step is legal, without naming what is wrong: the answer most writes get.
    predicate Passes()
      ensures Passes() <==> IsLegal()
    {
      var passes := before.conditions.MayBecomeOfJob(after.conditions)
                    && after.completion.At? == after.conditions.complete
                    && !(after.start.At? && after.completion.At? && after.completion.second < after.start.second)
                    && (after.IsFinished() ==> after.start.At? && after.active <= 0 && after.terminating <= 0 && !after.uncounted)
                    && after.ready <= after.active
                    && 0 <= after.active && 0 <= after.ready && 0 <= after.terminating && 0 <= after.succeeded && 0 <= after.failed
                    && (before.completion.At? ==> after.completion == before.completion)
                    && (before.start.At? && after.start != before.start ==> before.suspended || after.suspended)
                    && before.failed <= after.failed
                    && (before.succeeded <= after.succeeded || after.elastic);
      PassesIsLegal(passes);
      passes
    }

    lemma PassesIsLegal(passes: bool)
      requires passes == (before.conditions.MayBecomeOfJob(after.conditions)
                          && after.completion.At? == after.conditions.complete
                          && !(after.start.At? && after.completion.At? && after.completion.second < after.start.second)
                          && (after.IsFinished() ==> after.start.At? && after.active <= 0 && after.terminating <= 0 && !after.uncounted)
                          && after.ready <= after.active
                          && 0 <= after.active && 0 <= after.ready && 0 <= after.terminating && 0 <= after.succeeded && 0 <= after.failed
                          && (before.completion.At? ==> after.completion == before.completion)
                          && (before.start.At? && after.start != before.start ==> before.suspended || after.suspended)
                          && before.failed <= after.failed
                          && (before.succeeded <= after.succeeded || after.elastic))
      ensures passes <==> IsLegal()
    {
      if !passes && before.conditions.MayBecomeOfJob(after.conditions) {
        assert exists fault: FieldFault :: fault.IsIn(before, after) by {
          if after.completion.At? && !after.conditions.complete { assert CompletionWithoutComplete.IsIn(before, after); }
          else if after.conditions.complete && after.completion.Never? { assert CompleteWithoutCompletion.IsIn(before, after); }
          else if after.start.At? && after.completion.At? && after.completion.second < after.start.second { assert CompletionBeforeStart.IsIn(before, after); }
          else if after.IsFinished() && after.start.Never? { assert FinishedWithoutStart.IsIn(before, after); }
          else if after.IsFinished() && after.active > 0 { assert FinishedWithActive.IsIn(before, after); }
          else if after.IsFinished() && after.terminating > 0 { assert FinishedWithTerminating.IsIn(before, after); }
          else if after.IsFinished() && after.uncounted { assert FinishedWithUncounted.IsIn(before, after); }
          else if after.ready > after.active { assert MoreReadyThanActive.IsIn(before, after); }
          else if after.active < 0 || after.ready < 0 || after.terminating < 0 || after.succeeded < 0 || after.failed < 0 { assert NegativeCount.IsIn(before, after); }
          else if before.completion.At? && after.completion != before.completion { assert CompletionChanged.IsIn(before, after); }
          else if before.start.At? && after.start != before.start && !before.suspended && !after.suspended { assert StartChanged.IsIn(before, after); }
          else if after.failed < before.failed { assert FailedDecreased.IsIn(before, after); }
          else { assert SucceededDecreased.IsIn(before, after); }
        }
      }
    }

/// Every mistake in the fields; with the faults of the Job's row, none exactly when the step is legal.
    method FieldFaults() returns (faults: seq<FieldFault>)
      ensures forall fault :: fault in faults <==> fault.IsIn(before, after)
    {
      faults := [];
      var all := FieldFault.All();
      for i: Int32 := 0 to |all| as Int32
        invariant forall f :: f in faults <==> f in all[..i] && f.IsIn(before, after)
      {
        if all[i].IsIn(before, after) { faults := faults + [all[i]]; }
      }
      assert all[..|all|] == all;
      forall fault: FieldFault ensures fault in all { EveryFaultIsListed(fault); }
    }

    lemma EveryFaultIsListed(fault: FieldFault)
      ensures fault in FieldFault.All()
    {
      var all := FieldFault.All();
      assert all[0].CompletionWithoutComplete? && all[1].CompleteWithoutCompletion? && all[2].CompletionBeforeStart?;
      assert all[3].FinishedWithoutStart? && all[4].FinishedWithActive? && all[5].FinishedWithTerminating?;
      assert all[6].FinishedWithUncounted? && all[7].MoreReadyThanActive? && all[8].NegativeCount?;
      assert all[9].CompletionChanged? && all[10].StartChanged? && all[11].FailedDecreased? && all[12].SucceededDecreased?;
    }
  }
}

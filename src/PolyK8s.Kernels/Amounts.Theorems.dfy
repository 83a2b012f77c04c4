include "Amounts.dfy"

/// Why a percentage of Pods is a number of Pods one can plan with.
module AmountsTheorems {
  import opened Int32s
  import opened Amounts

/// R12. A sensible share of Pods is between none and all of them, whichever way it is rounded.
  lemma AShareIsBetweenNoneAndAll(percent: Int32, total: Int32)
    requires 0 <= percent <= 100 && 0 <= total
    ensures 0 <= Percent(percent).RoundedDown(total) as int <= Percent(percent).RoundedUp(total) as int <= total as int
  {
    AuxShare(percent as int, total as int);
  }

/// R12. Rounding down never counts a part of a Pod, rounding up never forgets one, and the two differ by one at most.
  lemma RoundingDiffersByOneAtMost(percent: Int32, total: Int32)
    ensures var exact := percent as int * total as int;
            var (down, up) := (Percent(percent).RoundedDown(total) as int, Percent(percent).RoundedUp(total) as int);
            100 * down <= exact <= 100 * up && up <= down + 1 && (exact % 100 == 0 <==> up == down)
  {
    AuxNegated(percent as int, total as int);
  }

/// R12. A greater share is never fewer Pods.
  lemma AGreaterShareIsNeverLess(less: Int32, more: Int32, total: Int32)
    requires 0 <= total && less <= more
    ensures Percent(less).RoundedDown(total) <= Percent(more).RoundedDown(total)
    ensures Percent(less).RoundedUp(total) <= Percent(more).RoundedUp(total)
  {
    AuxNegated(less as int, total as int);
    AuxNegated(more as int, total as int);
    assert less as int * total as int <= more as int * total as int;
  }

  lemma AuxShare(percent: int, total: int)
    requires 0 <= percent <= 100 && 0 <= total
    ensures 0 <= percent * total <= 100 * total && -(percent * total) == (-percent) * total
  {}

  lemma AuxNegated(percent: int, total: int)
    ensures (-percent) * total == -(percent * total)
  {}
}

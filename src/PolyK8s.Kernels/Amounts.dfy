include "Prelude.dfy"

/// A number, or a percentage of another: `maxSurge`, `maxUnavailable`, `minAvailable`.
module Amounts {
  import opened Int32s
  import opened Int64s

  datatype Amount = Count(count: Int32) | Percent(percent: Int32) {
/// The amount of a total, the rest counted whole. Mirrors GetScaledValueFromIntOrPercent, k8s.io/apimachinery/pkg/util/intstr.
    function RoundedUp(total: Int32): Int64 {
      match this
      case Count(n) => n as Int64
      case Percent(p) => -(Hundredths(-(p as Int64), total as Int64) / 100)
    }

/// The amount of a total, the rest not counted.
    function RoundedDown(total: Int32): Int64 {
      match this
      case Count(n) => n as Int64
      case Percent(p) => Hundredths(p as Int64, total as Int64) / 100
    }

    predicate IsSensible() { if Count? then 0 <= count else 0 <= percent <= 100 }
  }

/// How far 32-bit numbers reach: their product fits 64 bits.
  ghost const Reach: int := 0x8000_0000

  function Hundredths(percent: Int64, total: Int64): Int64
    requires -Reach <= percent as int <= Reach && -Reach <= total as int <= Reach
    ensures Hundredths(percent, total) as int == percent as int * total as int
    ensures -Reach * Reach <= Hundredths(percent, total) as int <= Reach * Reach
  {
    ProductFits(percent as int, total as int);
    percent * total
  }

  lemma ProductFits(a: int, b: int)
    requires -Reach <= a <= Reach && -Reach <= b <= Reach
    ensures -Reach * Reach <= a * b <= Reach * Reach
  {
    var left, right := if a < 0 then -a else a, if b < 0 then -b else b;
    Grows(left, Reach, right);
    Grows(right, Reach, Reach);
    assert a * b == left * right || a * b == -(left * right);
  }

  lemma Grows(less: int, more: int, times: int)
    requires 0 <= less <= more && 0 <= times
    ensures 0 <= less * times <= more * times
  {}
}

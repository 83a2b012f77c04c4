include "Rollout.dfy"

/// How many Pods more and fewer a rollout may have, and how a change of the number of replicas is shared among revisions.
module RolloutBounds {
  import opened Int32s
  import opened Lists
  import opened Rollout

/// A product of two counts is none too large for a count.
  lemma AuxProduct(left: Count, right: Count)
    requires 0 <= left <= Most && 0 <= right <= Most
    ensures 0 <= left as int * right as int <= Most as int * Most as int
  {
    AuxNotNegative(left as int, right as int);
    AuxNotNegative(Most as int - left as int, right as int);
    AuxNotNegative(Most as int, Most as int - right as int);
  }

  lemma AuxNotNegative(left: int, right: int)
    requires 0 <= left && 0 <= right
    ensures 0 <= left * right
  {}

/// A count or a percentage, as `maxSurge` and `maxUnavailable` are.
  datatype Bound = Number(value: Count) | Percent(value: Count) {
    predicate Valid() { 0 <= value <= Most }

/// Of `total`, rounded up or down; never more than `Most`. Mirrors `GetScaledValueFromIntOrPercent`.
    function Of(total: Count, up: bool): Count
      requires Valid() && 0 <= total <= Most
      ensures 0 <= Of(total, up) <= Most
    {
      AuxProduct(value, total);
      var exact := if Number? then value else if up then (value * total + 99) / 100 else value * total / 100;
      if exact > Most then Most else exact
    }
  }

  datatype Room = Room(surge: Count, unavailable: Count)

/// The bounds of a Deployment. Both zero would let nothing move: then one Pod may be missing. Mirrors `ResolveFenceposts`
/// and `MaxUnavailable`.
  datatype Bounds = Bounds(maxSurge: Bound, maxUnavailable: Bound) {
    function Fenceposts(replicas: Count): Room
      requires maxSurge.Valid() && maxUnavailable.Valid() && 0 <= replicas <= Most
      ensures var room := Fenceposts(replicas); 0 <= room.surge <= Most && 0 <= room.unavailable <= replicas
    {
      var surge, missing := maxSurge.Of(replicas, true), maxUnavailable.Of(replicas, false);
      var some := if surge == 0 && missing == 0 then 1 else missing;
      Room(surge, if some > replicas then replicas else some)
    }
  }

/// A change of the number of replicas in the middle of a rollout. `sizes` are the ReplicaSets, the largest first;
/// `before` is the most they might have had together, `after` the most they may have now. Mirrors `scale` of `sync.go`.
  datatype Spread = Spread(sizes: List<Count>, before: Count, after: Count) {
    ghost predicate Valid() {
      1 <= before <= Most && 0 <= after <= Most && 1 <= |sizes| <= 0x1_0000 && forall i :: 0 <= i < |sizes| ==> 0 <= sizes[i] <= Most
    }

    static ghost function Sum(values: seq<Count>): int {
      if values == [] then 0 else Sum(values[..|values| - 1]) + values[|values| - 1] as int
    }

/// What one ReplicaSet is to gain or lose: its part of the whole, rounded half away from zero.
    function Fraction(size: Count): Count
      requires 1 <= before <= Most && 0 <= after <= Most && 0 <= size <= Most
      ensures -size <= Fraction(size) <= Most
    {
      if after == 0 then -size
      else
        AuxProduct(size, after);
        var twice := size * after * 2 + before;
        var part := twice / (2 * before) - size;
        if part > Most then Most else part
    }

/// The new sizes, in the order of the old ones: each its part while there is something left to share, and what rounding
/// leaves over to the largest.
    method Shares() returns (shares: List<Count>)
      requires Valid()
      ensures |shares| == |sizes| && forall j :: 0 <= j < |shares| ==> 0 <= shares[j]
      ensures Sum(shares) == after as int || (shares[0] == 0 && Sum(shares) >= after as int)
    {
      var all := Whole();
      var toAdd := after - all;
      var added: Count := 0;
      shares := [];
      for i: Int32 := 0 to |sizes| as Int32
        invariant |shares| == i as int
        invariant forall j :: 0 <= j < |shares| ==> 0 <= shares[j]
        invariant Sum(shares) == Sum(sizes[..i]) + added as int
        invariant i > 0 ==> shares[0] as int <= sizes[0] as int + |sizes| * Most as int
        invariant if toAdd > 0 then -(i as int) * Most as int <= added as int <= toAdd as int else toAdd <= added && added as int <= i as int * Most as int
      {
        var fraction, room := Fraction(sizes[i]), toAdd - added;
        var share := if toAdd > 0 then (if fraction < room then fraction else room)
        else if toAdd < 0 then (if fraction > room then fraction else room) else 0;
        added := added + share;
        assert sizes[..i + 1][..i] == sizes[..i];
        assert (shares + [sizes[i] + share])[..i] == shares;
        shares := shares + [sizes[i] + share];
      }
      assert sizes[..|sizes|] == sizes;
      var first := shares[0] + (toAdd - added);
      AuxFirst(shares, if first < 0 then 0 else first);
      shares := [if first < 0 then 0 else first] + shares[1..];
    }

/// Putting another value first changes the sum by the difference.
    static lemma AuxFirst(values: seq<Count>, value: Count)
      requires |values| > 0
      ensures Sum([value] + values[1..]) == Sum(values) - values[0] as int + value as int
    {
      if |values| > 1 {
        AuxFirst(values[..|values| - 1], value);
        assert ([value] + values[1..])[..|values| - 1] == [value] + values[..|values| - 1][1..];
      }
    }

    method Whole() returns (all: Count)
      requires Valid()
      ensures all as int == Sum(sizes)
      ensures 0 <= all as int <= |sizes| * Most as int
    {
      all := 0;
      for i: Int32 := 0 to |sizes| as Int32
        invariant all as int == Sum(sizes[..i])
        invariant 0 <= all as int <= i as int * Most as int
      {
        assert sizes[..i + 1][..i] == sizes[..i];
        all := all + sizes[i];
      }
      assert sizes[..|sizes|] == sizes;
    }
  }
}

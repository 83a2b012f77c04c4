include "Prelude.dfy"
include "Documents.dfy"
include "SafeSchema.dfy"
include "SafeDefaults.dfy"
include "DefaultPlaces.dfy"

/// From the defaults of several policies to the one tree that is filled in.
module DefaultTrees {
  import opened Native
  import opened Int32s
  import opened Lists
  import opened Documents
  import opened SafeDefaults
  import opened DefaultPlaces

  // One default: where, from the outside in, and what.
  datatype Default = Default(path: List<Step>, value: Json) {
    // Whether two defaults cannot both hold.
    predicate Clashes(other: Default) { path == other.path && value != other.value }

    // Whether its way begins with `step`.
    predicate Begins(step: Step) { |path| as Int32 > 0 && path[0] == step }

    // Whether it leads into `step` and further.
    predicate Enters(step: Step) { |path| as Int32 > 1 && path[0] == step }

    // Whether it is the one that sets the member of a name.
    predicate Sets(name: Text) { |path| as Int32 == 1 && path[0] == Named(name) }

    function Further(): Default
      requires |path| > 0
    {
      Default(path[1..], value)
    }
  }

  // The length of the longest path.
  ghost function Deepest(list: seq<Default>): nat {
    if |list| == 0 then 0
    else if |list[|list| - 1].path| > Deepest(list[..|list| - 1]) then |list[|list| - 1].path|
    else Deepest(list[..|list| - 1])
  }

  lemma AuxNoneIsDeeper(list: seq<Default>)
    ensures forall d <- list :: |d.path| <= Deepest(list)
  {
    if |list| > 0 {
      AuxNoneIsDeeper(list[..|list| - 1]);
      assert list == list[..|list| - 1] + [list[|list| - 1]];
    }
  }

  lemma AuxDeepestAtMost(list: seq<Default>, bound: nat)
    requires forall d <- list :: |d.path| <= bound
    ensures Deepest(list) <= bound
  {
  }

  datatype Defaults = Defaults(list: Few<Default>) {
    // The tree of these defaults: of two that set the same member the first counts.
    function Tree(): Fill
      decreases Deepest(list), 2
    {
      Fill(AllSlots(), if Any(Every) then AuxShallower(Every); Each(Within(Every).Tree()) else Leave)
    }

    function AllSlots(): (slots: Few<Slot>)
      decreases Deepest(list), 1
    {
      Slots(|list| as Int32)
    } by method {
      slots := [];
      for i: Int32 := 0 to |list| as Int32
        invariant slots == Slots(i)
      {
        if IsFirst(i) {
          slots := slots + [SlotFor(list[i].path[0].name)];
        }
      }
    }

    // The slots that the first `n` defaults make.
    ghost function Slots(n: Int32): (slots: Few<Slot>)
      requires 0 <= n as int <= |list|
      ensures |slots| <= n as int
      decreases Deepest(list), 0, n, 1
    {
      if n == 0 then []
      else Slots(n - 1) + (if IsFirst(n - 1) then [SlotFor(list[n - 1].path[0].name)] else [])
    }

    function SlotFor(name: Text): Slot
      requires Any(Named(name))
      decreases Deepest(list), 0, 0 as Int32, 0
    {
      AuxShallower(Named(name));
      Slot(name, GivenFor(name), Within(Named(name)).Tree())
    }

    // Whether the default at `i` is the first whose way begins with its name.
    predicate IsFirst(i: Int32)
      requires 0 <= i as int < |list|
      ensures IsFirst(i) ==> |list[i].path| > 0 && list[i].path[0].Named? && Any(list[i].path[0])
    {
      && |list[i].path| as Int32 > 0
      && list[i].path[0].Named?
      && (assert list[i].Begins(list[i].path[0]);
          forall d <- list[..i] :: !d.Begins(list[i].path[0]))
    } by method {
      if |list[i].path| as Int32 == 0 || list[i].path[0].Every? { return false; }
      for j: Int32 := 0 to i
        invariant forall d <- list[..j] :: !d.Begins(list[i].path[0])
      {
        if list[j].Begins(list[i].path[0]) {
          assert list[j] in list[..i];
          return false;
        }
      }
      return true;
    }

    // Whether any way begins with `step`.
    predicate Any(step: Step) { exists d <- list :: d.Begins(step) }
    by method {
      for i: Int32 := 0 to |list| as Int32
        invariant forall d <- list[..i] :: !d.Begins(step)
      {
        if list[i].Begins(step) { return true; }
      }
      assert list[..|list| as Int32] == list;
      return false;
    }

    // The value for a member of this name.
    function GivenFor(name: Text): Given { GivenFrom(name, 0) }

    function GivenFrom(name: Text, start: Int32): Given
      requires 0 <= start as int <= |list|
      decreases |list| - start as int
    {
      if start as int == |list| then Unset
      else if list[start].Sets(name) then Set(list[start].value)
      else GivenFrom(name, start + 1)
    } by method {
      for i: Int32 := start to |list| as Int32
        invariant GivenFrom(name, start) == GivenFrom(name, i)
      {
        if list[i].Sets(name) { return Set(list[i].value); }
      }
      return Unset;
    }

    // The defaults that lead into `step`, from there on.
    function Within(step: Step): Defaults { Defaults(AllWithin(step)) }

    function AllWithin(step: Step): (within: Few<Default>) { WithinFirst(step, |list| as Int32) }
    by method {
      within := [];
      for i: Int32 := 0 to |list| as Int32
        invariant within == WithinFirst(step, i)
      {
        if list[i].Enters(step) { within := within + [list[i].Further()]; }
      }
    }

    ghost function WithinFirst(step: Step, n: Int32): (within: Few<Default>)
      requires 0 <= n as int <= |list|
      ensures |within| <= n as int
      decreases n
    {
      if n == 0 then []
      else WithinFirst(step, n - 1) + (if list[n - 1].Enters(step) then [list[n - 1].Further()] else [])
    }

    // Exactly the defaults that enter are within.
    lemma AuxWithin(step: Step, n: Int32)
      requires 0 <= n as int <= |list|
      ensures forall w <- WithinFirst(step, n) :: exists d <- list[..n] :: d.Enters(step) && w == d.Further()
      ensures forall d <- list[..n] :: d.Enters(step) ==> d.Further() in WithinFirst(step, n)
      decreases n
    {
      if n > 0 {
        AuxWithin(step, n - 1);
        assert list[..n] == list[..n - 1] + [list[n - 1]];
        forall w <- WithinFirst(step, n)
          ensures exists d <- list[..n] :: d.Enters(step) && w == d.Further()
        {
          if w in WithinFirst(step, n - 1) {
            var d :| d in list[..n - 1] && d.Enters(step) && w == d.Further();
            assert d in list[..n];
          } else {
            assert list[n - 1] in list[..n];
          }
        }
      }
    }

    // What is within a step is less deep.
    lemma AuxShallower(step: Step)
      requires Any(step)
      ensures Deepest(Within(step).list) < Deepest(list)
    {
      AuxNoneIsDeeper(list);
      AuxWithin(step, |list| as Int32);
      assert list[..|list| as Int32] == list;
      AuxDeepestAtMost(Within(step).list, Deepest(list) - 1);
    }
  }
}

include "Prelude.dfy"
include "Documents.dfy"

/// Defaults: values that policies put where an author wrote nothing.
///
/// A default is set inside what is there; a record that is absent is made only by a default of its own. Defaults of
/// several policies become one tree first (`DefaultTrees.dfy`), so that none is applied before another.
module SafeDefaults {
  import opened Native
  import opened Int32s
  import opened Lists
  import opened Documents

  // Few enough that as many members again still fit into one record.
  type Few<+T> = s: seq<T> | |s| < 0x4000_0000 witness []

  datatype Given = Unset | Set(value: Json)

  // What a default says about one member: its value where it is absent, and what to fill inside of it.
  datatype Slot = Slot(name: Text, given: Given, fill: Fill)

  datatype Elements = Leave | Each(fill: Fill)

  // What a document grows by: a record by members, and whatever stands inside by its own growth.
  datatype Growth = Same | InRecord(inside: List<Growth>, added: Few<Member>) | InList(inside: List<Growth>)

  // A record of more members is left as it is: no document that was read is nearly as large.
  predicate Large(members: List<Member>) { |members| as Int32 >= 0x3fff_ffff }

  predicate HasName(members: List<Member>, name: Text) { exists m <- members :: m.name == name }
  by method {
    for i: Int32 := 0 to |members| as Int32
      invariant forall m <- members[..i] :: m.name != name
    {
      if members[i].name == name { return true; }
    }
    assert members[..|members|] == members;
    return false;
  }

  predicate AllSame(inside: List<Growth>) { forall g <- inside :: g.Same? }
  by method {
    for i: Int32 := 0 to |inside| as Int32
      invariant forall g <- inside[..i] :: g.Same?
    {
      if !inside[i].Same? { return false; }
    }
    assert inside[..|inside|] == inside;
    return true;
  }

  // Defaults as a tree that is walked beside the document.
  datatype Fill = Fill(slots: Few<Slot>, elements: Elements) {
    predicate IsEmpty() { |slots| as Int32 == 0 && elements.Leave? }

    // The slot of a name; the number of slots when there is none.
    function IndexOf(name: Text): (index: Int32)
      ensures 0 <= index as int <= |slots|
      ensures index as int < |slots| ==> slots[index].name == name && forall s <- slots[..index] :: s.name != name
      ensures index as int == |slots| ==> forall s <- slots :: s.name != name
    {
      IndexFrom(name, 0)
    }

    function IndexFrom(name: Text, start: Int32): (index: Int32)
      requires 0 <= start as int <= |slots|
      ensures start as int <= index as int <= |slots|
      ensures index as int < |slots| ==> slots[index].name == name && forall s <- slots[start..index] :: s.name != name
      ensures index as int == |slots| ==> forall s <- slots[start..] :: s.name != name
      decreases |slots| - start as int
    {
      if start as int == |slots| || slots[start].name == name then start else IndexFrom(name, start + 1)
    } by method {
      for i: Int32 := start to |slots| as Int32
        invariant IndexFrom(name, start) == IndexFrom(name, i)
      {
        if slots[i].name == name { return i; }
      }
      return |slots| as Int32;
    }

    // The promise: the document with every default set that its author left open.
    function Filled(json: Json): Json
      decreases this, 2
    {
      match json
      case Record(members) => if Large(members) then json else Record(AllInner(members) + AllAdded(members))
      case Items(items) => if elements.Each? then Items(elements.fill.AllItems(items)) else json
      case _ => json
    }

    function AllInner(members: List<Member>): (inner: List<Member>)
      ensures |inner| == |members|
      decreases this, 1
    {
      Inner(members, |members| as Int32)
    } by method {
      inner := [];
      for i: Int32 := 0 to |members| as Int32
        invariant inner == Inner(members, i)
      {
        inner := inner + [FilledMember(members[i])];
      }
    }

    // The first `n` members, filled.
    ghost function Inner(members: List<Member>, n: Int32): (inner: List<Member>)
      requires 0 <= n as int <= |members|
      ensures |inner| == n as int
      decreases this, 0, n
    {
      if n == 0 then [] else Inner(members, n - 1) + [FilledMember(members[n - 1])]
    }

    function FilledMember(member: Member): Member
      decreases this, 0, 0 as Int32
    {
      var i := IndexOf(member.name);
      if i < |slots| as Int32 then Member(member.name, slots[i].fill.Filled(member.value)) else member
    }

    // What all slots add to a record.
    function AllAdded(members: List<Member>): (added: Few<Member>)
      ensures |added| <= |slots|
      decreases this, 1
    {
      Added(members, |slots| as Int32)
    } by method {
      added := [];
      for i: Int32 := 0 to |slots| as Int32
        invariant added == Added(members, i)
      {
        if slots[i].given.Set? { added := added + AddedBy(members, i); }
      }
    }

    // What the first `n` slots add.
    ghost function Added(members: List<Member>, n: Int32): (added: Few<Member>)
      requires 0 <= n as int <= |slots|
      ensures |added| <= n as int
      decreases this, 0, n
    {
      if n == 0 then [] else Added(members, n - 1) + AddedBy(members, n - 1)
    }

    // What one slot adds: its value, filled in turn, where the name is free.
    function AddedBy(members: List<Member>, i: Int32): (added: Few<Member>)
      requires 0 <= i as int < |slots|
      ensures |added| <= 1
      decreases this, 0, i
    {
      var slot := slots[i];
      if slot.given.Set? && !HasName(members, slot.name) then [Member(slot.name, slot.fill.Filled(slot.given.value))] else []
    }

    function AllItems(items: List<Json>): (filled: List<Json>)
      ensures |filled| == |items|
      decreases this, 4
    {
      FilledItems(items, |items| as Int32)
    } by method {
      filled := [];
      for i: Int32 := 0 to |items| as Int32
        invariant filled == FilledItems(items, i)
      {
        filled := filled + [Filled(items[i])];
      }
    }

    // The first `n` elements, filled.
    ghost function FilledItems(items: List<Json>, n: Int32): (filled: List<Json>)
      requires 0 <= n as int <= |items|
      ensures |filled| == n as int
      decreases this, 3, n
    {
      if n == 0 then [] else FilledItems(items, n - 1) + [Filled(items[n - 1])]
    }

    // What a document grows by when it is filled: what is added, and nothing of what is there already.
    function GrowthOf(json: Json): Growth
      decreases this, 2
    {
      if json.Record? && !Large(json.members) then
        var inside, added := AllInnerGrowth(json.members), AllAdded(json.members);
        if |added| as Int32 == 0 && AllSame(inside) then Same else InRecord(inside, added)
      else if json.Items? && elements.Each? then
        var inside := elements.fill.AllItemGrowth(json.items);
        if AllSame(inside) then Same else InList(inside)
      else Same
    }

    function AllInnerGrowth(members: List<Member>): (inside: List<Growth>)
      ensures |inside| == |members|
      decreases this, 1
    {
      InnerGrowth(members, |members| as Int32)
    } by method {
      inside := [];
      for i: Int32 := 0 to |members| as Int32
        invariant inside == InnerGrowth(members, i)
      {
        inside := inside + [MemberGrowth(members[i])];
      }
    }

    // The growth of the first `n` members.
    ghost function InnerGrowth(members: List<Member>, n: Int32): (inside: List<Growth>)
      requires 0 <= n as int <= |members|
      ensures |inside| == n as int
      decreases this, 0, n
    {
      if n == 0 then [] else InnerGrowth(members, n - 1) + [MemberGrowth(members[n - 1])]
    }

    function MemberGrowth(member: Member): Growth
      decreases this, 0, 0 as Int32
    {
      var i := IndexOf(member.name);
      if i < |slots| as Int32 then slots[i].fill.GrowthOf(member.value) else Same
    }

    function AllItemGrowth(items: List<Json>): (inside: List<Growth>)
      ensures |inside| == |items|
      decreases this, 4
    {
      ItemGrowth(items, |items| as Int32)
    } by method {
      inside := [];
      for i: Int32 := 0 to |items| as Int32
        invariant inside == ItemGrowth(items, i)
      {
        inside := inside + [GrowthOf(items[i])];
      }
    }

    // The growth of the first `n` elements.
    ghost function ItemGrowth(items: List<Json>, n: Int32): (inside: List<Growth>)
      requires 0 <= n as int <= |items|
      ensures |inside| == n as int
      decreases this, 3, n
    {
      if n == 0 then [] else ItemGrowth(items, n - 1) + [GrowthOf(items[n - 1])]
    }
  }
}

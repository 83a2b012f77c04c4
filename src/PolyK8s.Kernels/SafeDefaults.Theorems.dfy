include "Prelude.dfy"
include "Documents.dfy"
include "SafeDefaults.dfy"

/// Why defaults can be set on what somebody else wrote.
module SafeDefaultsTheorems {
  import opened Native
  import opened Int32s
  import opened Lists
  import opened Documents
  import opened SafeDefaults

  // Whether everything of one document is in another, in the same place and order: members may have come after.
  ghost predicate Keeps(json: Json, later: Json) {
    match json
    case Record(members) =>
      && later.Record?
      && |members| <= |later.members|
      && (forall i :: 0 <= i < |members| ==> members[i].name == later.members[i].name && Keeps(members[i].value, later.members[i].value))
    case Items(items) =>
      && later.Items?
      && |items| == |later.items|
      && (forall i :: 0 <= i < |items| ==> Keeps(items[i], later.items[i]))
    case _ => later == json
  }

  // Whether no record of a tree has two slots of one name.
  ghost predicate Proper(fill: Fill) {
    && (forall i, j :: 0 <= i < j < |fill.slots| ==> fill.slots[i].name != fill.slots[j].name)
    && (forall s <- fill.slots :: Proper(s.fill))
    && (fill.elements.Each? ==> Proper(fill.elements.fill))
  }

/// A default never overwrites, moves or removes what the author wrote.
  lemma KeepsWhatTheAuthorWrote(fill: Fill, json: Json)
    ensures Keeps(json, fill.Filled(json))
    decreases json
  {
    match json
    case Record(members) =>
      if Large(members) {
        AuxEverythingKeepsItself(json);
      } else {
        forall i | 0 <= i < |members|
          ensures members[i].name == fill.Filled(json).members[i].name && Keeps(members[i].value, fill.Filled(json).members[i].value)
        {
          AuxInnerAt(fill, members, |members| as Int32, i);
          var s := fill.IndexOf(members[i].name);
          if s as int < |fill.slots| { KeepsWhatTheAuthorWrote(fill.slots[s].fill, members[i].value); } else { AuxEverythingKeepsItself(members[i].value); }
        }
      }
    case Items(items) =>
      if fill.elements.Each? {
        forall i | 0 <= i < |items|
          ensures Keeps(items[i], fill.Filled(json).items[i])
        {
          AuxItemAt(fill.elements.fill, items, |items| as Int32, i);
          KeepsWhatTheAuthorWrote(fill.elements.fill, items[i]);
        }
      } else {
        AuxEverythingKeepsItself(json);
      }
    case _ =>
  }

  lemma AuxEverythingKeepsItself(json: Json)
    ensures Keeps(json, json)
  {
    match json
    case Record(members) => forall i | 0 <= i < |members| ensures Keeps(members[i].value, members[i].value) { AuxEverythingKeepsItself(members[i].value); }
    case Items(items) => forall i | 0 <= i < |items| ensures Keeps(items[i], items[i]) { AuxEverythingKeepsItself(items[i]); }
    case _ =>
  }

  lemma AuxInnerAt(fill: Fill, members: List<Member>, n: Int32, i: int)
    requires 0 <= i < n as int <= |members|
    ensures fill.Inner(members, n)[i] == fill.FilledMember(members[i])
    decreases n
  {
    if i < n as int - 1 { AuxInnerAt(fill, members, n - 1, i); }
  }

  lemma AuxItemAt(fill: Fill, items: List<Json>, n: Int32, i: int)
    requires 0 <= i < n as int <= |items|
    ensures fill.FilledItems(items, n)[i] == fill.Filled(items[i])
    decreases n
  {
    if i < n as int - 1 { AuxItemAt(fill, items, n - 1, i); }
  }

  // Every added member comes from a slot, and every slot with a value for a free name adds one.
  lemma AuxAddedFrom(fill: Fill, members: List<Member>, n: Int32)
    requires 0 <= n as int <= |fill.slots|
    ensures forall m <- fill.Added(members, n) :: exists s <- fill.slots[..n] :: AddedFrom(m, s, members)
    ensures forall s <- fill.slots[..n] :: s.given.Set? && !HasName(members, s.name) ==> Member(s.name, s.fill.Filled(s.given.value)) in fill.Added(members, n)
    decreases n
  {
    if n > 0 {
      AuxAddedFrom(fill, members, n - 1);
      assert fill.Added(members, n) == fill.Added(members, n - 1) + fill.AddedBy(members, n - 1);
      assert fill.slots[..n] == fill.slots[..n - 1] + [fill.slots[n - 1]];
      forall m <- fill.Added(members, n)
        ensures exists s <- fill.slots[..n] :: AddedFrom(m, s, members)
      {
        if m in fill.Added(members, n - 1) {
          var s :| s in fill.slots[..n - 1] && AddedFrom(m, s, members);
          assert s in fill.slots[..n];
        } else {
          assert m in fill.AddedBy(members, n - 1);
          assert AddedFrom(m, fill.slots[n - 1], members);
        }
      }
    }
  }

  ghost predicate AddedFrom(member: Member, slot: Slot, members: List<Member>) {
    && slot.given.Set?
    && slot.name == member.name
    && !HasName(members, slot.name)
    && member.value == slot.fill.Filled(slot.given.value)
  }

/// Applying defaults a second time changes nothing.
  lemma TwiceIsOnce(fill: Fill, json: Json)
    requires Proper(fill)
    ensures fill.Filled(fill.Filled(json)) == fill.Filled(json)
    decreases fill, json
  {
    match json
    case Record(members) =>
      if !Large(members) { AuxTwiceInARecord(fill, members); }
    case Items(items) =>
      if fill.elements.Each? {
        var once := fill.elements.fill.AllItems(items);
        forall i | 0 <= i < |items|
          ensures fill.elements.fill.AllItems(once)[i] == once[i]
        {
          AuxItemAt(fill.elements.fill, items, |items| as Int32, i);
          AuxItemAt(fill.elements.fill, once, |once| as Int32, i);
          TwiceIsOnce(fill.elements.fill, items[i]);
        }
        assert fill.elements.fill.AllItems(once) == once;
      }
    case _ =>
  }

  lemma AuxTwiceInARecord(fill: Fill, members: List<Member>)
    requires Proper(fill) && !Large(members)
    ensures fill.Filled(fill.Filled(Record(members))) == fill.Filled(Record(members))
    decreases fill, Record(members), 0
  {
    var inner, added := fill.AllInner(members), fill.AllAdded(members);
    var once: List<Member> := inner + added;
    assert fill.Filled(Record(members)) == Record(once);
    if Large(once) { return; }
    AuxAddedFrom(fill, members, |fill.slots| as Int32);
    assert fill.slots[..|fill.slots| as Int32] == fill.slots;
    forall i | 0 <= i < |once|
      ensures fill.AllInner(once)[i] == once[i]
    {
      AuxInnerAt(fill, once, |once| as Int32, i);
      if i < |members| {
        AuxInnerAt(fill, members, |members| as Int32, i);
        var s := fill.IndexOf(members[i].name);
        if s as int < |fill.slots| { TwiceIsOnce(fill.slots[s].fill, members[i].value); }
      } else {
        var m := added[i - |members|];
        assert m in fill.Added(members, |fill.slots| as Int32);
        var s :| s in fill.slots && AddedFrom(m, s, members);
        AuxOnlySlot(fill, s);
        TwiceIsOnce(s.fill, s.given.value);
      }
    }
    assert fill.AllInner(once) == once;
    AuxNothingLeftToAdd(fill, members, once, |fill.slots| as Int32);
  }

  lemma AuxOnlySlot(fill: Fill, slot: Slot)
    requires Proper(fill) && slot in fill.slots
    ensures fill.IndexOf(slot.name) as int < |fill.slots| && fill.slots[fill.IndexOf(slot.name)] == slot
  {
    var k :| 0 <= k < |fill.slots| && fill.slots[k] == slot;
    var i := fill.IndexOf(slot.name);
    assert i as int < |fill.slots|;
  }

  lemma AuxNothingLeftToAdd(fill: Fill, members: List<Member>, once: List<Member>, n: Int32)
    requires 0 <= n as int <= |fill.slots|
    requires once == fill.AllInner(members) + fill.AllAdded(members)
    ensures fill.Added(once, n) == []
    decreases n
  {
    if n > 0 {
      AuxNothingLeftToAdd(fill, members, once, n - 1);
      var slot := fill.slots[n - 1];
      if slot.given.Set? {
        if HasName(members, slot.name) {
          var k :| 0 <= k < |members| && members[k].name == slot.name;
          AuxInnerAt(fill, members, |members| as Int32, k);
          assert once[k].name == slot.name && once[k] in once;
        } else {
          AuxAddedFrom(fill, members, |fill.slots| as Int32);
          assert fill.slots[..|fill.slots| as Int32] == fill.slots;
          var m := Member(slot.name, slot.fill.Filled(slot.given.value));
          assert m in fill.AllAdded(members) && m in once;
        }
        assert HasName(once, slot.name);
      }
    }
  }

  // What a document is after it has grown.
  ghost function Grown(json: Json, growth: Growth): Json {
    match growth
    case Same => json
    case InRecord(inside, added) =>
      if json.Record? && |inside| == |json.members| && !Large(json.members)
      then Record(seq(|inside|, i requires 0 <= i < |inside| => Member(json.members[i].name, Grown(json.members[i].value, inside[i]))) + added)
      else json
    case InList(inside) =>
      if json.Items? && |inside| == |json.items| then Items(seq(|inside|, i requires 0 <= i < |inside| => Grown(json.items[i], inside[i]))) else json
  }

/// What is said to be added, added, gives the document with its defaults.
  lemma TheGrowthIsWhatIsFilled(fill: Fill, json: Json)
    ensures Grown(json, fill.GrowthOf(json)) == fill.Filled(json)
    decreases fill, json
  {
    match json
    case Record(members) =>
      if !Large(members) {
        var inside := fill.AllInnerGrowth(members);
        forall i | 0 <= i < |members|
          ensures Member(members[i].name, Grown(members[i].value, inside[i])) == fill.AllInner(members)[i]
        {
          AuxInnerAt(fill, members, |members| as Int32, i);
          AuxInnerGrowthAt(fill, members, |members| as Int32, i);
          var s := fill.IndexOf(members[i].name);
          if s as int < |fill.slots| { TheGrowthIsWhatIsFilled(fill.slots[s].fill, members[i].value); }
        }
        var grown := seq(|inside|, i requires 0 <= i < |inside| => Member(members[i].name, Grown(members[i].value, inside[i])));
        assert grown == fill.AllInner(members);
        if fill.GrowthOf(json).Same? {
          forall i | 0 <= i < |members|
            ensures grown[i] == members[i]
          {
            assert inside[i] in inside;
          }
          assert grown == members;
        }
      }
    case Items(items) =>
      if fill.elements.Each? {
        var inside := fill.elements.fill.AllItemGrowth(items);
        forall i | 0 <= i < |items|
          ensures Grown(items[i], inside[i]) == fill.elements.fill.AllItems(items)[i]
        {
          AuxItemAt(fill.elements.fill, items, |items| as Int32, i);
          AuxItemGrowthAt(fill.elements.fill, items, |items| as Int32, i);
          TheGrowthIsWhatIsFilled(fill.elements.fill, items[i]);
        }
        var grown := seq(|inside|, i requires 0 <= i < |inside| => Grown(items[i], inside[i]));
        assert grown == fill.elements.fill.AllItems(items);
        if fill.GrowthOf(json).Same? {
          forall i | 0 <= i < |items|
            ensures grown[i] == items[i]
          {
            assert inside[i] in inside;
          }
          assert grown == items;
        }
      }
    case _ =>
  }

  lemma AuxInnerGrowthAt(fill: Fill, members: List<Member>, n: Int32, i: int)
    requires 0 <= i < n as int <= |members|
    ensures fill.InnerGrowth(members, n)[i] == fill.MemberGrowth(members[i])
    decreases n
  {
    if i < n as int - 1 { AuxInnerGrowthAt(fill, members, n - 1, i); }
  }

  lemma AuxItemGrowthAt(fill: Fill, items: List<Json>, n: Int32, i: int)
    requires 0 <= i < n as int <= |items|
    ensures fill.ItemGrowth(items, n)[i] == fill.GrowthOf(items[i])
    decreases n
  {
    if i < n as int - 1 { AuxItemGrowthAt(fill, items, n - 1, i); }
  }
}

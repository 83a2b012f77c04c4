include "Prelude.dfy"
include "Documents.dfy"
include "SafeSchema.dfy"
include "SafeSchema.Theorems.dfy"
include "SafeDefaults.dfy"
include "DefaultPlaces.dfy"

/// Why defaults that have a place in a schema break no document.
module DefaultPlacesTheorems {
  import opened Native
  import opened Int32s
  import opened Lists
  import opened Documents
  import opened SafeSchema
  import opened SchemaTerms
  import opened SafeSchemaTheorems
  import opened SafeDefaults
  import opened DefaultPlaces

  ghost predicate NoneMatters(misfits: seq<Misfit>, paid: (Int32, Json) -> bool) { forall m <- misfits :: m.why.Holds(paid) }

/// A document that conforms to its schema still does once the defaults are set, if they have a place in that schema.
  lemma FillingKeepsADocumentConforming(ground: Ground, fill: Fill, at: Int32, path: seq<Step>, json: Json, paid: (Int32, Json) -> bool)
    requires NoneMatters(ground.Misfits(fill, at, path), paid)
    requires ground.schemas.Conforms(json, at, paid)
    ensures ground.schemas.Conforms(fill.Filled(json), at, paid)
    decreases json, 1
  {
    var schemas := ground.schemas;
    if fill.IsEmpty() {
      AuxAnEmptyTreeFillsNothing(fill, json);
    } else if json.Record? && Large(json.members) {
    } else if !json.Null? {
      AuxNotCounted(ground, fill, at, path, paid);
      match schemas.table[at].shape
      case RecordOf(fields, required, open) => AuxInARecord(ground, fill, at, path, json, paid);
      case MapOf(value) => AuxInAMap(ground, fill, at, path, json, paid);
      case ItemsOf(element, unique) => AuxInAList(ground, fill, at, path, json, paid);
      case Anything =>
      case _ => assert Misfit(path, NothingInside(at)) in ground.Misfits(fill, at, path);
    }
  }

  lemma AuxNotCounted(ground: Ground, fill: Fill, at: Int32, path: seq<Step>, paid: (Int32, Json) -> bool)
    requires NoneMatters(ground.Misfits(fill, at, path), paid) && !fill.IsEmpty() && ground.schemas.Knows(at)
    ensures ground.schemas.table[at].check.Nothing?
  {
    if ground.schemas.table[at].check.Some? {
      assert Misfit(path, Counted(at)) in ground.Misfits(fill, at, path);
    }
  }

  lemma AuxAnEmptyTreeFillsNothing(fill: Fill, json: Json)
    requires fill.IsEmpty()
    ensures fill.Filled(json) == json
  {
    if json.Record? && !Large(json.members) {
      AuxEmptyInner(fill, json.members, |json.members| as Int32);
      assert json.members[..|json.members| as Int32] == json.members;
      assert fill.AllAdded(json.members) == [];
    }
  }

  lemma AuxEmptyInner(fill: Fill, members: List<Member>, n: Int32)
    requires fill.IsEmpty() && 0 <= n as int <= |members|
    ensures fill.Inner(members, n) == members[..n]
    decreases n
  {
    if n > 0 {
      AuxEmptyInner(fill, members, n - 1);
      assert fill.FilledMember(members[n - 1]) == members[n - 1];
      assert members[..n] == members[..n - 1] + [members[n - 1]];
    }
  }

  // Where each member of a filled record comes from.
  lemma AuxMembersOf(fill: Fill, members: List<Member>)
    requires !Large(members)
    ensures forall m <- fill.Filled(Record(members)).members ::
              (exists was <- members :: m == fill.FilledMember(was))
              || (exists s <- fill.slots :: s.given.Set? && s.name == m.name && !HasName(members, s.name) && m.value == s.fill.Filled(s.given.value))
  {
    AuxInnerFrom(fill, members, |members| as Int32);
    AuxAddedFrom(fill, members, |fill.slots| as Int32);
    assert members[..|members| as Int32] == members && fill.slots[..|fill.slots| as Int32] == fill.slots;
    assert fill.Filled(Record(members)).members == fill.Inner(members, |members| as Int32) + fill.Added(members, |fill.slots| as Int32);
  }

  lemma AuxInnerFrom(fill: Fill, members: List<Member>, n: Int32)
    requires 0 <= n as int <= |members|
    ensures forall m <- fill.Inner(members, n) :: exists was <- members[..n] :: m == fill.FilledMember(was)
    ensures forall was <- members[..n] :: fill.FilledMember(was) in fill.Inner(members, n)
    decreases n
  {
    if n > 0 {
      AuxInnerFrom(fill, members, n - 1);
      assert members[..n] == members[..n - 1] + [members[n - 1]];
      assert fill.Inner(members, n) == fill.Inner(members, n - 1) + [fill.FilledMember(members[n - 1])];
      forall m <- fill.Inner(members, n)
        ensures exists was <- members[..n] :: m == fill.FilledMember(was)
      {
        if m in fill.Inner(members, n - 1) {
          var was :| was in members[..n - 1] && m == fill.FilledMember(was);
          assert was in members[..n];
        } else {
          assert members[n - 1] in members[..n];
        }
      }
    }
  }

  lemma AuxAddedFrom(fill: Fill, members: List<Member>, n: Int32)
    requires 0 <= n as int <= |fill.slots|
    ensures forall m <- fill.Added(members, n) ::
              exists s <- fill.slots[..n] :: s.given.Set? && s.name == m.name && !HasName(members, s.name) && m.value == s.fill.Filled(s.given.value)
    decreases n
  {
    if n > 0 {
      AuxAddedFrom(fill, members, n - 1);
      assert fill.slots[..n] == fill.slots[..n - 1] + [fill.slots[n - 1]];
      assert fill.Added(members, n) == fill.Added(members, n - 1) + fill.AddedBy(members, n - 1);
      forall m <- fill.Added(members, n)
        ensures exists s <- fill.slots[..n] :: s.given.Set? && s.name == m.name && !HasName(members, s.name) && m.value == s.fill.Filled(s.given.value)
      {
        if m in fill.Added(members, n - 1) {
          var s :| s in fill.slots[..n - 1] && s.given.Set? && s.name == m.name && !HasName(members, s.name) && m.value == s.fill.Filled(s.given.value);
          assert s in fill.slots[..n];
        } else {
          assert m in fill.AddedBy(members, n - 1);
          assert fill.slots[n - 1] in fill.slots[..n];
        }
      }
    }
  }

  lemma AuxNullStaysNull(fill: Fill, json: Json)
    ensures fill.Filled(json).Null? == json.Null?
  {
  }

  // The misfits of one slot are among those of the tree.
  lemma AuxSlotFits(ground: Ground, fill: Fill, at: Int32, path: seq<Step>, n: Int32, i: Int32, paid: (Int32, Json) -> bool)
    requires ground.schemas.Knows(at) && 0 <= i as int < n as int <= |fill.slots|
    requires NoneMatters(ground.SlotMisfits(fill, at, path, n), paid)
    ensures NoneMatters(ground.MisfitsOfSlot(fill, at, path, i), paid)
    decreases n
  {
    var (rest, own) := (ground.SlotMisfits(fill, at, path, n - 1), ground.MisfitsOfSlot(fill, at, path, n - 1));
    assert ground.SlotMisfits(fill, at, path, n) == rest + own;
    AuxBoth(rest, own, paid);
    if i < n - 1 { AuxSlotFits(ground, fill, at, path, n - 1, i, paid); }
  }

  lemma AuxBoth(left: seq<Misfit>, right: seq<Misfit>, paid: (Int32, Json) -> bool)
    requires NoneMatters(left + right, paid)
    ensures NoneMatters(left, paid) && NoneMatters(right, paid)
  {
    assert forall m <- left :: m in left + right;
    assert forall m <- right :: m in left + right;
  }

  // A value that may be set conforms.
  lemma AuxGivenConforms(ground: Ground, slot: Slot, at: Int32, path: seq<Step>, paid: (Int32, Json) -> bool)
    requires NoneMatters(ground.Placed(slot, at, path), paid)
    ensures NoneMatters(ground.Misfits(slot.fill, at, path), paid)
    ensures slot.given.Set? ==> ground.schemas.Conforms(slot.fill.Filled(slot.given.value), at, paid)
  {
    var notes := if slot.given.Set? then ground.schemas.Notes(slot.fill.Filled(slot.given.value), at, Whole) else [];
    var misfits := AsMisfits(notes, path);
    assert ground.Placed(slot, at, path) == misfits + ground.Misfits(slot.fill, at, path);
    AuxBoth(misfits, ground.Misfits(slot.fill, at, path), paid);
    if slot.given.Set? {
      forall i | 0 <= i < |notes|
        ensures notes[i].what.Holds(paid)
      {
        assert misfits[i] in misfits;
      }
      AcceptsExactlyWhatConforms(ground.schemas, slot.fill.Filled(slot.given.value), at, Whole, paid);
    }
  }

  lemma AuxInAMap(ground: Ground, fill: Fill, at: Int32, path: seq<Step>, json: Json, paid: (Int32, Json) -> bool)
    requires NoneMatters(ground.Misfits(fill, at, path), paid) && !fill.IsEmpty()
    requires ground.schemas.Conforms(json, at, paid) && json.Record? && !Large(json.members)
    requires ground.schemas.table[at].check.Nothing? && ground.schemas.table[at].shape.MapOf?
    ensures ground.schemas.Conforms(fill.Filled(json), at, paid)
    decreases json, 0
  {
    var value := ground.schemas.table[at].shape.value;
    AuxBoth(ground.NoListMisfits(fill, at, path), ground.AllSlotMisfits(fill, at, path), paid);
    AuxMembersOf(fill, json.members);
    forall m <- fill.Filled(json).members
      ensures ground.schemas.Conforms(m.value, value, paid)
    {
      if was :| was in json.members && m == fill.FilledMember(was) {
        var i := fill.IndexOf(was.name);
        if i as int < |fill.slots| {
          AuxSlotFits(ground, fill, at, path, |fill.slots| as Int32, i, paid);
          AuxGivenConforms(ground, fill.slots[i], value, path + [Named(fill.slots[i].name)], paid);
          FillingKeepsADocumentConforming(ground, fill.slots[i].fill, value, path + [Named(fill.slots[i].name)], was.value, paid);
        }
      } else {
        var s :| s in fill.slots && s.given.Set? && s.name == m.name && m.value == s.fill.Filled(s.given.value);
        var i: int :| 0 <= i < |fill.slots| && fill.slots[i] == s;
        AuxSlotFits(ground, fill, at, path, |fill.slots| as Int32, i as Int32, paid);
        AuxGivenConforms(ground, s, value, path + [Named(s.name)], paid);
      }
    }
  }

  lemma AuxInARecord(ground: Ground, fill: Fill, at: Int32, path: seq<Step>, json: Json, paid: (Int32, Json) -> bool)
    requires NoneMatters(ground.Misfits(fill, at, path), paid) && !fill.IsEmpty()
    requires ground.schemas.Conforms(json, at, paid) && json.Record? && !Large(json.members)
    requires ground.schemas.table[at].check.Nothing? && ground.schemas.table[at].shape.RecordOf?
    ensures ground.schemas.Conforms(fill.Filled(json), at, paid)
    decreases json, 0
  {
    var RecordOf(fields, required, open) := ground.schemas.table[at].shape;
    AuxBoth(ground.NoListMisfits(fill, at, path), ground.AllSlotMisfits(fill, at, path), paid);
    AuxMembersOf(fill, json.members);
    forall m <- fill.Filled(json).members
      ensures ground.schemas.MemberConforms(m, fields, open, paid)
    {
      var f := IndexOf(fields, m.name);
      if was :| was in json.members && m == fill.FilledMember(was) {
        var i := fill.IndexOf(was.name);
        if i as int < |fill.slots| {
          AuxSlotFits(ground, fill, at, path, |fill.slots| as Int32, i, paid);
          if f as int < |fields| {
            AuxGivenConforms(ground, fill.slots[i], fields[f].schema, path + [Named(fill.slots[i].name)], paid);
            FillingKeepsADocumentConforming(ground, fill.slots[i].fill, fields[f].schema, path + [Named(fill.slots[i].name)], was.value, paid);
          }
        }
      } else {
        var s :| s in fill.slots && s.given.Set? && s.name == m.name && m.value == s.fill.Filled(s.given.value);
        var i: int :| 0 <= i < |fill.slots| && fill.slots[i] == s;
        AuxSlotFits(ground, fill, at, path, |fill.slots| as Int32, i as Int32, paid);
        if f as int < |fields| {
          AuxGivenConforms(ground, s, fields[f].schema, path + [Named(s.name)], paid);
        } else if !open {
          assert Misfit(path, NoField(s.name, at)) in ground.MisfitsOfSlot(fill, at, path, i as Int32);
        }
      }
    }
    forall need <- required
      ensures Has(fill.Filled(json).members, need)
    {
      assert Has(json.members, need);
      var was :| was in json.members && need.MetBy(was);
      AuxInnerFrom(fill, json.members, |json.members| as Int32);
      assert json.members[..|json.members| as Int32] == json.members;
      var m := fill.FilledMember(was);
      assert m in fill.AllInner(json.members);
      var slot := fill.IndexOf(was.name);
      if slot as int < |fill.slots| { AuxNullStaysNull(fill.slots[slot].fill, was.value); }
      assert m in fill.Filled(json).members && need.MetBy(m);
    }
  }

  lemma AuxInAList(ground: Ground, fill: Fill, at: Int32, path: seq<Step>, json: Json, paid: (Int32, Json) -> bool)
    requires NoneMatters(ground.Misfits(fill, at, path), paid) && !fill.IsEmpty()
    requires ground.schemas.Conforms(json, at, paid) && json.Items?
    requires ground.schemas.table[at].check.Nothing? && ground.schemas.table[at].shape.ItemsOf?
    ensures ground.schemas.Conforms(fill.Filled(json), at, paid)
    decreases json, 0
  {
    var ItemsOf(element, unique) := ground.schemas.table[at].shape;
    if |fill.slots| > 0 {
      assert Misfit(path, IntoList(fill.slots[0].name)) in ground.Misfits(fill, at, path);
      return;
    }
    var own, inside := fill.elements.fill, path + [Every];
    var keys := match unique
      case NoMatter => []
      case AsSet => [Misfit(inside, IntoSet)]
      case AsMap(keys) => ground.AllKeyMisfits(own, keys, inside);
    assert ground.Misfits(fill, at, path) == keys + ground.Misfits(own, element, inside);
    AuxBoth(keys, ground.Misfits(own, element, inside), paid);
    if unique.AsSet? { assert Misfit(inside, IntoSet) in keys; }
    var filled := own.AllItems(json.items);
    forall i | 0 <= i < |filled|
      ensures ground.schemas.Conforms(filled[i], element, paid)
      ensures !unique.NoMatter? ==> KeysOf(filled[i], unique) == KeysOf(json.items[i], unique)
    {
      AuxItemAt(own, json.items, |json.items| as Int32, i);
      assert json.items[i] in json.items;
      FillingKeepsADocumentConforming(ground, own, element, inside, json.items[i], paid);
      if unique.AsMap? { AuxKeysStay(ground, own, unique, inside, json.items[i], paid); }
    }
    assert AllDiffer(filled, unique);
  }

  lemma AuxItemAt(fill: Fill, items: List<Json>, n: Int32, i: int)
    requires 0 <= i < n as int <= |items|
    ensures fill.FilledItems(items, n)[i] == fill.Filled(items[i])
    decreases n
  {
    if i < n as int - 1 { AuxItemAt(fill, items, n - 1, i); }
  }

  lemma AuxKeysStay(ground: Ground, fill: Fill, unique: Unique, path: seq<Step>, item: Json, paid: (Int32, Json) -> bool)
    requires unique.AsMap? && NoneMatters(ground.AllKeyMisfits(fill, unique.keys, path), paid)
    ensures KeysOf(fill.Filled(item), unique) == KeysOf(item, unique)
  {
    forall k | 0 <= k < |unique.keys|
      ensures fill.Filled(item).Of(unique.keys[k]) == item.Of(unique.keys[k])
    {
      AuxNoKeySlot(ground, fill, unique.keys, path, |fill.slots| as Int32, paid);
      if item.Record? && !Large(item.members) { AuxOtherNamesStay(fill, item.members, unique.keys[k]); }
    }
  }

  lemma AuxNoKeySlot(ground: Ground, fill: Fill, keys: List<Text>, path: seq<Step>, n: Int32, paid: (Int32, Json) -> bool)
    requires 0 <= n as int <= |fill.slots| && NoneMatters(ground.KeyMisfits(fill, keys, path, n), paid)
    ensures forall s <- fill.slots[..n] :: s.name !in keys
    decreases n
  {
    if n > 0 {
      var last := if Among(fill.slots[n - 1].name, keys) then [Misfit(path, KeyOfList(fill.slots[n - 1].name))] else [];
      assert ground.KeyMisfits(fill, keys, path, n) == ground.KeyMisfits(fill, keys, path, n - 1) + last;
      AuxBoth(ground.KeyMisfits(fill, keys, path, n - 1), last, paid);
      AuxNoKeySlot(ground, fill, keys, path, n - 1, paid);
      if Among(fill.slots[n - 1].name, keys) { assert Misfit(path, KeyOfList(fill.slots[n - 1].name)) in last; }
      assert fill.slots[..n] == fill.slots[..n - 1] + [fill.slots[n - 1]];
    }
  }

  // A member no slot names is the same before and after.
  lemma AuxOtherNamesStay(fill: Fill, members: List<Member>, name: Text)
    requires !Large(members) && forall s <- fill.slots :: s.name != name
    ensures ValueOf(fill.Filled(Record(members)).members, name) == ValueOf(members, name)
  {
    var inner, added := fill.AllInner(members), fill.AllAdded(members);
    forall i | 0 <= i < |members|
      ensures inner[i].name == members[i].name && (inner[i].name == name ==> inner[i].value == members[i].value)
    {
      AuxInnerAt(fill, members, |members| as Int32, i);
    }
    AuxAddedFrom(fill, members, |fill.slots| as Int32);
    assert fill.slots[..|fill.slots| as Int32] == fill.slots;
    AuxSameValue(members, inner + added, name);
  }

  lemma AuxInnerAt(fill: Fill, members: List<Member>, n: Int32, i: int)
    requires 0 <= i < n as int <= |members|
    ensures fill.Inner(members, n)[i] == fill.FilledMember(members[i])
    decreases n
  {
    if i < n as int - 1 { AuxInnerAt(fill, members, n - 1, i); }
  }

  lemma AuxSameValue(left: List<Member>, right: List<Member>, name: Text)
    requires |left| <= |right|
    requires forall i :: 0 <= i < |left| ==> left[i].name == right[i].name && (left[i].name == name ==> left[i].value == right[i].value)
    requires forall i :: |left| <= i < |right| ==> right[i].name != name
    ensures ValueOf(left, name) == ValueOf(right, name)
    decreases |right|
  {
    if |left| > 0 {
      AuxSameValue(left[1..], right[1..], name);
    } else if |right| > 0 {
      AuxSameValue(left, right[1..], name);
    }
  }
}

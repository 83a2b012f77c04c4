include "Prelude.dfy"
include "Documents.dfy"
include "SafeSchema.dfy"
include "SafeDefaults.dfy"
include "SafeDefaults.Theorems.dfy"
include "DefaultPlaces.dfy"
include "DefaultTrees.dfy"

/// Why it does not matter which policy's defaults come first.
module DefaultTreesTheorems {
  import opened Native
  import opened Int32s
  import opened Lists
  import opened Documents
  import opened SafeDefaults
  import opened SafeDefaultsTheorems
  import opened DefaultPlaces
  import opened DefaultTrees

  // Whether two documents say the same: the order of members is all that may differ.
  ghost predicate SaysTheSame(left: Json, right: Json) {
    match left
    case Record(members) =>
      && right.Record?
      && (forall l <- members :: exists r <- right.members :: l.name == r.name && SaysTheSame(l.value, r.value))
      && (forall r <- right.members :: exists l <- members :: l.name == r.name && SaysTheSame(l.value, r.value))
    case Items(items) =>
      && right.Items?
      && |items| == |right.items|
      && (forall i :: 0 <= i < |items| ==> SaysTheSame(items[i], right.items[i]))
    case _ => left == right
  }

  ghost predicate SameSet(left: Defaults, right: Defaults) { forall d :: d in left.list <==> d in right.list }

  ghost predicate NoneClash(defaults: Defaults) { forall d, e | d in defaults.list && e in defaults.list :: !d.Clashes(e) }

  // Whether two trees set the same, whatever the order of their slots.
  ghost predicate Alike(left: Fill, right: Fill) {
    && (forall l <- left.slots :: exists r <- right.slots :: l.name == r.name && l.given == r.given && Alike(l.fill, r.fill))
    && (forall r <- right.slots :: exists l <- left.slots :: l.name == r.name && l.given == r.given && Alike(l.fill, r.fill))
    && left.elements.Each? == right.elements.Each?
    && (left.elements.Each? ==> Alike(left.elements.fill, right.elements.fill))
  }

/// In whatever order the defaults of policies are taken, a document becomes the same, as long as no two of them clash.
  lemma OrderDoesNotMatter(left: Defaults, right: Defaults, json: Json)
    requires SameSet(left, right) && NoneClash(left)
    ensures SaysTheSame(left.Tree().Filled(json), right.Tree().Filled(json))
  {
    AuxTreesAreAlike(left, right);
    TheTreeIsProper(left);
    TheTreeIsProper(right);
    AuxAlikeTreesFillAlike(left.Tree(), right.Tree(), json);
  }

/// A tree made of defaults sets no member twice: what is proved of such trees holds for it.
  lemma TheTreeIsProper(defaults: Defaults)
    ensures Proper(defaults.Tree())
    decreases Deepest(defaults.list), 1
  {
    AuxSlotsAreProper(defaults, |defaults.list| as Int32);
    if defaults.Any(Every) {
      defaults.AuxShallower(Every);
      TheTreeIsProper(defaults.Within(Every));
    }
  }

  lemma AuxSlotsAreProper(defaults: Defaults, n: Int32)
    requires 0 <= n as int <= |defaults.list|
    ensures forall i, j :: 0 <= i < j < |defaults.Slots(n)| ==> defaults.Slots(n)[i].name != defaults.Slots(n)[j].name
    ensures forall s <- defaults.Slots(n) :: Proper(s.fill)
    ensures forall s <- defaults.Slots(n) :: exists d <- defaults.list[..n] :: d.Begins(Named(s.name))
    decreases Deepest(defaults.list), 0, n
  {
    if n > 0 {
      AuxSlotsAreProper(defaults, n - 1);
      var init := defaults.list[..n - 1];
      assert defaults.list[..n] == init + [defaults.list[n - 1]];
      if defaults.IsFirst(n - 1) {
        var name := defaults.list[n - 1].path[0].name;
        var last := defaults.SlotFor(name);
        assert defaults.Slots(n) == defaults.Slots(n - 1) + [last];
        defaults.AuxShallower(Named(name));
        TheTreeIsProper(defaults.Within(Named(name)));
        assert defaults.list[n - 1].Begins(Named(name));
      }
      forall s <- defaults.Slots(n)
        ensures exists d <- defaults.list[..n] :: d.Begins(Named(s.name))
      {
        if s in defaults.Slots(n - 1) {
          var d :| d in init && d.Begins(Named(s.name));
          assert d in defaults.list[..n];
        } else {
          assert defaults.list[n - 1] in defaults.list[..n];
        }
      }
    }
  }

  // The slots are exactly those of the names that begin a way.
  lemma AuxSlotsOf(defaults: Defaults, n: Int32)
    requires 0 <= n as int <= |defaults.list|
    ensures forall s <- defaults.Slots(n) :: defaults.Any(Named(s.name)) && s == defaults.SlotFor(s.name)
    ensures forall d, name | d in defaults.list[..n] && d.Begins(Named(name)) :: defaults.Any(Named(name)) && defaults.SlotFor(name) in defaults.Slots(n)
    decreases n
  {
    if n > 0 {
      AuxSlotsOf(defaults, n - 1);
      var last := defaults.list[n - 1];
      assert defaults.list[..n] == defaults.list[..n - 1] + [last];
      forall d, name | d in defaults.list[..n] && d.Begins(Named(name))
        ensures defaults.Any(Named(name)) && defaults.SlotFor(name) in defaults.Slots(n)
      {
        assert d in defaults.list;
        if d !in defaults.list[..n - 1] {
          assert d == last;
          if !defaults.IsFirst(n - 1) {
            var e :| e in defaults.list[..n - 1] && e.Begins(Named(name));
          }
        }
      }
    }
  }

  lemma AuxTreesAreAlike(left: Defaults, right: Defaults)
    requires SameSet(left, right) && NoneClash(left)
    ensures Alike(left.Tree(), right.Tree())
    decreases Deepest(left.list)
  {
    AuxSlotsOf(left, |left.list| as Int32);
    AuxSlotsOf(right, |right.list| as Int32);
    assert left.list[..|left.list| as Int32] == left.list && right.list[..|right.list| as Int32] == right.list;
    forall name | left.Any(Named(name))
      ensures right.Any(Named(name)) && left.SlotFor(name).given == right.SlotFor(name).given && Alike(left.SlotFor(name).fill, right.SlotFor(name).fill)
    {
      AuxSameWithin(left, right, Named(name));
      AuxGivenAgrees(left, right, name);
      left.AuxShallower(Named(name));
      AuxTreesAreAlike(left.Within(Named(name)), right.Within(Named(name)));
    }
    if left.Any(Every) {
      AuxSameWithin(left, right, Every);
      left.AuxShallower(Every);
      AuxTreesAreAlike(left.Within(Every), right.Within(Every));
    }
    var lefts, rights := left.Slots(|left.list| as Int32), right.Slots(|right.list| as Int32);
    assert left.Tree().slots == lefts && right.Tree().slots == rights;
    forall l <- lefts
      ensures exists r <- rights :: l.name == r.name && l.given == r.given && Alike(l.fill, r.fill)
    {
      assert left.Any(Named(l.name)) && l == left.SlotFor(l.name);
      var d :| d in left.list && d.Begins(Named(l.name));
      assert d in right.list;
      assert right.SlotFor(l.name) in rights;
    }
    forall r <- rights
      ensures exists l <- lefts :: l.name == r.name && l.given == r.given && Alike(l.fill, r.fill)
    {
      assert right.Any(Named(r.name)) && r == right.SlotFor(r.name);
      var d :| d in right.list && d.Begins(Named(r.name));
      assert d in left.list;
      assert left.Any(Named(r.name));
      assert left.SlotFor(r.name) in lefts;
    }
  }

  lemma AuxSameWithin(left: Defaults, right: Defaults, step: Step)
    requires SameSet(left, right) && NoneClash(left) && left.Any(step)
    ensures right.Any(step) && SameSet(left.Within(step), right.Within(step)) && NoneClash(left.Within(step))
  {
    var d :| d in left.list && d.Begins(step);
    assert d in right.list;
    AuxWithinIsOf(left, right, step);
    AuxWithinIsOf(right, left, step);
    left.AuxWithin(step, |left.list| as Int32);
    assert left.list[..|left.list| as Int32] == left.list;
    forall v, w | v in left.Within(step).list && w in left.Within(step).list
      ensures !v.Clashes(w)
    {
      var x :| x in left.list && x.Enters(step) && v == x.Further();
      var y :| y in left.list && y.Enters(step) && w == y.Further();
      assert !x.Clashes(y);
      if v.path == w.path {
        assert x.path == [step] + v.path;
        assert y.path == [step] + w.path;
      }
    }
  }

  lemma AuxWithinIsOf(left: Defaults, right: Defaults, step: Step)
    requires SameSet(left, right)
    ensures forall w <- left.Within(step).list :: w in right.Within(step).list
  {
    left.AuxWithin(step, |left.list| as Int32);
    right.AuxWithin(step, |right.list| as Int32);
    assert left.list[..|left.list| as Int32] == left.list && right.list[..|right.list| as Int32] == right.list;
    forall w <- left.Within(step).list
      ensures w in right.Within(step).list
    {
      var d :| d in left.list && d.Enters(step) && w == d.Further();
      assert d in right.list;
    }
  }

  lemma AuxGivenFrom(defaults: Defaults, name: Text, start: Int32)
    requires 0 <= start as int <= |defaults.list|
    ensures var given := defaults.GivenFrom(name, start);
            match given
            case Unset => forall d <- defaults.list[start..] :: !d.Sets(name)
            case Set(value) => exists d <- defaults.list[start..] :: d.Sets(name) && d.value == value
    decreases |defaults.list| - start as int
  {
    if start as int < |defaults.list| {
      AuxGivenFrom(defaults, name, start + 1);
      assert defaults.list[start..] == [defaults.list[start]] + defaults.list[start + 1..];
      if defaults.list[start].Sets(name) {
        assert defaults.list[start] in defaults.list[start..];
      } else if defaults.GivenFrom(name, start + 1).Set? {
        var d :| d in defaults.list[start + 1..] && d.Sets(name) && d.value == defaults.GivenFrom(name, start + 1).value;
        assert d in defaults.list[start..];
      }
    }
  }

  lemma AuxGivenAgrees(left: Defaults, right: Defaults, name: Text)
    requires SameSet(left, right) && NoneClash(left)
    ensures left.GivenFor(name) == right.GivenFor(name)
  {
    AuxGivenFrom(left, name, 0);
    AuxGivenFrom(right, name, 0);
    assert left.list[0 as Int32..] == left.list && right.list[0 as Int32..] == right.list;
    if left.GivenFor(name).Set? {
      var d :| d in left.list && d.Sets(name) && d.value == left.GivenFor(name).value;
      assert d in right.list;
      if right.GivenFor(name).Set? {
        var e :| e in right.list && e.Sets(name) && e.value == right.GivenFor(name).value;
        assert e in left.list && d.path == [Named(name)] && e.path == [Named(name)];
        assert !d.Clashes(e);
      }
    } else if right.GivenFor(name).Set? {
      var e :| e in right.list && e.Sets(name) && e.value == right.GivenFor(name).value;
      assert e in left.list;
    }
  }

  lemma AuxSaysItself(json: Json)
    ensures SaysTheSame(json, json)
  {
    match json
    case Record(members) => forall m <- members ensures SaysTheSame(m.value, m.value) { AuxSaysItself(m.value); }
    case Items(items) => forall i | 0 <= i < |items| ensures SaysTheSame(items[i], items[i]) { AuxSaysItself(items[i]); }
    case _ =>
  }

  lemma AuxAlikeTreesFillAlike(left: Fill, right: Fill, json: Json)
    requires Proper(left) && Proper(right) && Alike(left, right)
    ensures SaysTheSame(left.Filled(json), right.Filled(json))
    decreases left, 1
  {
    match json
    case Record(members) =>
      if Large(members) { AuxSaysItself(json); } else { AuxAlikeInARecord(left, right, members); }
    case Items(items) =>
      if left.elements.Each? {
        forall i | 0 <= i < |items|
          ensures SaysTheSame(left.elements.fill.AllItems(items)[i], right.elements.fill.AllItems(items)[i])
        {
          AuxItemAt(left.elements.fill, items, |items| as Int32, i);
          AuxItemAt(right.elements.fill, items, |items| as Int32, i);
          AuxAlikeTreesFillAlike(left.elements.fill, right.elements.fill, items[i]);
        }
      } else {
        AuxSaysItself(json);
      }
    case _ =>
  }

  lemma AuxAlikeInARecord(left: Fill, right: Fill, members: List<Member>)
    requires Proper(left) && Proper(right) && Alike(left, right) && !Large(members)
    ensures SaysTheSame(left.Filled(Record(members)), right.Filled(Record(members)))
    decreases left, 0
  {
    var l, r := left.AllInner(members) + left.AllAdded(members), right.AllInner(members) + right.AllAdded(members);
    forall i | 0 <= i < |members|
      ensures l[i].name == r[i].name && SaysTheSame(l[i].value, r[i].value)
    {
      AuxInnerAt(left, members, |members| as Int32, i);
      AuxInnerAt(right, members, |members| as Int32, i);
      AuxMemberAlike(left, right, members[i]);
    }
    AuxAddedAlike(left, right, members);
    forall x <- l
      ensures exists y <- r :: x.name == y.name && SaysTheSame(x.value, y.value)
    {
      var i :| 0 <= i < |l| && l[i] == x;
      if i < |members| {
        assert r[i] in r;
      } else {
        assert x in left.AllAdded(members);
        var y :| y in right.AllAdded(members) && x.name == y.name && SaysTheSame(x.value, y.value);
        assert y in r;
      }
    }
    forall y <- r
      ensures exists x <- l :: x.name == y.name && SaysTheSame(x.value, y.value)
    {
      var i :| 0 <= i < |r| && r[i] == y;
      if i < |members| {
        assert l[i] in l;
      } else {
        assert y in right.AllAdded(members);
        var x :| x in left.AllAdded(members) && x.name == y.name && SaysTheSame(x.value, y.value);
        assert x in l;
      }
    }
    assert left.Filled(Record(members)) == Record(l) && right.Filled(Record(members)) == Record(r);
  }

  lemma AuxAddedAlike(left: Fill, right: Fill, members: List<Member>)
    requires Proper(left) && Proper(right) && Alike(left, right)
    ensures forall x <- left.AllAdded(members) :: exists y <- right.AllAdded(members) :: x.name == y.name && SaysTheSame(x.value, y.value)
    ensures forall y <- right.AllAdded(members) :: exists x <- left.AllAdded(members) :: x.name == y.name && SaysTheSame(x.value, y.value)
    decreases left, 0
  {
    AuxAddedFrom(left, members, |left.slots| as Int32);
    AuxAddedFrom(right, members, |right.slots| as Int32);
    assert left.slots[..|left.slots| as Int32] == left.slots && right.slots[..|right.slots| as Int32] == right.slots;
    var lefts, rights := left.Added(members, |left.slots| as Int32), right.Added(members, |right.slots| as Int32);
    forall x <- lefts
      ensures exists y <- rights :: x.name == y.name && SaysTheSame(x.value, y.value)
    {
      var s :| s in left.slots && AddedFrom(x, s, members);
      var t := AuxPartner(left, right, s);
      AuxAlikeTreesFillAlike(s.fill, t.fill, s.given.value);
      var y := Member(t.name, t.fill.Filled(t.given.value));
      assert y in rights;
    }
    forall y <- rights
      ensures exists x <- lefts :: x.name == y.name && SaysTheSame(x.value, y.value)
    {
      var t :| t in right.slots && AddedFrom(y, t, members);
      var s := AuxPartnerOf(left, right, t);
      AuxAlikeTreesFillAlike(s.fill, t.fill, s.given.value);
      var x := Member(s.name, s.fill.Filled(s.given.value));
      assert x in lefts;
    }
  }

  lemma AuxPartner(left: Fill, right: Fill, l: Slot) returns (r: Slot)
    requires Proper(left) && Proper(right) && Alike(left, right) && l in left.slots
    ensures r in right.slots && l.name == r.name && l.given == r.given && Alike(l.fill, r.fill) && Proper(l.fill) && Proper(r.fill)
  {
    r :| r in right.slots && l.name == r.name && l.given == r.given && Alike(l.fill, r.fill);
  }

  lemma AuxPartnerOf(left: Fill, right: Fill, r: Slot) returns (l: Slot)
    requires Proper(left) && Proper(right) && Alike(left, right) && r in right.slots
    ensures l in left.slots && l.name == r.name && l.given == r.given && Alike(l.fill, r.fill) && Proper(l.fill) && Proper(r.fill)
  {
    l :| l in left.slots && l.name == r.name && l.given == r.given && Alike(l.fill, r.fill);
  }

  lemma AuxMemberAlike(left: Fill, right: Fill, member: Member)
    requires Proper(left) && Proper(right) && Alike(left, right)
    ensures SaysTheSame(left.FilledMember(member).value, right.FilledMember(member).value)
    decreases left, 0
  {
    var i, j := left.IndexOf(member.name), right.IndexOf(member.name);
    if i as int < |left.slots| {
      var s := left.slots[i];
      var t := AuxPartner(left, right, s);
      AuxOnlySlot(right, t);
      AuxAlikeTreesFillAlike(s.fill, t.fill, member.value);
    } else {
      if j as int < |right.slots| { var s := AuxPartnerOf(left, right, right.slots[j]); }
      AuxSaysItself(member.value);
    }
  }
}

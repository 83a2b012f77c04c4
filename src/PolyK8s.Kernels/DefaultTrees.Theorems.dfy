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
  ghost predicate SaysTheSame(left: Json, right: Json)
    decreases left, 1
  {
    match left
    case Record(members) => right.Record? && SaysAll(left, right) && SaysNoMore(left, right)
    case Items(items) =>
      && right.Items?
      && |items| == |right.items|
      && (forall i :: 0 <= i < |items| ==> SaysTheSame(items[i], right.items[i]))
    case _ => left == right
  }

  // The two directions are opaque: unfolded together, each would call for the other for ever.
  ghost opaque predicate SaysAll(left: Json, right: Json)
    requires left.Record? && right.Record?
    decreases left, 0
  {
    forall l <- left.members :: exists r <- right.members :: l.name == r.name && SaysTheSame(l.value, r.value)
  }

  ghost opaque predicate SaysNoMore(left: Json, right: Json)
    requires left.Record? && right.Record?
    decreases left, 0
  {
    forall r <- right.members :: exists l <- left.members :: l.name == r.name && SaysTheSame(l.value, r.value)
  }

  ghost predicate SameSet(left: Defaults, right: Defaults) { forall d :: d in left.list <==> d in right.list }

  ghost predicate NoneClash(defaults: Defaults) { forall d, e | d in defaults.list && e in defaults.list :: !d.Clashes(e) }

  // Whether two trees set the same, whatever the order of their slots.
  ghost predicate Alike(left: Fill, right: Fill)
    decreases left, 1
  {
    && SetsAll(left, right)
    && SetsNoMore(left, right)
    && left.elements.Each? == right.elements.Each?
    && (left.elements.Each? ==> Alike(left.elements.fill, right.elements.fill))
  }

  ghost opaque predicate SetsAll(left: Fill, right: Fill)
    decreases left, 0
  {
    forall l <- left.slots :: exists r <- right.slots :: l.name == r.name && l.given == r.given && Alike(l.fill, r.fill)
  }

  ghost opaque predicate SetsNoMore(left: Fill, right: Fill)
    decreases left, 0
  {
    forall r <- right.slots :: exists l <- left.slots :: l.name == r.name && l.given == r.given && Alike(l.fill, r.fill)
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

  lemma AuxTheTreesSlots(defaults: Defaults)
    ensures defaults.Tree().slots == defaults.Slots(|defaults.list| as Int32)
  {
    assert defaults.AllSlots() == defaults.Slots(|defaults.list| as Int32);
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
    AuxTheTreesSlots(left);
    AuxTheTreesSlots(right);
    assert SetsAll(left.Tree(), right.Tree()) by {
      reveal SetsAll();
      forall l <- lefts
        ensures exists r <- rights :: l.name == r.name && l.given == r.given && Alike(l.fill, r.fill)
      {
        assert left.Any(Named(l.name)) && l == left.SlotFor(l.name);
        var d :| d in left.list && d.Begins(Named(l.name));
        assert d in right.list;
        assert right.SlotFor(l.name) in rights;
      }
    }
    assert SetsNoMore(left.Tree(), right.Tree()) by {
      reveal SetsNoMore();
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
    case Record(members) =>
      forall m <- members
        ensures SaysTheSame(m.value, m.value)
      {
        AuxSaysItself(m.value);
      }
      assert SaysAll(json, json) by { reveal SaysAll(); }
      assert SaysNoMore(json, json) by { reveal SaysNoMore(); }
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

  ghost predicate Like(x: Member, y: Member) { x.name == y.name && SaysTheSame(x.value, y.value) }

  ghost opaque predicate EachLike(xs: seq<Member>, ys: seq<Member>) { forall x <- xs :: exists y <- ys :: Like(x, y) }

  ghost opaque predicate EachLiked(xs: seq<Member>, ys: seq<Member>) { forall y <- ys :: exists x <- xs :: Like(x, y) }

  lemma AuxBothLike(xs: seq<Member>, ys: seq<Member>, moreX: seq<Member>, moreY: seq<Member>)
    requires EachLike(xs, ys) && EachLike(moreX, moreY)
    ensures EachLike(xs + moreX, ys + moreY)
  {
    reveal EachLike();
    forall x <- xs + moreX
      ensures exists y <- ys + moreY :: Like(x, y)
    {
      if x in xs {
        var y :| y in ys && Like(x, y);
        assert y in ys + moreY;
      } else {
        var y :| y in moreY && Like(x, y);
        assert y in ys + moreY;
      }
    }
  }

  lemma AuxBothLiked(xs: seq<Member>, ys: seq<Member>, moreX: seq<Member>, moreY: seq<Member>)
    requires EachLiked(xs, ys) && EachLiked(moreX, moreY)
    ensures EachLiked(xs + moreX, ys + moreY)
  {
    reveal EachLiked();
    forall y <- ys + moreY
      ensures exists x <- xs + moreX :: Like(x, y)
    {
      if y in ys {
        var x :| x in xs && Like(x, y);
        assert x in xs + moreX;
      } else {
        var x :| x in moreX && Like(x, y);
        assert x in xs + moreX;
      }
    }
  }

  lemma AuxRecordsSayTheSame(xs: List<Member>, ys: List<Member>)
    requires EachLike(xs, ys) && EachLiked(xs, ys)
    ensures SaysTheSame(Record(xs), Record(ys))
  {
    assert SaysAll(Record(xs), Record(ys)) by {
      reveal EachLike(), SaysAll();
      forall x <- xs
        ensures exists y <- ys :: x.name == y.name && SaysTheSame(x.value, y.value)
      {
        var y :| y in ys && Like(x, y);
      }
    }
    assert SaysNoMore(Record(xs), Record(ys)) by {
      reveal EachLiked(), SaysNoMore();
      forall y <- ys
        ensures exists x <- xs :: x.name == y.name && SaysTheSame(x.value, y.value)
      {
        var x :| x in xs && Like(x, y);
      }
    }
  }

  lemma AuxAlikeInARecord(left: Fill, right: Fill, members: List<Member>)
    requires Proper(left) && Proper(right) && Alike(left, right) && !Large(members)
    ensures SaysTheSame(left.Filled(Record(members)), right.Filled(Record(members)))
    decreases left, 0, 3
  {
    AuxInnerAlike(left, right, members);
    AuxAddedAlike(left, right, members);
    AuxBothLike(left.AllInner(members), right.AllInner(members), left.AllAdded(members), right.AllAdded(members));
    AuxBothLiked(left.AllInner(members), right.AllInner(members), left.AllAdded(members), right.AllAdded(members));
    AuxRecordsSayTheSame(left.AllInner(members) + left.AllAdded(members), right.AllInner(members) + right.AllAdded(members));
  }

  lemma AuxInnerAlike(left: Fill, right: Fill, members: List<Member>)
    requires Proper(left) && Proper(right) && Alike(left, right)
    ensures EachLike(left.AllInner(members), right.AllInner(members)) && EachLiked(left.AllInner(members), right.AllInner(members))
    decreases left, 0, 2
  {
    var l, r := left.AllInner(members), right.AllInner(members);
    forall i | 0 <= i < |members|
      ensures Like(l[i], r[i])
    {
      AuxInnerAt(left, members, |members| as Int32, i);
      AuxInnerAt(right, members, |members| as Int32, i);
      AuxMemberAlike(left, right, members[i]);
    }
    assert EachLike(l, r) by {
      reveal EachLike();
      forall x <- l
        ensures exists y <- r :: Like(x, y)
      {
        var i :| 0 <= i < |l| && l[i] == x;
        assert r[i] in r && Like(x, r[i]);
      }
    }
    assert EachLiked(l, r) by {
      reveal EachLiked();
      forall y <- r
        ensures exists x <- l :: Like(x, y)
      {
        var i :| 0 <= i < |r| && r[i] == y;
        assert l[i] in l && Like(l[i], y);
      }
    }
  }

  lemma AuxAddedAlike(left: Fill, right: Fill, members: List<Member>)
    requires Proper(left) && Proper(right) && Alike(left, right)
    ensures EachLike(left.AllAdded(members), right.AllAdded(members)) && EachLiked(left.AllAdded(members), right.AllAdded(members))
    decreases left, 0, 2
  {
    assert EachLike(left.AllAdded(members), right.AllAdded(members)) by {
      reveal EachLike();
      forall x <- left.AllAdded(members)
        ensures exists y <- right.AllAdded(members) :: Like(x, y)
      {
        var y := AuxLikeOf(left, right, members, x);
      }
    }
    assert EachLiked(left.AllAdded(members), right.AllAdded(members)) by {
      reveal EachLiked();
      forall y <- right.AllAdded(members)
        ensures exists x <- left.AllAdded(members) :: Like(x, y)
      {
        var x := AuxLikeBy(left, right, members, y);
      }
    }
  }

  lemma AuxLikeOf(left: Fill, right: Fill, members: List<Member>, x: Member) returns (y: Member)
    requires Proper(left) && Proper(right) && Alike(left, right) && x in left.AllAdded(members)
    ensures y in right.AllAdded(members) && Like(x, y)
    decreases left, 0, 1
  {
    AuxAllAddedFrom(left, members);
    AuxAllAddedFrom(right, members);
    var s :| s in left.slots && AddedFrom(x, s, members);
    var t := AuxPartner(left, right, s);
    AuxAlikeTreesFillAlike(s.fill, t.fill, s.given.value);
    y := Member(t.name, t.fill.Filled(t.given.value));
  }

  lemma AuxLikeBy(left: Fill, right: Fill, members: List<Member>, y: Member) returns (x: Member)
    requires Proper(left) && Proper(right) && Alike(left, right) && y in right.AllAdded(members)
    ensures x in left.AllAdded(members) && Like(x, y)
    decreases left, 0, 1
  {
    AuxAllAddedFrom(left, members);
    AuxAllAddedFrom(right, members);
    var t :| t in right.slots && AddedFrom(y, t, members);
    var s := AuxPartnerOf(left, right, t);
    AuxAlikeTreesFillAlike(s.fill, t.fill, s.given.value);
    x := Member(s.name, s.fill.Filled(s.given.value));
  }

  lemma AuxAllAddedFrom(fill: Fill, members: List<Member>)
    ensures forall m <- fill.AllAdded(members) :: exists s <- fill.slots :: AddedFrom(m, s, members)
    ensures forall s <- fill.slots :: s.given.Set? && !HasName(members, s.name) ==> Member(s.name, s.fill.Filled(s.given.value)) in fill.AllAdded(members)
  {
    AuxAddedFrom(fill, members, |fill.slots| as Int32);
    assert fill.slots[..|fill.slots| as Int32] == fill.slots;
  }

  lemma AuxPartner(left: Fill, right: Fill, l: Slot) returns (r: Slot)
    requires Proper(left) && Proper(right) && Alike(left, right) && l in left.slots
    ensures r in right.slots && l.name == r.name && l.given == r.given && Alike(l.fill, r.fill) && Proper(l.fill) && Proper(r.fill)
  {
    reveal SetsAll();
    r :| r in right.slots && l.name == r.name && l.given == r.given && Alike(l.fill, r.fill);
  }

  lemma AuxPartnerOf(left: Fill, right: Fill, r: Slot) returns (l: Slot)
    requires Proper(left) && Proper(right) && Alike(left, right) && r in right.slots
    ensures l in left.slots && l.name == r.name && l.given == r.given && Alike(l.fill, r.fill) && Proper(l.fill) && Proper(r.fill)
  {
    reveal SetsNoMore();
    l :| l in left.slots && l.name == r.name && l.given == r.given && Alike(l.fill, r.fill);
  }

  lemma AuxMemberAlike(left: Fill, right: Fill, member: Member)
    requires Proper(left) && Proper(right) && Alike(left, right)
    ensures SaysTheSame(left.FilledMember(member).value, right.FilledMember(member).value)
    decreases left, 0, 1
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

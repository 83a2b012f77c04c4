include "Prelude.dfy"
include "Documents.dfy"
include "SchemaTerms.dfy"
include "SafeSchema.dfy"

/// Why the answers of the structure kernel can be relied on.
module SafeSchemaTheorems {
  import opened Native
  import opened Int32s
  import opened Lists
  import opened Documents
  import opened SafeSchema
  import opened SchemaTerms

  ghost predicate AllHold(notes: seq<Note>, paid: (Int32, Json) -> bool) { forall n <- notes :: n.what.Holds(paid) }

/// A document is accepted (no complaint, every owed check paid) exactly when it conforms to its schema.
  lemma AcceptsExactlyWhatConforms(schemas: Schemas, json: Json, at: Int32, trail: Trail, paid: (Int32, Json) -> bool)
    ensures AllHold(schemas.Notes(json, at, trail), paid) <==> schemas.Conforms(json, at, paid)
    decreases json, 1
  {
    if schemas.Knows(at) && !json.Null? {
      match schemas.table[at].shape
      case ItemsOf(element, unique) =>
        if json.Items? {
          ItemsAgree(schemas, json, |json.items| as Int32, element, trail, paid);
          assert json.items[..|json.items|] == json.items;
          var repeated := if AllDiffer(json.items, unique) then [] else [Note(trail, Repeated(at))];
          assert schemas.ShapeNotes(json, at, schemas.table[at].shape, trail) == repeated + schemas.ItemNotes(json, |json.items| as Int32, element, trail);
          BothHold(repeated, schemas.ItemNotes(json, |json.items| as Int32, element, trail), paid);
          BothHold(Owed(json, schemas.table[at].check, trail), schemas.ShapeNotes(json, at, schemas.table[at].shape, trail), paid);
        }
      case MapOf(value) =>
        if json.Record? {
          ValuesAgree(schemas, json, |json.members| as Int32, value, trail, paid);
          assert json.members[..|json.members|] == json.members;
          var own, values := Owed(json, schemas.table[at].check, trail), schemas.ValueNotes(json, |json.members| as Int32, value, trail);
          BothHold(own, values, paid);
          assert schemas.ShapeNotes(json, at, MapOf(value), trail) == values;
          assert schemas.Notes(json, at, trail) == own + values;
          assert schemas.Conforms(json, at, paid) <==> AllHold(own, paid) && (forall m <- json.members :: schemas.Conforms(m.value, value, paid));
        }
      case RecordOf(fields, required, open) =>
        if json.Record? {
          MissingAgree(schemas, json.members, required, |required| as Int32, trail, paid);
          MembersAgree(schemas, json, |json.members| as Int32, at, fields, open, trail, paid);
          assert json.members[..|json.members|] == json.members && required[..|required|] == required;
          var own := Owed(json, schemas.table[at].check, trail);
          var missing := MissingNotes(json.members, required, |required| as Int32, trail);
          var members := schemas.MemberNotes(json, |json.members| as Int32, at, fields, open, trail);
          BothHold(missing, members, paid);
          BothHold(own, missing + members, paid);
          assert schemas.ShapeNotes(json, at, RecordOf(fields, required, open), trail) == missing + members;
          assert schemas.Notes(json, at, trail) == own + (missing + members);
          assert schemas.Conforms(json, at, paid) <==>
                 && AllHold(own, paid)
                 && (forall n <- required :: Has(json.members, n))
                 && (forall m <- json.members :: schemas.MemberConforms(m, fields, open, paid));
        }
      case _ =>
    }
  }

  lemma BothHold(left: seq<Note>, right: seq<Note>, paid: (Int32, Json) -> bool)
    ensures AllHold(left + right, paid) <==> AllHold(left, paid) && AllHold(right, paid)
  {
    if AllHold(left + right, paid) {
      assert forall n <- left :: n in left + right;
      assert forall n <- right :: n in left + right;
    }
  }

  lemma ItemsAgree(schemas: Schemas, json: Json, n: Int32, element: Int32, trail: Trail, paid: (Int32, Json) -> bool)
    requires json.Items? && 0 <= n as int <= |json.items|
    ensures AllHold(schemas.ItemNotes(json, n, element, trail), paid) <==> forall i <- json.items[..n] :: schemas.Conforms(i, element, paid)
    decreases json, 0, n
  {
    if n > 0 {
      ItemsAgree(schemas, json, n - 1, element, trail, paid);
      AcceptsExactlyWhatConforms(schemas, json.items[n - 1], element, Element(trail, n - 1), paid);
      assert json.items[..n] == json.items[..n - 1] + [json.items[n - 1]];
    }
    assert n as int == |json.items| ==> json.items[..n] == json.items;
  }

  lemma ValuesAgree(schemas: Schemas, json: Json, n: Int32, value: Int32, trail: Trail, paid: (Int32, Json) -> bool)
    requires json.Record? && 0 <= n as int <= |json.members|
    ensures AllHold(schemas.ValueNotes(json, n, value, trail), paid) <==> forall m <- json.members[..n] :: schemas.Conforms(m.value, value, paid)
    decreases json, 0, n
  {
    if n > 0 {
      ValuesAgree(schemas, json, n - 1, value, trail, paid);
      AcceptsExactlyWhatConforms(schemas, json.members[n - 1].value, value, Key(trail, json.members[n - 1].name), paid);
      assert json.members[..n] == json.members[..n - 1] + [json.members[n - 1]];
    }
    assert n as int == |json.members| ==> json.members[..n] == json.members;
  }

  lemma MembersAgree(schemas: Schemas, json: Json, n: Int32, at: Int32, fields: List<Field>, open: bool, trail: Trail, paid: (Int32, Json) -> bool)
    requires json.Record? && 0 <= n as int <= |json.members|
    ensures AllHold(schemas.MemberNotes(json, n, at, fields, open, trail), paid)
       <==> forall m <- json.members[..n] :: schemas.MemberConforms(m, fields, open, paid)
    decreases json, 0, n
  {
    if n > 0 {
      MembersAgree(schemas, json, n - 1, at, fields, open, trail, paid);
      MemberAgrees(schemas, json, n - 1, at, fields, open, trail, paid);
      BothHold(schemas.MemberNotes(json, n - 1, at, fields, open, trail), schemas.NotesOfMember(json, n - 1, at, fields, open, trail), paid);
      assert json.members[..n] == json.members[..n - 1] + [json.members[n - 1]];
    }
    assert n as int == |json.members| ==> json.members[..n] == json.members;
  }

  lemma MemberAgrees(schemas: Schemas, json: Json, i: Int32, at: Int32, fields: List<Field>, open: bool, trail: Trail, paid: (Int32, Json) -> bool)
    requires json.Record? && 0 <= i as int < |json.members|
    ensures AllHold(schemas.NotesOfMember(json, i, at, fields, open, trail), paid) <==> schemas.MemberConforms(json.members[i], fields, open, paid)
    decreases json, 0, i
  {
    var member := json.members[i];
    var f := IndexOf(fields, member.name);
    if f as int < |fields| {
      AcceptsExactlyWhatConforms(schemas, member.value, fields[f].schema, Inside(trail, member.name), paid);
    } else if !open {
      assert schemas.NotesOfMember(json, i, at, fields, open, trail) == [Note(trail, Undeclared(member.name, at))];
      assert !Note(trail, Undeclared(member.name, at)).what.Holds(paid);
    }
  }

  lemma MissingAgree(schemas: Schemas, members: List<Member>, required: List<Need>, n: Int32, trail: Trail, paid: (Int32, Json) -> bool)
    requires 0 <= n as int <= |required|
    ensures AllHold(MissingNotes(members, required, n, trail), paid) <==> forall r <- required[..n] :: Has(members, r)
    decreases n
  {
    if n > 0 {
      MissingAgree(schemas, members, required, n - 1, trail, paid);
      assert required[..n] == required[..n - 1] + [required[n - 1]];
    }
    assert n as int == |required| ==> required[..n] == required;
  }

  // Whether `trail` leads from `root` to `json`.
  ghost predicate Leads(trail: Trail, root: Json, json: Json) {
    match trail
    case Whole => json == root
    case Inside(owner, name) =>
      exists parent: Json :: Leads(owner, root, parent) && parent.Record? && exists m <- parent.members :: m.name == name && m.value == json
    case Key(owner, name) =>
      exists parent: Json :: Leads(owner, root, parent) && parent.Record? && exists m <- parent.members :: m.name == name && m.value == json
    case Element(owner, index) =>
      exists parent: Json :: Leads(owner, root, parent) && parent.Items? && 0 <= index as int < |parent.items| && parent.items[index] == json
  }

  // Whether a trail leads to some value of the document.
  ghost predicate Exists(trail: Trail, root: Json) { exists json: Json :: Leads(trail, root, json) }

/// Every note is about a place that exists in the document (of a missing field: its owner does).
  lemma EveryNoteHasAPlace(schemas: Schemas, json: Json, at: Int32, trail: Trail, root: Json)
    requires Leads(trail, root, json)
    ensures forall n <- schemas.Notes(json, at, trail) :: Exists(n.trail, root)
    decreases json, 1
  {
    if schemas.Knows(at) && !json.Null? {
      match schemas.table[at].shape
      case ItemsOf(element, unique) =>
        if json.Items? {
          ItemsHavePlaces(schemas, json, |json.items| as Int32, element, trail, root);
          assert forall n <- schemas.ShapeNotes(json, at, schemas.table[at].shape, trail) ::
              n in schemas.ItemNotes(json, |json.items| as Int32, element, trail) || n.trail == trail;
        }
      case MapOf(value) =>
        if json.Record? {
          ValuesHavePlaces(schemas, json, |json.members| as Int32, value, trail, root);
          var own, values := Owed(json, schemas.table[at].check, trail), schemas.ValueNotes(json, |json.members| as Int32, value, trail);
          assert schemas.ShapeNotes(json, at, MapOf(value), trail) == values;
          assert schemas.Notes(json, at, trail) == own + values;
          assert forall n <- own :: n.trail == trail;
        }
      case RecordOf(fields, required, open) =>
        if json.Record? {
          MissingHavePlaces(schemas, json, required, |required| as Int32, trail, root);
          MembersHavePlaces(schemas, json, |json.members| as Int32, at, fields, open, trail, root);
          var own := Owed(json, schemas.table[at].check, trail);
          var missing := MissingNotes(json.members, required, |required| as Int32, trail);
          var members := schemas.MemberNotes(json, |json.members| as Int32, at, fields, open, trail);
          assert schemas.ShapeNotes(json, at, RecordOf(fields, required, open), trail) == missing + members;
          assert schemas.Notes(json, at, trail) == own + (missing + members);
          assert forall n <- own :: n.trail == trail;
        }
      case _ =>
    }
  }

  lemma ItemsHavePlaces(schemas: Schemas, json: Json, n: Int32, element: Int32, trail: Trail, root: Json)
    requires json.Items? && 0 <= n as int <= |json.items| && Leads(trail, root, json)
    ensures forall x <- schemas.ItemNotes(json, n, element, trail) :: Exists(x.trail, root)
    decreases json, 0, n
  {
    if n > 0 {
      ItemsHavePlaces(schemas, json, n - 1, element, trail, root);
      EveryNoteHasAPlace(schemas, json.items[n - 1], element, Element(trail, n - 1), root);
    }
  }

  lemma ValuesHavePlaces(schemas: Schemas, json: Json, n: Int32, value: Int32, trail: Trail, root: Json)
    requires json.Record? && 0 <= n as int <= |json.members| && Leads(trail, root, json)
    ensures forall x <- schemas.ValueNotes(json, n, value, trail) :: Exists(x.trail, root)
    decreases json, 0, n
  {
    if n > 0 {
      ValuesHavePlaces(schemas, json, n - 1, value, trail, root);
      var m := json.members[n - 1];
      assert m in json.members;
      EveryNoteHasAPlace(schemas, m.value, value, Key(trail, m.name), root);
    }
  }

  lemma MembersHavePlaces(schemas: Schemas, json: Json, n: Int32, at: Int32, fields: List<Field>, open: bool, trail: Trail, root: Json)
    requires json.Record? && 0 <= n as int <= |json.members| && Leads(trail, root, json)
    ensures forall x <- schemas.MemberNotes(json, n, at, fields, open, trail) :: Exists(x.trail, root)
    decreases json, 0, n
  {
    if n > 0 {
      MembersHavePlaces(schemas, json, n - 1, at, fields, open, trail, root);
      var m := json.members[n - 1];
      assert m in json.members;
      var f := IndexOf(fields, m.name);
      if f as int < |fields| {
        EveryNoteHasAPlace(schemas, m.value, fields[f].schema, Inside(trail, m.name), root);
      }
    }
  }

  lemma MissingHavePlaces(schemas: Schemas, json: Json, required: List<Need>, n: Int32, trail: Trail, root: Json)
    requires json.Record? && 0 <= n as int <= |required| && Leads(trail, root, json)
    ensures forall x <- MissingNotes(json.members, required, n, trail) :: Exists(x.trail, root)
    decreases n
  {
    if n > 0 { MissingHavePlaces(schemas, json, required, n - 1, trail, root); }
  }

/// An undeclared field that is reported is a member of the place named, and its schema really has no such field.
  lemma ReportsOnlyFieldsThatAreThere(schemas: Schemas, json: Json, n: Int32, at: Int32, fields: List<Field>, open: bool, trail: Trail)
    requires json.Record? && 0 <= n as int < |json.members|
    ensures var own := json.members[n];
            && Note(trail, Undeclared(own.name, at)) in schemas.NotesOfMember(json, n, at, fields, open, trail)
            && IndexOf(fields, own.name) as int == |fields|
            ==> !open && (forall f <- fields :: f.name != own.name)
  {
  }

/// An open record hides no fault of a declared field: fields it does not know are all it lets pass.
  lemma OpenRecordsStillCheckTheirFields(schemas: Schemas, member: Member, fields: List<Field>, paid: (Int32, Json) -> bool)
    requires schemas.MemberConforms(member, fields, true, paid)
    ensures schemas.MemberConforms(member, fields, false, paid) || forall f <- fields :: f.name != member.name
  {
  }

/// A reference to a schema that does not exist is never a silent pass.
  lemma AMissingSchemaIsReported(schemas: Schemas, json: Json, at: Int32, trail: Trail, paid: (Int32, Json) -> bool)
    requires !schemas.Knows(at)
    ensures !AllHold(schemas.Notes(json, at, trail), paid)
  {
    assert Note(trail, NoSchema(at)) in schemas.Notes(json, at, trail);
  }
}

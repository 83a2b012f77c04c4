/// Whether an object has the structure its schema asks for: types, fields, enums and uniqueness.
///
/// Formats, patterns and bounds need the text of a value, which a kernel cannot read: for those the answer *owes*
/// a check, naming the value, and the border pays it. An object conforms when every note of the answer holds.
module SafeSchema {
  import opened Native
  import opened Int32s
  import opened Lists
  import opened Documents
  import opened SchemaTerms

  datatype Schemas = Schemas(table: List<Schema>) {
    predicate Knows(at: Int32) { 0 <= at && at < |table| as Int32 }

    // The promise: what it is for a document to have the structure asked for, when `paid` decides the owed checks.
    ghost predicate Conforms(json: Json, at: Int32, paid: (Int32, Json) -> bool)
      decreases json
    {
      && Knows(at)
      && var schema := table[at];
      && (json.Null? ==> schema.nullable)
      && (!json.Null? ==>
            && (schema.check.Some? ==> paid(schema.check.id, json))
            && match schema.shape
               case Anything => true
               case FlagOf => json.Flag?
               case IntegerOf(size) => json.Integer? && size.Holds(json.size)
               case NumberOf => json.Number? || json.Integer?
               case WordsOf(allowed) => json.Words? && (|allowed| == 0 || Among(json.text, allowed))
               case IntegerOrWords(size) => json.Words? || (json.Integer? && size.Holds(json.size))
               case ItemsOf(element, unique) =>
                 json.Items? && AllDiffer(json.items, unique) && (forall i <- json.items :: Conforms(i, element, paid))
               case MapOf(value) => json.Record? && (forall m <- json.members :: Conforms(m.value, value, paid))
               case RecordOf(fields, required, open) =>
                 && json.Record?
                 && (forall n <- required :: Has(json.members, n))
                 && (forall m <- json.members :: MemberConforms(m, fields, open, paid)))
    }

    ghost predicate MemberConforms(member: Member, fields: List<Field>, open: bool, paid: (Int32, Json) -> bool)
      decreases member
    {
      var i := IndexOf(fields, member.name);
      if i == |fields| as Int32 then open else Conforms(member.value, fields[i].schema, paid)
    }

    // Everything there is to say about a document, with the place of each. Total: any document, any table.
    function Notes(json: Json, at: Int32, trail: Trail): seq<Note>
      decreases json, 3
    {
      if !Knows(at) then [Note(trail, NoSchema(at))]
      else if json.Null? then (if table[at].nullable then [] else [Note(trail, NotNull)])
      else Owed(json, table[at].check, trail) + ShapeNotes(json, at, table[at].shape, trail)
    }

    // Whether a value of one piece is right and there is nothing to say: most values of most documents.
    predicate Simple(json: Json, at: Int32)
      ensures Simple(json, at) ==> forall trail :: Notes(json, at, trail) == []
      decreases json, 4
    {
      // A conditional and not a conjunction: compiled, a match inside an expression would cost a closure for every value.
      if !Knows(at) || !table[at].check.Nothing? then false
      else
        match table[at].shape
        case FlagOf => json.Flag?
        case IntegerOf(size) => json.Integer? && size.Holds(json.size)
        case WordsOf(allowed) => json.Words? && |allowed| as Int32 == 0
        case _ => false
    }

    // The same of a value of one piece, or of a record or a map of such: settled without a trail and a list of notes.
    predicate Plain(json: Json, at: Int32)
      ensures Plain(json, at) ==> forall trail :: Notes(json, at, trail) == []
      decreases json, 5
    {
      if !Knows(at) || !table[at].check.Nothing? then false
      else
        match table[at].shape
        case MapOf(value) =>
          if !json.Record? || !FlatMap(json, value) then false
          else
            FlatMapsHaveNoNotes(json, at, value);
            true
        case RecordOf(fields, required, open) =>
          if !json.Record? || !HasAll(json.members, required) || !FlatRecord(json, fields) then false
          else
            FlatRecordsHaveNoNotes(json, at, fields, required, open);
            true
        case _ => Simple(json, at)
    }

    // Whether all values of a map are simple.
    predicate FlatMap(json: Json, value: Int32)
      requires json.Record?
      decreases json, 1
    {
      forall m <- json.members :: Simple(m.value, value)
    } by method {
      for i: Int32 := 0 to |json.members| as Int32
        invariant forall m <- json.members[..i] :: Simple(m.value, value)
      {
        if !Simple(json.members[i].value, value) { return false; }
      }
      assert json.members[..|json.members|] == json.members;
      return true;
    }

    // Whether all members of a record are declared, and simple.
    predicate FlatRecord(json: Json, fields: List<Field>)
      requires json.Record?
      decreases json, 1
    {
      forall m <- json.members :: SimpleMember(m, fields)
    } by method {
      for i: Int32 := 0 to |json.members| as Int32
        invariant forall m <- json.members[..i] :: SimpleMember(m, fields)
      {
        if !SimpleMember(json.members[i], fields) { return false; }
      }
      assert json.members[..|json.members|] == json.members;
      return true;
    }

    predicate SimpleMember(member: Member, fields: List<Field>)
      decreases member, 5
    {
      var f := IndexOf(fields, member.name);
      if f == |fields| as Int32 then false else Simple(member.value, fields[f].schema)
    }

    lemma FlatMapsHaveNoNotes(json: Json, at: Int32, value: Int32)
      requires Knows(at) && table[at].check.Nothing? && table[at].shape == MapOf(value) && json.Record? && FlatMap(json, value)
      ensures forall trail :: Notes(json, at, trail) == []
      decreases json, 4
    {
      forall trail
        ensures Notes(json, at, trail) == []
      {
        var n: Int32 := 0;
        while n < |json.members| as Int32
          invariant 0 <= n as int <= |json.members| && ValueNotes(json, n, value, trail) == []
        {
          assert Simple(json.members[n].value, value);
          n := n + 1;
        }
        assert ShapeNotes(json, at, MapOf(value), trail) == AllValueNotes(json, value, trail) == [];
      }
    }

    lemma FlatRecordsHaveNoNotes(json: Json, at: Int32, fields: List<Field>, required: List<Need>, open: bool)
      requires Knows(at) && table[at].check.Nothing? && table[at].shape == RecordOf(fields, required, open) && json.Record?
      requires HasAll(json.members, required) && FlatRecord(json, fields)
      ensures forall trail :: Notes(json, at, trail) == []
      decreases json, 4
    {
      forall trail
        ensures Notes(json, at, trail) == []
      {
        var n: Int32 := 0;
        while n < |required| as Int32
          invariant 0 <= n as int <= |required| && MissingNotes(json.members, required, n, trail) == []
        {
          n := n + 1;
        }
        n := 0;
        while n < |json.members| as Int32
          invariant 0 <= n as int <= |json.members| && MemberNotes(json, n, at, fields, open, trail) == []
        {
          assert SimpleMember(json.members[n], fields) && NotesOfMember(json, n, at, fields, open, trail) == [];
          assert MemberNotes(json, n + 1, at, fields, open, trail) == MemberNotes(json, n, at, fields, open, trail) + NotesOfMember(json, n, at, fields, open, trail);
          n := n + 1;
        }
        assert ShapeNotes(json, at, RecordOf(fields, required, open), trail) == [];
      }
    }

    function ShapeNotes(json: Json, at: Int32, shape: Shape, trail: Trail): seq<Note>
      decreases json, 2
    {
      match shape
      case Anything => []
      case FlagOf => Typed(json.Flag?, at, trail)
      case IntegerOf(size) => if json.Integer? then Sized(size.Holds(json.size), at, trail) else Typed(false, at, trail)
      case NumberOf => Typed(json.Number? || json.Integer?, at, trail)
      case WordsOf(allowed) =>
        if !json.Words? then Typed(false, at, trail)
        else if |allowed| as Int32 == 0 || Among(json.text, allowed) then []
        else [Note(trail, NotAllowed(at))]
      case IntegerOrWords(size) =>
        if json.Integer? then Sized(size.Holds(json.size), at, trail) else Typed(json.Words?, at, trail)
      case ItemsOf(element, unique) =>
        if !json.Items? then Typed(false, at, trail)
        else (if AllDiffer(json.items, unique) then [] else [Note(trail, Repeated(at))]) + AllItemNotes(json, element, trail)
      case MapOf(value) =>
        if !json.Record? then Typed(false, at, trail) else AllValueNotes(json, value, trail)
      case RecordOf(fields, required, open) =>
        if !json.Record? then Typed(false, at, trail)
        else MissingNotes(json.members, required, |required| as Int32, trail)
             + AllMemberNotes(json, at, fields, open, trail)
    }

    // The notes of the elements of a list.
    function AllItemNotes(json: Json, element: Int32, trail: Trail): seq<Note>
      requires json.Items?
      decreases json, 1
    {
      ItemNotes(json, |json.items| as Int32, element, trail)
    } by method {
      var notes: seq<Note> := [];
      for i: Int32 := 0 to |json.items| as Int32
        invariant notes == ItemNotes(json, i, element, trail)
      {
        if !Plain(json.items[i], element) { notes := notes + Notes(json.items[i], element, Element(trail, i)); }
      }
      return notes;
    }

    // The notes of the first `n` elements.
    ghost function ItemNotes(json: Json, n: Int32, element: Int32, trail: Trail): seq<Note>
      requires json.Items? && 0 <= n as int <= |json.items|
      decreases json, 0, n
    {
      if n == 0 then [] else ItemNotes(json, n - 1, element, trail) + Notes(json.items[n - 1], element, Element(trail, n - 1))
    }

    // The notes of the values of a map.
    function AllValueNotes(json: Json, value: Int32, trail: Trail): seq<Note>
      requires json.Record?
      decreases json, 1
    {
      ValueNotes(json, |json.members| as Int32, value, trail)
    } by method {
      var notes: seq<Note> := [];
      for i: Int32 := 0 to |json.members| as Int32
        invariant notes == ValueNotes(json, i, value, trail)
      {
        if !Plain(json.members[i].value, value) {
          notes := notes + Notes(json.members[i].value, value, Key(trail, json.members[i].name));
        }
      }
      return notes;
    }

    // The notes of the values of the first `n` members.
    ghost function ValueNotes(json: Json, n: Int32, value: Int32, trail: Trail): seq<Note>
      requires json.Record? && 0 <= n as int <= |json.members|
      decreases json, 0, n
    {
      if n == 0 then []
      else ValueNotes(json, n - 1, value, trail) + Notes(json.members[n - 1].value, value, Key(trail, json.members[n - 1].name))
    }

    // The notes of the members of a record.
    function AllMemberNotes(json: Json, at: Int32, fields: List<Field>, open: bool, trail: Trail): seq<Note>
      requires json.Record?
      decreases json, 1
    {
      MemberNotes(json, |json.members| as Int32, at, fields, open, trail)
    } by method {
      var notes: seq<Note> := [];
      for i: Int32 := 0 to |json.members| as Int32
        invariant notes == MemberNotes(json, i, at, fields, open, trail)
      {
        ghost var before := notes;
        var member := json.members[i];
        var f := IndexOf(fields, member.name);
        if f < |fields| as Int32 {
          if !Plain(member.value, fields[f].schema) {
            notes := notes + Notes(member.value, fields[f].schema, Inside(trail, member.name));
          }
        } else if !open {
          notes := notes + [Note(trail, Undeclared(member.name, at))];
        }
        assert NotesOfMember(json, i, at, fields, open, trail) == notes[|before|..] && notes == before + notes[|before|..];
      }
      return notes;
    }

    // The notes of the first `n` members of a record.
    ghost function MemberNotes(json: Json, n: Int32, at: Int32, fields: List<Field>, open: bool, trail: Trail): seq<Note>
      requires json.Record? && 0 <= n as int <= |json.members|
      decreases json, 0, n
    {
      if n == 0 then []
      else MemberNotes(json, n - 1, at, fields, open, trail) + NotesOfMember(json, n - 1, at, fields, open, trail)
    }

    ghost function NotesOfMember(json: Json, i: Int32, at: Int32, fields: List<Field>, open: bool, trail: Trail): seq<Note>
      requires json.Record? && 0 <= i as int < |json.members|
      decreases json, 0, i
    {
      var member := json.members[i];
      var f := IndexOf(fields, member.name);
      if f < |fields| as Int32 then Notes(member.value, fields[f].schema, Inside(trail, member.name))
      else if open then []
      else [Note(trail, Undeclared(member.name, at))]
    }
  }
}

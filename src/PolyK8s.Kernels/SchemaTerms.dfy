/// What the structure kernel speaks of: schemas, places in a document, and what may be said about one.
module SchemaTerms {
  import opened Native
  import opened Int32s
  import opened Lists
  import opened Documents

  // A schema refers to other schemas by their index, so that a schema may contain itself.
  datatype Schema = Schema(shape: Shape, nullable: bool, check: Check)

  datatype Shape =
    | Anything
    | FlagOf
    | IntegerOf(size: Size)
    | NumberOf
    | WordsOf(allowed: List<Text>)
    | IntegerOrWords(size: Size)
    | ItemsOf(element: Int32, unique: Unique)
    | MapOf(value: Int32)
    | RecordOf(fields: List<Field>, required: List<Need>, open: bool)

  datatype Field = Field(name: Text, schema: Int32)

  // A check of a value's text that the border has to make.
  datatype Check = Nothing | Some(id: Int32)

  // Where in the document something is: a field of a record, a key of a map, an element of a list.
  datatype Trail = Whole | Inside(owner: Trail, name: Text) | Key(owner: Trail, name: Text) | Element(owner: Trail, index: Int32)

  // What is to be said about one place.
  datatype Note = Note(trail: Trail, what: What)

  datatype What =
    | NotNull
    | WrongType(schema: Int32)
    | TooWide(schema: Int32)
    | NotAllowed(schema: Int32)
    | Undeclared(name: Text, schema: Int32)
    | Missing(name: Text)
    | Repeated(schema: Int32)
    | NoSchema(schema: Int32)
    | Owes(id: Int32, value: Json)
  {
    // Whether it is nothing to complain about. Only an owed check can be: when it is paid.
    ghost predicate Holds(paid: (Int32, Json) -> bool) { Owes? && paid(id, value) }
  }

  // The index of a declared field; the number of fields when it is not declared.
  function IndexOf(fields: List<Field>, name: Text): (index: Int32)
    ensures 0 <= index as int <= |fields|
    ensures index as int < |fields| ==> fields[index].name == name
    ensures index as int == |fields| ==> forall f <- fields :: f.name != name
  {
    IndexFrom(fields, name, 0)
  }

  function IndexFrom(fields: List<Field>, name: Text, start: Int32): (index: Int32)
    requires 0 <= start as int <= |fields|
    ensures start as int <= index as int <= |fields|
    ensures index as int < |fields| ==> fields[index].name == name
    ensures index as int == |fields| ==> forall f <- fields[start..] :: f.name != name
    decreases |fields| - start as int
  {
    if start as int == |fields| then start
    else if fields[start].name == name then start
    else IndexFrom(fields, name, start + 1)
  } by method {
    for i: Int32 := start to |fields| as Int32
      invariant IndexFrom(fields, name, start) == IndexFrom(fields, name, i)
    {
      if fields[i].name == name { return i; }
    }
    return |fields| as Int32;
  }

  function Owed(json: Json, check: Check, trail: Trail): seq<Note> {
    if check.Some? then [Note(trail, Owes(check.id, json))] else []
  }

  function Typed(right: bool, at: Int32, trail: Trail): seq<Note> { if right then [] else [Note(trail, WrongType(at))] }

  function Sized(right: bool, at: Int32, trail: Trail): seq<Note> { if right then [] else [Note(trail, TooWide(at))] }

  // The notes of the first `n` required fields.
  function MissingNotes(members: List<Member>, required: List<Need>, n: Int32, trail: Trail): seq<Note>
    requires 0 <= n as int <= |required|
    decreases n
  {
    if n == 0 then []
    else MissingNotes(members, required, n - 1, trail)
         + (if Has(members, required[n - 1]) then [] else [Note(trail, Missing(required[n - 1].name))])
  } by method {
    var notes: seq<Note> := [];
    for i: Int32 := 0 to n
      invariant notes == MissingNotes(members, required, i, trail)
    {
      if !Has(members, required[i]) { notes := notes + [Note(trail, Missing(required[i].name))]; }
    }
    return notes;
  }
}

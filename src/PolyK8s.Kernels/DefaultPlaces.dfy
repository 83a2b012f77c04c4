include "Prelude.dfy"
include "Documents.dfy"
include "SafeSchema.dfy"
include "SafeDefaults.dfy"

/// Whether defaults have a place in a schema: then filling keeps a document that conforms conforming.
module DefaultPlaces {
  import opened Native
  import opened Int32s
  import opened Lists
  import opened Documents
  import opened SafeSchema
  import opened SchemaTerms
  import opened SafeDefaults

  // A way into a document: the member of that name, or every element of a list.
  datatype Step = Named(name: Text) | Every

  // What is wrong with a default, and where.
  datatype Misfit = Misfit(path: seq<Step>, why: Why)

  datatype Why =
    | NoField(name: Text, schema: Int32)
    | NoList(schema: Int32)
    | IntoList(name: Text)
    | IntoSet
    | KeyOfList(name: Text)
    | NothingInside(schema: Int32)
    | Counted(schema: Int32)
    | Unknown(schema: Int32)
    | Wrong(note: Note)
  {
    // Whether it is nothing to complain about: an owed check that is paid.
    ghost predicate Holds(paid: (Int32, Json) -> bool) { Wrong? && note.what.Holds(paid) }
  }

  datatype Ground = Ground(schemas: Schemas) {
    // Everything in a tree of defaults that has no place in a schema.
    function Misfits(fill: Fill, at: Int32, path: seq<Step>): seq<Misfit>
      decreases fill, 2
    {
      if fill.IsEmpty() then []
      else if !schemas.Knows(at) then [Misfit(path, Unknown(at))]
      else if schemas.table[at].check.Some? then [Misfit(path, Counted(at))]
      else
        match schemas.table[at].shape
        case Anything => []
        case RecordOf(_, _, _) => NoListMisfits(fill, at, path) + AllSlotMisfits(fill, at, path)
        case MapOf(_) => NoListMisfits(fill, at, path) + AllSlotMisfits(fill, at, path)
        case ItemsOf(element, unique) =>
          if |fill.slots| as Int32 > 0 then [Misfit(path, IntoList(fill.slots[0].name))]
          else ElementMisfits(fill.elements.fill, element, unique, path + [Every])
        case _ => [Misfit(path, NothingInside(at))]
    }

    function NoListMisfits(fill: Fill, at: Int32, path: seq<Step>): seq<Misfit> {
      if fill.elements.Each? then [Misfit(path, NoList(at))] else []
    }

    function AllSlotMisfits(fill: Fill, at: Int32, path: seq<Step>): seq<Misfit>
      requires schemas.Knows(at)
      decreases fill, 1
    {
      SlotMisfits(fill, at, path, |fill.slots| as Int32)
    } by method {
      var found: seq<Misfit> := [];
      for i: Int32 := 0 to |fill.slots| as Int32
        invariant found == SlotMisfits(fill, at, path, i)
      {
        found := found + MisfitsOfSlot(fill, at, path, i);
      }
      return found;
    }

    // The misfits of the first `n` slots in a record or a map.
    ghost function SlotMisfits(fill: Fill, at: Int32, path: seq<Step>, n: Int32): seq<Misfit>
      requires schemas.Knows(at) && 0 <= n as int <= |fill.slots|
      decreases fill, 0, n
    {
      if n == 0 then [] else SlotMisfits(fill, at, path, n - 1) + MisfitsOfSlot(fill, at, path, n - 1)
    }

    function MisfitsOfSlot(fill: Fill, at: Int32, path: seq<Step>, i: Int32): seq<Misfit>
      requires schemas.Knows(at) && 0 <= i as int < |fill.slots|
      decreases fill, 0, i
    {
      var slot := fill.slots[i];
      match schemas.table[at].shape
      case MapOf(value) => Placed(slot, value, path + [Named(slot.name)])
      case RecordOf(fields, _, open) =>
        var f := IndexOf(fields, slot.name);
        if f < |fields| as Int32 then Placed(slot, fields[f].schema, path + [Named(slot.name)])
        else if open then []
        else [Misfit(path, NoField(slot.name, at))]
      case _ => []
    }

    // The misfits of a value that may be set, and of what is filled inside of it.
    function Placed(slot: Slot, at: Int32, path: seq<Step>): seq<Misfit>
      decreases slot
    {
      (if slot.given.Set? then AsMisfits(schemas.Notes(slot.fill.Filled(slot.given.value), at, Whole), path) else [])
      + Misfits(slot.fill, at, path)
    }

    function ElementMisfits(fill: Fill, element: Int32, unique: Unique, path: seq<Step>): seq<Misfit>
      decreases fill, 3
    {
      (match unique
       case NoMatter => []
       case AsSet => [Misfit(path, IntoSet)]
       case AsMap(keys) => AllKeyMisfits(fill, keys, path))
      + Misfits(fill, element, path)
    }

    function AllKeyMisfits(fill: Fill, keys: List<Text>, path: seq<Step>): seq<Misfit> {
      KeyMisfits(fill, keys, path, |fill.slots| as Int32)
    } by method {
      var found: seq<Misfit> := [];
      for i: Int32 := 0 to |fill.slots| as Int32
        invariant found == KeyMisfits(fill, keys, path, i)
      {
        if Among(fill.slots[i].name, keys) { found := found + [Misfit(path, KeyOfList(fill.slots[i].name))]; }
      }
      return found;
    }

    // The first `n` slots that would set what tells elements apart.
    ghost function KeyMisfits(fill: Fill, keys: List<Text>, path: seq<Step>, n: Int32): seq<Misfit>
      requires 0 <= n as int <= |fill.slots|
      decreases n
    {
      if n == 0 then []
      else KeyMisfits(fill, keys, path, n - 1)
           + (if Among(fill.slots[n - 1].name, keys) then [Misfit(path, KeyOfList(fill.slots[n - 1].name))] else [])
    }
  }

  function AsMisfits(notes: seq<Note>, path: seq<Step>): (misfits: seq<Misfit>)
    ensures |misfits| == |notes| && forall i :: 0 <= i < |notes| ==> misfits[i] == Misfit(path, Wrong(notes[i]))
  {
    if |notes| == 0 then [] else AsMisfits(notes[..|notes| - 1], path) + [Misfit(path, Wrong(notes[|notes| - 1]))]
  }
}

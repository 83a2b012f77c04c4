include "SafeCapability.dfy"

/// What kinds of things rules let somebody do, for people to read. Nothing is ever decided by it.
module VerbClasses {
  import opened Native
  import opened Int32s
  import opened Lists
  import opened Permissions
  import opened PolicyRules
  import opened SafeCapability

/// A kind of verb; a verb of no known kind is one of its own.
  datatype Class = Read | Write | Delete | Admin | Other(verb: Text)

/// The verbs of each kind. No verb is of two kinds: the first list that has it counts.
  datatype Verbs = Verbs(reading: List<Text>, writing: List<Text>, deleting: List<Text>, ruling: List<Text>) {
    function ClassOf(verb: Text): Class {
      if Has(reading, verb) then Read
      else if Has(writing, verb) then Write
      else if Has(deleting, verb) then Delete
      else if Has(ruling, verb) then Admin
      else Other(verb)
    }

    static predicate Has(list: List<Text>, word: Text) {
      word in list
    } by method {
      for i: Int32 := 0 to |list| as Int32
        invariant word !in list[..i]
      {
        if list[i] == word { return true; }
      }
      return false;
    }

/// The rules allow some verb of the class there.
    ghost predicate Allows(rules: Rules, kind: Class, group: Word, resource: Resource, name: Name) {
      exists verb :: ClassOf(verb) == kind && rules.Allows(OnResource(Only(verb), group, resource, name))
    }
  }
}

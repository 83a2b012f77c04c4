include "Prelude.dfy"

/// What can be asked of the API server and granted by a rule, one permission at a time.
///
/// The border turns `*` into Any and Every and splits a resource at its first `/`; URLs arrive as their UTF-16 code
/// units and are interpreted here.
module Permissions {
  import opened Native
  import opened Int32s
  import opened Lists

  newtype {:nativeType "ushort"} CodeUnit = x: int | 0 <= x < 0x1_0000

  const Star: CodeUnit := 42

/// A verb or an API group: `*`, or one word. A request may name `*` itself, as `kubectl auth can-i '*' '*'` does.
  datatype Word = Any | Only(text: Text) {
    predicate Takes(word: Word) {
      Any? || (word.Only? && text == word.text)
    }

    static predicate SomeTakes(patterns: List<Word>, word: Word) {
      exists pattern <- patterns :: pattern.Takes(word)
    } by method {
      for i: Int32 := 0 to |patterns| as Int32
        invariant forall pattern <- patterns[..i] :: !pattern.Takes(word)
      {
        if patterns[i].Takes(word) { return true; }
      }
      assert patterns[..|patterns|] == patterns;
      return false;
    }

    static predicate SomeTakesEach(patterns: List<Word>, others: List<Word>) {
      forall other <- others :: SomeTakes(patterns, other)
    } by method {
      for i: Int32 := 0 to |others| as Int32
        invariant forall other <- others[..i] :: SomeTakes(patterns, other)
      {
        if !SomeTakes(patterns, others[i]) { return false; }
      }
      assert others[..|others|] == others;
      return true;
    }
  }

/// `*`, `pods`, `pods/log`, or `*/log`. Only `*` takes in subresources; `pods/*` is the part called `*` and no wildcard.
  datatype Resource = Every | Whole(name: Text) | Part(name: Text, part: Text) | PartOfEvery(part: Text) {
    predicate Takes(resource: Resource) {
      || Every?
      || (Whole? && resource.Whole? && name == resource.name)
      || (Part? && resource.Part? && part == resource.part && name == resource.name)
      || (PartOfEvery? && (resource.Part? || resource.PartOfEvery?) && part == resource.part)
    }

    static predicate SomeTakes(patterns: List<Resource>, resource: Resource) {
      exists pattern <- patterns :: pattern.Takes(resource)
    } by method {
      for i: Int32 := 0 to |patterns| as Int32
        invariant forall pattern <- patterns[..i] :: !pattern.Takes(resource)
      {
        if patterns[i].Takes(resource) { return true; }
      }
      assert patterns[..|patterns|] == patterns;
      return false;
    }

    static predicate SomeTakesEach(patterns: List<Resource>, others: List<Resource>) {
      forall other <- others :: SomeTakes(patterns, other)
    } by method {
      for i: Int32 := 0 to |others| as Int32
        invariant forall other <- others[..i] :: SomeTakes(patterns, other)
      {
        if !SomeTakes(patterns, others[i]) { return false; }
      }
      assert others[..|others|] == others;
      return true;
    }
  }

/// A path without a resource, or a pattern of such paths.
  datatype Url = Url(units: List<CodeUnit>) {
/// How long the pattern is without its trailing stars.
    function Stem(): Int32
      ensures 0 <= Stem() as int <= |units|
      ensures forall i :: Stem() as int <= i < |units| ==> units[i] == Star
      ensures Stem() > 0 ==> units[Stem() - 1] != Star
    {
      StemOf(units)
    } by method {
      var end := |units| as Int32;
      while end > 0 && units[end - 1] == Star
        invariant 0 <= end as int <= |units|
        invariant forall i :: end as int <= i < |units| ==> units[i] == Star
      {
        end := end - 1;
      }
      StemIsUnique(units, end);
      return end;
    }

/// Equal, or the pattern ends in a star and the path begins with the rest of it.
    predicate Takes(path: Url) {
      units == path.units || (Stem() as int < |units| && units[..Stem()] <= path.units)
    } by method {
      var stem := Stem();
      var open := stem < |units| as Int32;
      if !open && |units| as Int32 != |path.units| as Int32 { return false; }
      if stem > |path.units| as Int32 {
        return false;
      }
      for i: Int32 := 0 to stem
        invariant units[..i] == path.units[..i]
      {
        if units[i] != path.units[i] { return false; }
      }
      return true;
    }

    static predicate SomeTakes(patterns: List<Url>, path: Url) {
      exists pattern <- patterns :: pattern.Takes(path)
    } by method {
      for i: Int32 := 0 to |patterns| as Int32
        invariant forall pattern <- patterns[..i] :: !pattern.Takes(path)
      {
        if patterns[i].Takes(path) { return true; }
      }
      assert patterns[..|patterns|] == patterns;
      return false;
    }

    static predicate SomeTakesEach(patterns: List<Url>, others: List<Url>) {
      forall other <- others :: SomeTakes(patterns, other)
    } by method {
      for i: Int32 := 0 to |others| as Int32
        invariant forall other <- others[..i] :: SomeTakes(patterns, other)
      {
        if !SomeTakes(patterns, others[i]) { return false; }
      }
      assert others[..|others|] == others;
      return true;
    }
  }

  ghost function StemOf(units: List<CodeUnit>): Int32
    ensures 0 <= StemOf(units) as int <= |units|
    ensures forall i :: StemOf(units) as int <= i < |units| ==> units[i] == Star
    ensures StemOf(units) > 0 ==> units[StemOf(units) - 1] != Star
  {
    if |units| == 0 || units[|units| - 1] != Star then |units| as Int32 else StemOf(units[..|units| - 1])
  }

  lemma StemIsUnique(units: List<CodeUnit>, end: Int32)
    requires 0 <= end as int <= |units|
    requires forall i :: end as int <= i < |units| ==> units[i] == Star
    requires end > 0 ==> units[end - 1] != Star
    ensures StemOf(units) == end
  {}

/// The objects a permission is for: all of a resource, or the one of a name. A name is never a pattern.
  datatype Name = AnyName | OneName(text: Text)

/// The smallest thing a rule can grant. A request is a permission too: one for a single name, or a path.
  datatype Permission =
    | OnResource(verb: Word, group: Word, resource: Resource, name: Name)
    | OnUrl(verb: Word, url: Url)
}

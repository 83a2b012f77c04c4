/// Documents as the schema kernel sees them: a JSON tree, and the questions one asks about its members and lists.
module Documents {
  import opened Native
  import opened Int32s
  import opened Lists

  // A JSON value. The size of an integer and the uniqueness of a text are all a schema asks of them here.
  datatype Json =
    | Null
    | Flag(on: bool)
    | Integer(digits: Text, size: Size)
    | Number(digits: Text)
    | Words(text: Text)
    | Items(items: List<Json>)
    | Record(members: List<Member>)
  {
    // The value of the member `name`, Null when there is none.
    function Of(name: Text): Json {
      if Record? then ValueOf(members, name) else Null
    }
  }

  datatype Member = Member(name: Text, value: Json)

  // The narrowest machine integer that holds a value.
  datatype Size = In32 | In64 | Wider {
    predicate Holds(value: Size) { Wider? || value == this || value.In32? }
  }

  // Which elements of a list must differ: all of them, or those with the same values of some members.
  datatype Unique = NoMatter | AsSet | AsMap(keys: List<Text>)

  function ValueOf(members: List<Member>, name: Text): Json {
    if |members| == 0 then Null
    else if members[0].name == name then members[0].value
    else ValueOf(members[1..], name)
  } by method {
    for i: Int32 := 0 to |members| as Int32
      invariant ValueOf(members, name) == ValueOf(members[i..], name)
    {
      if members[i].name == name { return members[i].value; }
    }
    return Null;
  }

  // A field that has to be there. Null counts as absent unless the field may be null.
  datatype Need = Need(name: Text, orNull: bool) {
    predicate MetBy(member: Member) { member.name == name && (orNull || !member.value.Null?) }
  }

  predicate Has(members: List<Member>, need: Need) { exists m <- members :: need.MetBy(m) }
  by method {
    for i: Int32 := 0 to |members| as Int32
      invariant forall m <- members[..i] :: !need.MetBy(m)
    {
      if need.MetBy(members[i]) { return true; }
    }
    assert members[..|members|] == members;
    return false;
  }

  predicate HasAll(members: List<Member>, needs: List<Need>) { forall n <- needs :: Has(members, n) }
  by method {
    for i: Int32 := 0 to |needs| as Int32
      invariant forall n <- needs[..i] :: Has(members, n)
    {
      if !Has(members, needs[i]) { return false; }
    }
    assert needs[..|needs|] == needs;
    return true;
  }

  predicate Among(text: Text, texts: List<Text>) { text in texts }
  by method {
    for i: Int32 := 0 to |texts| as Int32
      invariant text !in texts[..i]
    {
      if texts[i] == text { return true; }
    }
    assert texts[..|texts|] == texts;
    return false;
  }

  // The values by which the elements of a list are told apart.
  function KeysOf(item: Json, unique: Unique): seq<Json> {
    if unique.AsMap? then seq(|unique.keys|, i requires 0 <= i < |unique.keys| => item.Of(unique.keys[i])) else [item]
  } by method {
    if !unique.AsMap? { return [item]; }
    var keys: seq<Json> := [];
    for i: Int32 := 0 to |unique.keys| as Int32
      invariant |keys| == i as int
      invariant forall j :: 0 <= j < i as int ==> keys[j] == item.Of(unique.keys[j])
    {
      keys := keys + [item.Of(unique.keys[i])];
    }
    return keys;
  }

  // Whether no two elements are the same. One pass: as many different keys as elements.
  predicate AllDiffer(items: List<Json>, unique: Unique) {
    unique.NoMatter? || forall i, j :: 0 <= i < j < |items| ==> KeysOf(items[i], unique) != KeysOf(items[j], unique)
  } by method {
    if unique.NoMatter? || |items| as Int32 < 2 { return true; }
    // A bag and not a set over indices: compiled, the set would be built by trying every Int32 there is.
    var keys: seq<seq<Json>> := [];
    for i: Int32 := 0 to |items| as Int32
      invariant |keys| == i as int
      invariant forall j :: 0 <= j < i as int ==> keys[j] == KeysOf(items[j], unique)
    {
      keys := keys + [KeysOf(items[i], unique)];
    }
    var bag := multiset(keys);
    OnceEachMeansDifferent(keys);
    return forall k <- bag :: bag[k] == 1;
  }

  // Every element of a list is in it once exactly when no two elements are the same.
  lemma OnceEachMeansDifferent<T>(list: seq<T>)
    ensures (forall x <- multiset(list) :: multiset(list)[x] == 1) <==> forall i, j :: 0 <= i < j < |list| ==> list[i] != list[j]
  {
    if |list| > 0 {
      var (init, last) := (list[..|list| - 1], list[|list| - 1]);
      OnceEachMeansDifferent(init);
      assert list == init + [last];
      assert multiset(list) == multiset(init) + multiset{last};
      if last in init {
        assert multiset(list)[last] >= 2;
      } else {
        assert multiset(init)[last] == 0;
        if forall x <- multiset(list) :: multiset(list)[x] == 1 {
          forall x <- multiset(init)
            ensures multiset(init)[x] == 1
          {
            assert x in multiset(list);
          }
        }
      }
    }
  }
}

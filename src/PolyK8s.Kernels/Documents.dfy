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
    if unique.NoMatter? || |items| < 2 { return true; }
    var keys := set i: Int32 | 0 <= i < |items| as Int32 :: KeysOf(items[i], unique);
    SameNumberMeansDifferent(items, unique, keys);
    return |keys| == |items|;
  }

  // A list has as many different keys as elements exactly when no two elements share one.
  lemma SameNumberMeansDifferent(items: List<Json>, unique: Unique, keys: set<seq<Json>>)
    requires keys == set i: Int32 | 0 <= i < |items| as Int32 :: KeysOf(items[i], unique)
    ensures !unique.NoMatter? ==> (|keys| == |items| <==> AllDiffer(items, unique))
  {
    assert keys == set i | 0 <= i < |items| :: KeysOf(items[i], unique) by {
      forall k | k in set i | 0 <= i < |items| :: KeysOf(items[i], unique)
        ensures k in keys
      {
        var i :| 0 <= i < |items| && k == KeysOf(items[i], unique);
        assert KeysOf(items[i as Int32], unique) in keys;
      }
    }
    if !unique.NoMatter? { NumberOfKeys(items, unique, |items|); }
  }

  lemma NumberOfKeys(items: List<Json>, unique: Unique, n: nat)
    requires n <= |items| && !unique.NoMatter?
    ensures var keys := set i | 0 <= i < n :: KeysOf(items[i], unique);
            |keys| <= n && (|keys| == n <==> forall i, j :: 0 <= i < j < n ==> KeysOf(items[i], unique) != KeysOf(items[j], unique))
  {
    var keys := set i | 0 <= i < n :: KeysOf(items[i], unique);
    if n == 0 {
      assert keys == {};
    } else {
      NumberOfKeys(items, unique, n - 1);
      var before := set i | 0 <= i < n - 1 :: KeysOf(items[i], unique);
      var last := KeysOf(items[n - 1], unique);
      assert keys == before + {last};
      if last in before {
        var i :| 0 <= i < n - 1 && KeysOf(items[i], unique) == last;
        assert keys == before;
      } else {
        assert forall i :: 0 <= i < n - 1 ==> KeysOf(items[i], unique) in before;
      }
    }
  }
}

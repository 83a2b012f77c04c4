include "Permissions.dfy"

/// The user names of service accounts, as their UTF-16 code units.
///
/// Mirrors `MakeUsername` and `SplitUsername` (k8s.io/apiserver/pkg/authentication/serviceaccount).
module AccountNames {
  import opened Int32s
  import opened Lists
  import opened Permissions

  const Colon: CodeUnit := 58

/// `system:serviceaccount:`
  const Prefix: seq<CodeUnit> := [115, 121, 115, 116, 101, 109, 58, 115, 101, 114, 118, 105, 99, 101, 97, 99, 99, 111, 117, 110, 116, 58]

  datatype Account = Account(ns: seq<CodeUnit>, name: seq<CodeUnit>) {
    ghost function UserName(): seq<CodeUnit> {
      Prefix + ns + [Colon] + name
    }

/// Namespaces and names hold no colon and are not empty.
    ghost predicate IsValid() {
      ns != [] && name != [] && Colon !in ns && Colon !in name
    }
  }

  datatype Found = Nobody | OneAccount(account: Account)

/// The service account that goes by a user name.
  datatype UserName = UserName(units: List<CodeUnit>) {
    method Find() returns (found: Found)
      ensures found.OneAccount? ==> found.account.IsValid() && found.account.UserName() == units
      ensures found.Nobody? ==> forall account: Account :: account.IsValid() ==> account.UserName() != units
    {
      var start := |Prefix| as Int32;
      if |units| as Int32 <= start { return Nobody; }
      if units[..start] != Prefix {
        forall account: Account | account.UserName() == units ensures false {
          assert units[..start] == Prefix;
        }
        return Nobody;
      }
      var colon := start;
      while colon < |units| as Int32 && units[colon] != Colon
        invariant start <= colon <= |units| as Int32
        invariant Colon !in units[start..colon]
      {
        colon := colon + 1;
      }
      forall account: Account | account.IsValid() && account.UserName() == units ensures HoldsColonAt(account, colon as int) {
        FirstColon(account, colon as int);
      }
      if colon == |units| as Int32 { return Nobody; }
      var second := colon + 1;
      while second < |units| as Int32 && units[second] != Colon
        invariant colon < second <= |units| as Int32
        invariant Colon !in units[colon + 1..second]
      {
        second := second + 1;
      }
      if second < |units| as Int32 || colon == start || colon + 1 == |units| as Int32 {
        forall account: Account | account.IsValid() && account.UserName() == units ensures false {
          assert HoldsColonAt(account, colon as int);
          assert units[colon + 1..] == account.name && units[start..colon] == account.ns;
          if second < |units| as Int32 { assert account.name[second - colon - 1] == Colon; }
        }
        return Nobody;
      }
      assert units[colon + 1..second] == units[colon + 1..];
      assert units == units[..start] + units[start..colon] + [Colon] + units[colon + 1..];
      return OneAccount(Account(units[start..colon], units[colon + 1..]));
    }

    lemma FirstColon(account: Account, colon: int)
      requires account.IsValid() && account.UserName() == units
      requires |Prefix| <= colon <= |units| && Colon !in units[|Prefix|..colon]
      requires colon == |units| || units[colon] == Colon
      ensures HoldsColonAt(account, colon)
    {
      var at := |Prefix| + |account.ns|;
      assert units[at] == Colon;
      if at < colon { assert units[|Prefix|..colon][|account.ns|] == Colon; }
      if colon < at { assert units[colon] == account.ns[colon - |Prefix|]; }
    }

    ghost predicate HoldsColonAt(account: Account, at: int) {
      at == |Prefix| + |account.ns|
    }
  }
}

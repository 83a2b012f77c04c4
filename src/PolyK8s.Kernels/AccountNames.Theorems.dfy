include "AccountNames.dfy"

/// Why a service account and the user of its name are one.
module AccountNameTheorems {
  import opened Int32s
  import opened Lists
  import opened Permissions
  import opened AccountNames

/// C11. Two service accounts with one user name are the same account.
  lemma UserNamesTellAccountsApart(one: Account, two: Account)
    requires one.IsValid() && two.IsValid() && one.UserName() == two.UserName()
    ensures one == two
  {
    AuxRestIsTheSame(one, two);
    var rest := one.ns + [Colon] + one.name;
    if |one.ns| < |two.ns| {
      assert rest[|one.ns|] == Colon && rest[|one.ns|] == two.ns[|one.ns|];
    } else if |two.ns| < |one.ns| {
      assert rest[|two.ns|] == Colon && rest[|two.ns|] == one.ns[|two.ns|];
    } else {
      assert one.ns == rest[..|one.ns|] == two.ns;
      assert one.name == rest[|one.ns| + 1..] == two.name;
    }
  }

/// C11. A user name that is read as a service account's is the name of that account alone.
  lemma WhatIsReadIsTheAccount(name: UserName, read: Account, other: Account)
    requires read.IsValid() && read.UserName() == name.units && other.IsValid() && other.UserName() == name.units
    ensures read == other
  {
    UserNamesTellAccountsApart(read, other);
  }

  lemma AuxRestIsTheSame(one: Account, two: Account)
    requires one.UserName() == two.UserName()
    ensures one.ns + [Colon] + one.name == two.ns + [Colon] + two.name
  {
    assert one.UserName()[|Prefix|..] == one.ns + [Colon] + one.name;
    assert two.UserName()[|Prefix|..] == two.ns + [Colon] + two.name;
  }
}

include "VerbClasses.dfy"
include "SafeCapability.Theorems.dfy"

/// What the classes of verbs say, and what they do not.
module VerbClassTheorems {
  import opened Native
  import opened Lists
  import opened Permissions
  import opened PolicyRules
  import opened SafeCapability
  import opened SafeCapabilityTheorems
  import opened VerbClasses

/// C6. Who covers somebody has every class of verbs that they have, everywhere.
  lemma CoveringKeepsTheClasses(verbs: Verbs, owner: Rules, servant: Rules, kind: Class, group: Word, resource: Resource, name: Name)
    requires owner.Covers(servant) && verbs.Allows(servant, kind, group, resource, name)
    ensures verbs.Allows(owner, kind, group, resource, name)
  {
    var verb :| verbs.ClassOf(verb) == kind && servant.Allows(OnResource(Only(verb), group, resource, name));
    CoveredMeansNoGain(owner, servant, OnResource(Only(verb), group, resource, name));
  }

/// C6. The classes of two sets of rules together are those of each.
  lemma ClassesJoin(verbs: Verbs, left: Rules, right: Rules, kind: Class, group: Word, resource: Resource, name: Name)
    requires |left.rules + right.rules| < 0x7fff_ffff
    ensures verbs.Allows(Rules(left.rules + right.rules), kind, group, resource, name)
       <==> verbs.Allows(left, kind, group, resource, name) || verbs.Allows(right, kind, group, resource, name)
  {
    var both := Rules(left.rules + right.rules);
    forall permission: Permission ensures both.Allows(permission) <==> left.Allows(permission) || right.Allows(permission) {
      if left.Allows(permission) {
        var rule :| rule in left.rules && rule.Allows(permission);
        assert rule in both.rules;
      }
      if right.Allows(permission) {
        var rule :| rule in right.rules && rule.Allows(permission);
        assert rule in both.rules;
      }
    }
  }

/// C6. The classes decide nothing: with two verbs of one class there are rules of the same class that do not cover one another.
  lemma ClassesDoNotDecide(verbs: Verbs, one: Text, two: Text, group: Word, resource: Resource)
    requires one != two && verbs.ClassOf(one) == verbs.ClassOf(two)
    ensures exists owner, servant: Rules ::
              && verbs.Allows(owner, verbs.ClassOf(one), group, resource, AnyName)
              && verbs.Allows(servant, verbs.ClassOf(one), group, resource, AnyName)
              && !owner.Covers(servant)
  {
    var owner := Rules([Rule([Only(one)], [group], [resource], [], [])]);
    var servant := Rules([Rule([Only(two)], [group], [resource], [], [])]);
    AuxListedIsAllowed(owner, one, group, resource);
    AuxListedIsAllowed(servant, two, group, resource);
    var permission := OnResource(Only(two), group, resource, AnyName);
    if owner.Covers(servant) {
      CoveredMeansNoGain(owner, servant, permission);
      var rule :| rule in owner.rules && rule.Allows(permission);
      assert rule == owner.rules[0];
      assert false;
    }
  }

  lemma AuxListedIsAllowed(rules: Rules, verb: Text, group: Word, resource: Resource)
    requires rules == Rules([Rule([Only(verb)], [group], [resource], [], [])])
    ensures rules.Allows(OnResource(Only(verb), group, resource, AnyName))
  {
    var rule := rules.rules[0];
    assert Only(verb) in rule.verbs && group in rule.groups && resource in rule.resources;
    assert Only(verb).Takes(Only(verb)) && group.Takes(group) && resource.Takes(resource);
    assert rule.Allows(OnResource(Only(verb), group, resource, AnyName));
  }
}

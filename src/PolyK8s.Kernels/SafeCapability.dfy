include "PolicyRules.Theorems.dfy"

/// Role-based access control: what rules allow together, and whether one set of rules covers another.
///
/// Mirrors `Covers` (k8s.io/component-helpers/auth/rbac/validation/policy_comparator.go).
module SafeCapability {
  import opened Native
  import opened Int32s
  import opened Lists
  import opened Permissions
  import opened PolicyRules
  import opened PolicyRuleTheorems

/// Some rules together: a permission is allowed when one rule allows all of it; two rules never join to allow it.
  datatype Rules = Rules(rules: List<Rule>) {
    predicate Allows(permission: Permission) {
      exists rule <- rules :: rule.Allows(permission)
    } by method {
      for i: Int32 := 0 to |rules| as Int32
        invariant forall rule <- rules[..i] :: !rule.Allows(permission)
      {
        if rules[i].Allows(permission) { return true; }
      }
      assert rules[..|rules|] == rules;
      return false;
    }

    ghost function Permissions(): seq<Permission> {
      OfRules(rules)
    }

    static ghost function OfRules(rs: seq<Rule>): seq<Permission> {
      if rs == [] then [] else OfRules(rs[..|rs| - 1]) + rs[|rs| - 1].Permissions()
    }

/// Those of some permissions that these rules do not allow, in order.
    ghost function Refused(permissions: seq<Permission>): seq<Permission> {
      if permissions == [] then []
      else
        var last := permissions[|permissions| - 1];
        Refused(permissions[..|permissions| - 1]) + if Allows(last) then [] else [last]
    }

/// These rules allow every single permission that the others grant.
    ghost predicate Covers(servant: Rules) {
      forall permission <- servant.Permissions() :: Allows(permission)
    }

/// The servant's permissions that these rules do not allow, in the servant's order; empty exactly when all are covered.
    method Uncovered(servant: Rules) returns (uncovered: seq<Permission>)
      ensures uncovered == Refused(servant.Permissions())
      ensures uncovered == [] <==> Covers(servant)
    {
      uncovered := [];
      for i: Int32 := 0 to |servant.rules| as Int32
        invariant uncovered == Refused(OfRules(servant.rules[..i]))
      {
        uncovered := AddUncoveredOf(servant.rules[i], uncovered);
        assert servant.rules[..i + 1][..i] == servant.rules[..i];
        RefusedOfBoth(OfRules(servant.rules[..i]), servant.rules[i].Permissions());
      }
      assert servant.rules[..|servant.rules|] == servant.rules;
      RefusedIsWhatIsNotAllowed(servant.Permissions());
    }

    method AddUncoveredOf(rule: Rule, found: seq<Permission>) returns (uncovered: seq<Permission>)
      ensures uncovered == found + Refused(rule.Permissions())
    {
      for i: Int32 := 0 to |rules| as Int32 {
        if rules[i].Spans(rule) {
          SpannedIsNotRefused(rules[i], rule);
          return found;
        }
      }
      uncovered := AddPermissions(rule, found);
    }

    lemma SpannedIsNotRefused(owner: Rule, rule: Rule)
      requires owner in rules && owner.Spans(rule)
      ensures Refused(rule.Permissions()) == []
    {
      RefusedIsWhatIsNotAllowed(rule.Permissions());
      forall permission <- rule.Permissions() ensures Allows(permission) {
        GrantsExactlyItsLists(rule, permission);
        assert owner.Allows(permission);
      }
    }

/// The rule's permissions that these rules do not allow, in order, added to those found before.
    method AddPermissions(rule: Rule, found: seq<Permission>) returns (uncovered: seq<Permission>)
      ensures uncovered == found + Refused(rule.Permissions())
    {
      uncovered := found;
      assert Refused(rule.OfGroups(rule.groups[..0])) == [];
      for i: Int32 := 0 to |rule.groups| as Int32
        invariant uncovered == found + Refused(rule.OfGroups(rule.groups[..i]))
      {
        var near := NearGroup(rule.groups[i]);
        uncovered := near.AddOfGroup(rule, rule.groups[i], uncovered);
        NearRefusesTheSameInGroup(near, rule, rule.groups[i]);
        assert rule.groups[..i + 1][..i] == rule.groups[..i];
        RefusedOfBoth(rule.OfGroups(rule.groups[..i]), rule.OfResources(rule.groups[i], rule.resources));
      }
      assert rule.groups[..|rule.groups|] == rule.groups;
      ghost var resourceful := uncovered;
      assert Refused(rule.OfUrls(rule.urls[..0])) == [];
      for i: Int32 := 0 to |rule.urls| as Int32
        invariant uncovered == resourceful + Refused(rule.OfUrls(rule.urls[..i]))
      {
        uncovered := AddOfUrl(rule, rule.urls[i], uncovered);
        assert rule.urls[..i + 1][..i] == rule.urls[..i];
        RefusedOfBoth(rule.OfUrls(rule.urls[..i]), rule.OfUrl(rule.urls[i]));
      }
      assert rule.urls[..|rule.urls|] == rule.urls;
      RefusedOfBoth(rule.OfGroups(rule.groups), rule.OfUrls(rule.urls));
    }

/// The rules from the first to the last with a say in a group. Those around them are left out once, not asked again
/// about each permission in it; a slice costs nothing where all have a say.
    method NearGroup(group: Word) returns (near: Rules)
      ensures forall p: Permission :: p.OnResource? && p.group == group ==> (near.Allows(p) <==> Allows(p))
    {
      var low, high := 0, |rules| as Int32;
      while low < high && !rules[low].AllowsGroup(group)
        invariant 0 <= low <= high
        invariant forall rule <- rules[..low] :: !rule.AllowsGroup(group)
      {
        low := low + 1;
      }
      while low < high && !rules[high - 1].AllowsGroup(group)
        invariant low <= high <= |rules| as Int32
        invariant forall rule <- rules[high..] :: !rule.AllowsGroup(group)
      {
        high := high - 1;
      }
      if low == 0 && high == |rules| as Int32 { return this; }
      assert rules == rules[..low] + rules[low..high] + rules[high..];
      return Rules(rules[low..high]);
    }

/// The rules from the first to the last with a say about a resource.
    method NearResource(resource: Resource) returns (near: Rules)
      ensures forall p: Permission :: p.OnResource? && p.resource == resource ==> (near.Allows(p) <==> Allows(p))
    {
      var low, high := 0, |rules| as Int32;
      while low < high && !rules[low].AllowsResource(resource)
        invariant 0 <= low <= high
        invariant forall rule <- rules[..low] :: !rule.AllowsResource(resource)
      {
        low := low + 1;
      }
      while low < high && !rules[high - 1].AllowsResource(resource)
        invariant low <= high <= |rules| as Int32
        invariant forall rule <- rules[high..] :: !rule.AllowsResource(resource)
      {
        high := high - 1;
      }
      if low == 0 && high == |rules| as Int32 { return this; }
      assert rules == rules[..low] + rules[low..high] + rules[high..];
      return Rules(rules[low..high]);
    }

    lemma NearRefusesTheSameInGroup(near: Rules, rule: Rule, group: Word)
      requires forall p: Permission :: p.OnResource? && p.group == group ==> (near.Allows(p) <==> Allows(p))
      ensures near.Refused(rule.OfResources(group, rule.resources)) == Refused(rule.OfResources(group, rule.resources))
    {
      forall p <- rule.OfResources(group, rule.resources) ensures near.Allows(p) <==> Allows(p) {
        InResources(rule, group, rule.resources, p);
      }
      AllowingTheSameRefusesTheSame(near, rule.OfResources(group, rule.resources));
    }

    lemma NearRefusesTheSameOfResource(near: Rules, rule: Rule, group: Word, resource: Resource)
      requires forall p: Permission :: p.OnResource? && p.resource == resource ==> (near.Allows(p) <==> Allows(p))
      ensures near.Refused(rule.OfVerbs(group, resource, rule.verbs)) == Refused(rule.OfVerbs(group, resource, rule.verbs))
    {
      forall p <- rule.OfVerbs(group, resource, rule.verbs) ensures near.Allows(p) <==> Allows(p) {
        InVerbs(rule, group, resource, rule.verbs, p);
      }
      AllowingTheSameRefusesTheSame(near, rule.OfVerbs(group, resource, rule.verbs));
    }

    lemma AllowingTheSameRefusesTheSame(others: Rules, permissions: seq<Permission>)
      requires forall p <- permissions :: others.Allows(p) <==> Allows(p)
      ensures others.Refused(permissions) == Refused(permissions)
    {
      if permissions != [] { AllowingTheSameRefusesTheSame(others, permissions[..|permissions| - 1]); }
    }

    method AddOfGroup(rule: Rule, group: Word, found: seq<Permission>) returns (uncovered: seq<Permission>)
      ensures uncovered == found + Refused(rule.OfResources(group, rule.resources))
    {
      uncovered := found;
      assert Refused(rule.OfResources(group, rule.resources[..0])) == [];
      for i: Int32 := 0 to |rule.resources| as Int32
        invariant uncovered == found + Refused(rule.OfResources(group, rule.resources[..i]))
      {
        var near := NearResource(rule.resources[i]);
        uncovered := near.AddOfResource(rule, group, rule.resources[i], uncovered);
        NearRefusesTheSameOfResource(near, rule, group, rule.resources[i]);
        assert rule.resources[..i + 1][..i] == rule.resources[..i];
        RefusedOfBoth(rule.OfResources(group, rule.resources[..i]), rule.OfVerbs(group, rule.resources[i], rule.verbs));
      }
      assert rule.resources[..|rule.resources|] == rule.resources;
    }

    method AddOfResource(rule: Rule, group: Word, resource: Resource, found: seq<Permission>) returns (uncovered: seq<Permission>)
      ensures uncovered == found + Refused(rule.OfVerbs(group, resource, rule.verbs))
    {
      uncovered := found;
      assert Refused(rule.OfVerbs(group, resource, rule.verbs[..0])) == [];
      for i: Int32 := 0 to |rule.verbs| as Int32
        invariant uncovered == found + Refused(rule.OfVerbs(group, resource, rule.verbs[..i]))
      {
        uncovered := AddOfVerb(rule, group, resource, rule.verbs[i], uncovered);
        assert rule.verbs[..i + 1][..i] == rule.verbs[..i];
        RefusedOfBoth(rule.OfVerbs(group, resource, rule.verbs[..i]), rule.OfVerb(group, resource, rule.verbs[i]));
      }
      assert rule.verbs[..|rule.verbs|] == rule.verbs;
    }

    method AddOfVerb(rule: Rule, group: Word, resource: Resource, verb: Word, found: seq<Permission>) returns (uncovered: seq<Permission>)
      ensures uncovered == found + Refused(rule.OfVerb(group, resource, verb))
    {
      uncovered := found;
      if |rule.names| as Int32 == 0 {
        uncovered := AddIfRefused(OnResource(verb, group, resource, AnyName), uncovered);
        return;
      }
      for i: Int32 := 0 to |rule.names| as Int32
        invariant uncovered == found + Refused(rule.OfNames(group, resource, verb, rule.names[..i]))
      {
        var permission := OnResource(verb, group, resource, OneName(rule.names[i]));
        uncovered := AddIfRefused(permission, uncovered);
        assert rule.OfNames(group, resource, verb, rule.names[..i + 1]) == rule.OfNames(group, resource, verb, rule.names[..i]) + [permission];
        RefusedOfBoth(rule.OfNames(group, resource, verb, rule.names[..i]), [permission]);
      }
      assert rule.names[..|rule.names|] == rule.names;
    }

    method AddOfUrl(rule: Rule, url: Url, found: seq<Permission>) returns (uncovered: seq<Permission>)
      ensures uncovered == found + Refused(rule.OfUrl(url))
    {
      uncovered := found;
      for i: Int32 := 0 to |rule.verbs| as Int32
        invariant uncovered == found + Refused(rule.OfUrl(url)[..i])
      {
        var permission := OnUrl(rule.verbs[i], url);
        uncovered := AddIfRefused(permission, uncovered);
        assert rule.OfUrl(url)[..i + 1] == rule.OfUrl(url)[..i] + [permission];
        RefusedOfBoth(rule.OfUrl(url)[..i], [permission]);
      }
      assert rule.OfUrl(url)[..|rule.verbs|] == rule.OfUrl(url);
    }

    method AddIfRefused(permission: Permission, found: seq<Permission>) returns (all: seq<Permission>)
      ensures all == found + Refused([permission])
    {
      assert Refused([permission]) == Refused([]) + if Allows(permission) then [] else [permission];
      if Allows(permission) { return found; }
      return found + [permission];
    }

    lemma RefusedOfBoth(left: seq<Permission>, right: seq<Permission>)
      ensures Refused(left + right) == Refused(left) + Refused(right)
    {
      if right == [] {
        assert left + right == left;
      } else {
        assert (left + right)[..|left + right| - 1] == left + right[..|right| - 1];
        RefusedOfBoth(left, right[..|right| - 1]);
      }
    }

    lemma RefusedIsWhatIsNotAllowed(permissions: seq<Permission>)
      ensures forall p :: p in Refused(permissions) <==> p in permissions && !Allows(p)
      ensures Refused(permissions) == [] <==> forall p <- permissions :: Allows(p)
    {
      if permissions != [] {
        var init, last := permissions[..|permissions| - 1], permissions[|permissions| - 1];
        assert permissions == init + [last];
        RefusedIsWhatIsNotAllowed(init);
      }
    }
  }
}

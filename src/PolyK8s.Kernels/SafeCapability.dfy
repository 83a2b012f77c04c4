include "Permissions.dfy"

/// Role-based access control: what rules allow, and whether one set of rules covers another.
///
/// Mirrors `RuleAllows` (k8s.io/kubernetes/pkg/apis/rbac/v1/evaluation_helpers.go) and `Covers`
/// (k8s.io/component-helpers/auth/rbac/validation/policy_comparator.go). Resource names of a rule have no say about its
/// URLs: the API server refuses a rule that has both.
module SafeCapability {
  import opened Native
  import opened Int32s
  import opened Lists
  import opened Permissions

/// One rule of a Role or ClusterRole.
  datatype Rule = Rule(verbs: List<Word>, groups: List<Word>, resources: List<Resource>, names: List<Text>, urls: List<Url>) {
    predicate Allows(permission: Permission) {
      match permission
      case OnResource(verb, group, resource, name) =>
        AllowsVerb(verb) && AllowsResource(resource) && AllowsGroup(group) && AllowsName(name)
      case OnUrl(verb, url) =>
        AllowsVerb(verb) && AllowsUrl(url)
    }

    predicate AllowsVerb(verb: Word) {
      exists word <- verbs :: word.Takes(verb)
    } by method {
      for i: Int32 := 0 to |verbs| as Int32
        invariant forall word <- verbs[..i] :: !word.Takes(verb)
      {
        if verbs[i].Takes(verb) { return true; }
      }
      assert verbs[..|verbs|] == verbs;
      return false;
    }

    predicate AllowsGroup(group: Word) {
      exists word <- groups :: word.Takes(group)
    } by method {
      for i: Int32 := 0 to |groups| as Int32
        invariant forall word <- groups[..i] :: !word.Takes(group)
      {
        if groups[i].Takes(group) { return true; }
      }
      assert groups[..|groups|] == groups;
      return false;
    }

    predicate AllowsResource(resource: Resource) {
      exists r <- resources :: r.Takes(resource)
    } by method {
      for i: Int32 := 0 to |resources| as Int32
        invariant forall r <- resources[..i] :: !r.Takes(resource)
      {
        if resources[i].Takes(resource) { return true; }
      }
      assert resources[..|resources|] == resources;
      return false;
    }

/// A rule without names is for all objects.
    predicate AllowsName(name: Name) {
      |names| == 0 || (name.OneName? && name.text in names)
    } by method {
      var count := |names| as Int32;
      if count == 0 { return true; }
      if name.AnyName? { return false; }
      for i: Int32 := 0 to count
        invariant name.text !in names[..i]
      {
        if names[i] == name.text { return true; }
      }
      return false;
    }

    predicate AllowsUrl(url: Url) {
      exists u <- urls :: u.Takes(url)
    } by method {
      for i: Int32 := 0 to |urls| as Int32
        invariant forall u <- urls[..i] :: !u.Takes(url)
      {
        if urls[i].Takes(url) { return true; }
      }
      assert urls[..|urls|] == urls;
      return false;
    }

/// Everything the rule grants, one permission at a time: groups, then resources, verbs and names; then URLs and verbs.
    ghost function Permissions(): seq<Permission> {
      OfGroups(groups) + OfUrls(urls)
    }

    ghost function OfGroups(gs: seq<Word>): seq<Permission> {
      if gs == [] then [] else OfGroups(gs[..|gs| - 1]) + OfResources(gs[|gs| - 1], resources)
    }

    ghost function OfResources(group: Word, rs: seq<Resource>): seq<Permission> {
      if rs == [] then [] else OfResources(group, rs[..|rs| - 1]) + OfVerbs(group, rs[|rs| - 1], verbs)
    }

    ghost function OfVerbs(group: Word, resource: Resource, vs: seq<Word>): seq<Permission> {
      if vs == [] then [] else OfVerbs(group, resource, vs[..|vs| - 1]) + OfVerb(group, resource, vs[|vs| - 1])
    }

    ghost function OfVerb(group: Word, resource: Resource, verb: Word): seq<Permission> {
      if |names| == 0 then [OnResource(verb, group, resource, AnyName)] else OfNames(group, resource, verb, names)
    }

    ghost function OfNames(group: Word, resource: Resource, verb: Word, ns: seq<Text>): seq<Permission> {
      seq(|ns|, i requires 0 <= i < |ns| => OnResource(verb, group, resource, OneName(ns[i])))
    }

    ghost function OfUrls(us: seq<Url>): seq<Permission> {
      if us == [] then [] else OfUrls(us[..|us| - 1]) + OfUrl(us[|us| - 1])
    }

    ghost function OfUrl(url: Url): seq<Permission> {
      seq(|verbs|, i requires 0 <= i < |verbs| => OnUrl(verbs[i], url))
    }

/// The rule's permissions that the owner does not allow, in order, added to those found before.
    method AddUncovered(owner: Rules, found: seq<Permission>) returns (uncovered: seq<Permission>)
      ensures uncovered == found + owner.Refused(Permissions())
    {
      uncovered := found;
      assert owner.Refused(OfGroups(groups[..0])) == [];
      for i: Int32 := 0 to |groups| as Int32
        invariant uncovered == found + owner.Refused(OfGroups(groups[..i]))
      {
        uncovered := AddOfGroup(owner, groups[i], uncovered);
        assert groups[..i + 1][..i] == groups[..i];
        owner.RefusedOfBoth(OfGroups(groups[..i]), OfResources(groups[i], resources));
      }
      assert groups[..|groups|] == groups;
      ghost var resourceful := uncovered;
      assert owner.Refused(OfUrls(urls[..0])) == [];
      for i: Int32 := 0 to |urls| as Int32
        invariant uncovered == resourceful + owner.Refused(OfUrls(urls[..i]))
      {
        uncovered := AddOfUrl(owner, urls[i], uncovered);
        assert urls[..i + 1][..i] == urls[..i];
        owner.RefusedOfBoth(OfUrls(urls[..i]), OfUrl(urls[i]));
      }
      assert urls[..|urls|] == urls;
      owner.RefusedOfBoth(OfGroups(groups), OfUrls(urls));
    }

    method AddOfGroup(owner: Rules, group: Word, found: seq<Permission>) returns (uncovered: seq<Permission>)
      ensures uncovered == found + owner.Refused(OfResources(group, resources))
    {
      uncovered := found;
      assert owner.Refused(OfResources(group, resources[..0])) == [];
      for i: Int32 := 0 to |resources| as Int32
        invariant uncovered == found + owner.Refused(OfResources(group, resources[..i]))
      {
        uncovered := AddOfResource(owner, group, resources[i], uncovered);
        assert resources[..i + 1][..i] == resources[..i];
        owner.RefusedOfBoth(OfResources(group, resources[..i]), OfVerbs(group, resources[i], verbs));
      }
      assert resources[..|resources|] == resources;
    }

    method AddOfResource(owner: Rules, group: Word, resource: Resource, found: seq<Permission>) returns (uncovered: seq<Permission>)
      ensures uncovered == found + owner.Refused(OfVerbs(group, resource, verbs))
    {
      uncovered := found;
      assert owner.Refused(OfVerbs(group, resource, verbs[..0])) == [];
      for i: Int32 := 0 to |verbs| as Int32
        invariant uncovered == found + owner.Refused(OfVerbs(group, resource, verbs[..i]))
      {
        uncovered := AddOfVerb(owner, group, resource, verbs[i], uncovered);
        assert verbs[..i + 1][..i] == verbs[..i];
        owner.RefusedOfBoth(OfVerbs(group, resource, verbs[..i]), OfVerb(group, resource, verbs[i]));
      }
      assert verbs[..|verbs|] == verbs;
    }

    method AddOfVerb(owner: Rules, group: Word, resource: Resource, verb: Word, found: seq<Permission>) returns (uncovered: seq<Permission>)
      ensures uncovered == found + owner.Refused(OfVerb(group, resource, verb))
    {
      uncovered := found;
      if |names| as Int32 == 0 {
        uncovered := owner.AddIfRefused(OnResource(verb, group, resource, AnyName), uncovered);
        return;
      }
      for i: Int32 := 0 to |names| as Int32
        invariant uncovered == found + owner.Refused(OfNames(group, resource, verb, names[..i]))
      {
        var permission := OnResource(verb, group, resource, OneName(names[i]));
        uncovered := owner.AddIfRefused(permission, uncovered);
        assert OfNames(group, resource, verb, names[..i + 1]) == OfNames(group, resource, verb, names[..i]) + [permission];
        owner.RefusedOfBoth(OfNames(group, resource, verb, names[..i]), [permission]);
      }
      assert names[..|names|] == names;
    }

    method AddOfUrl(owner: Rules, url: Url, found: seq<Permission>) returns (uncovered: seq<Permission>)
      ensures uncovered == found + owner.Refused(OfUrl(url))
    {
      uncovered := found;
      for i: Int32 := 0 to |verbs| as Int32
        invariant uncovered == found + owner.Refused(OfUrl(url)[..i])
      {
        var permission := OnUrl(verbs[i], url);
        uncovered := owner.AddIfRefused(permission, uncovered);
        assert OfUrl(url)[..i + 1] == OfUrl(url)[..i] + [permission];
        owner.RefusedOfBoth(OfUrl(url)[..i], [permission]);
      }
      assert OfUrl(url)[..|verbs|] == OfUrl(url);
    }
  }

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
        uncovered := servant.rules[i].AddUncovered(this, uncovered);
        assert servant.rules[..i + 1][..i] == servant.rules[..i];
        RefusedOfBoth(OfRules(servant.rules[..i]), servant.rules[i].Permissions());
      }
      assert servant.rules[..|servant.rules|] == servant.rules;
      RefusedIsWhatIsNotAllowed(servant.Permissions());
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

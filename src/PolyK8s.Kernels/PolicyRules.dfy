include "Permissions.dfy"

/// One rule of a Role or ClusterRole: what it allows, and every single permission it grants.
///
/// Mirrors `RuleAllows` (k8s.io/kubernetes/pkg/apis/rbac/v1/evaluation_helpers.go). Resource names of a rule have no say
/// about its URLs: the API server refuses a rule that has both.
module PolicyRules {
  import opened Native
  import opened Int32s
  import opened Lists
  import opened Permissions

  datatype Rule = Rule(verbs: List<Word>, groups: List<Word>, resources: List<Resource>, names: List<Text>, urls: List<Url>) {
/// Asks first what tells rules apart soonest: they differ in groups, resources and URLs, and share their verbs.
    predicate Allows(permission: Permission) {
      match permission
      case OnResource(verb, group, resource, name) =>
        AllowsGroup(group) && AllowsResource(resource) && AllowsVerb(verb) && AllowsName(name)
      case OnUrl(verb, url) =>
        AllowsUrl(url) && AllowsVerb(verb)
    }

    predicate AllowsVerb(verb: Word) {
      Word.SomeTakes(verbs, verb)
    }

    predicate AllowsGroup(group: Word) {
      Word.SomeTakes(groups, group)
    }

    predicate AllowsResource(resource: Resource) {
      Resource.SomeTakes(resources, resource)
    }

    predicate AllowsUrl(url: Url) {
      Url.SomeTakes(urls, url)
    }

/// The rule alone takes in all of another: a short cut past its single permissions.
    predicate Spans(rule: Rule) {
      && Word.SomeTakesEach(groups, rule.groups)
      && Resource.SomeTakesEach(resources, rule.resources)
      && Url.SomeTakesEach(urls, rule.urls)
      && Word.SomeTakesEach(verbs, rule.verbs)
      && AllowsNamesOf(rule)
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

    predicate AllowsNamesOf(rule: Rule) {
      |names| == 0 || (|rule.names| > 0 && forall name <- rule.names :: AllowsName(OneName(name)))
    } by method {
      if |names| as Int32 == 0 { return true; }
      for i: Int32 := 0 to |rule.names| as Int32
        invariant forall name <- rule.names[..i] :: AllowsName(OneName(name))
      {
        if !AllowsName(OneName(rule.names[i])) { return false; }
      }
      assert rule.names[..|rule.names|] == rule.names;
      return |rule.names| as Int32 > 0;
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
  }
}

include "PolicyRules.dfy"

/// The permissions of a rule are exactly the combinations of what its lists name.
module PolicyRuleTheorems {
  import opened Native
  import opened Lists
  import opened Permissions
  import opened PolicyRules

  ghost predicate IsListedIn(rule: Rule, permission: Permission) {
    match permission
    case OnResource(verb, group, resource, name) =>
      && verb in rule.verbs && group in rule.groups && resource in rule.resources
      && (if name.AnyName? then |rule.names| == 0 else name.text in rule.names)
    case OnUrl(verb, url) => verb in rule.verbs && url in rule.urls
  }

  lemma GrantsExactlyItsLists(rule: Rule, permission: Permission)
    ensures permission in rule.Permissions() <==> IsListedIn(rule, permission)
  {
    InGroups(rule, rule.groups, permission);
    InUrls(rule, rule.urls, permission);
  }

  lemma InGroups(rule: Rule, groups: seq<Word>, permission: Permission)
    ensures permission in rule.OfGroups(groups) <==> permission.OnResource? && permission.group in groups && IsListedIn(rule.(groups := [permission.group]), permission)
  {
    if groups != [] {
      var init, last := groups[..|groups| - 1], groups[|groups| - 1];
      assert groups == init + [last];
      InGroups(rule, init, permission);
      InResources(rule, last, rule.resources, permission);
    }
  }

  lemma InResources(rule: Rule, group: Word, resources: seq<Resource>, permission: Permission)
    ensures permission in rule.OfResources(group, resources) <==>
            && permission.OnResource? && permission.group == group && permission.resource in resources
            && permission.verb in rule.verbs && (if permission.name.AnyName? then |rule.names| == 0 else permission.name.text in rule.names)
  {
    if resources != [] {
      var init, last := resources[..|resources| - 1], resources[|resources| - 1];
      assert resources == init + [last];
      InResources(rule, group, init, permission);
      InVerbs(rule, group, last, rule.verbs, permission);
    }
  }

  lemma InVerbs(rule: Rule, group: Word, resource: Resource, verbs: seq<Word>, permission: Permission)
    ensures permission in rule.OfVerbs(group, resource, verbs) <==>
            && permission.OnResource? && permission.group == group && permission.resource == resource
            && permission.verb in verbs && (if permission.name.AnyName? then |rule.names| == 0 else permission.name.text in rule.names)
  {
    if verbs != [] {
      var init, last := verbs[..|verbs| - 1], verbs[|verbs| - 1];
      assert verbs == init + [last];
      InVerbs(rule, group, resource, init, permission);
      InVerb(rule, group, resource, last, permission);
    }
  }

  lemma InVerb(rule: Rule, group: Word, resource: Resource, verb: Word, permission: Permission)
    ensures permission in rule.OfVerb(group, resource, verb) <==>
            && permission.OnResource? && permission.group == group && permission.resource == resource && permission.verb == verb
            && (if permission.name.AnyName? then |rule.names| == 0 else permission.name.text in rule.names)
  {
    if |rule.names| > 0 && permission.OnResource? && permission.name.OneName? && permission.name.text in rule.names {
      var i :| 0 <= i < |rule.names| && rule.names[i] == permission.name.text;
      assert rule.OfNames(group, resource, verb, rule.names)[i] == OnResource(verb, group, resource, permission.name);
    }
  }

  lemma InUrls(rule: Rule, urls: seq<Url>, permission: Permission)
    ensures permission in rule.OfUrls(urls) <==> permission.OnUrl? && permission.url in urls && permission.verb in rule.verbs
  {
    if urls != [] {
      var init, last := urls[..|urls| - 1], urls[|urls| - 1];
      assert urls == init + [last];
      InUrls(rule, init, permission);
      if permission.OnUrl? && permission.url == last && permission.verb in rule.verbs {
        var i :| 0 <= i < |rule.verbs| && rule.verbs[i] == permission.verb;
        assert rule.OfUrl(last)[i] == permission;
      }
    }
  }
}

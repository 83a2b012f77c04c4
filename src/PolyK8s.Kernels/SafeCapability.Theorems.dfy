include "Granting.dfy"

/// Why the answers of SafeCapability are right.
module SafeCapabilityTheorems {
  import opened Native
  import opened Int32s
  import opened Lists
  import opened Permissions
  import opened PolicyRules
  import opened PolicyRuleTheorems
  import opened SafeCapability
  import opened Granting

  // What covering means (C1, C2)

/// Whoever is covered can do nothing that the owner cannot: soundness, for requests and for whole permissions.
  lemma CoveredMeansNoGain(owner: Rules, servant: Rules, permission: Permission)
    requires owner.Covers(servant) && servant.Allows(permission)
    ensures owner.Allows(permission)
  {
    var rule :| rule in servant.rules && rule.Allows(permission);
    var granted := GrantBehind(rule, permission);
    RulesGrantTheirRules(servant, rule);
    assert owner.Allows(granted);
    var holder :| holder in owner.rules && holder.Allows(granted);
    AllowingAPatternAllowsItsMatches(holder, granted, permission);
  }

/// A request in plain words: no wildcard, one named object.
  ghost predicate IsPlain(request: Permission) {
    match request
    case OnResource(verb, group, resource, name) => verb.Only? && group.Only? && (resource.Whole? || resource.Part?) && name.OneName?
    case OnUrl(verb, _) => verb.Only?
  }

/// No rule mentions the word, anywhere.
  ghost predicate IsNewTo(word: Text, rules: Rules) {
    forall rule <- rules.rules ::
      && Only(word) !in rule.verbs && Only(word) !in rule.groups && word !in rule.names && Whole(word) !in rule.resources
      && (forall resource <- rule.resources :: resource.Part? ==> resource.name != word)
  }

/// A permission with a new word in place of each wildcard: the request that shows it.
  ghost function Example(permission: Permission, word: Text): Permission {
    match permission
    case OnResource(verb, group, resource, name) =>
      OnResource(
        if verb.Any? then Only(word) else verb,
        if group.Any? then Only(word) else group,
        (match resource
         case Every => Whole(word)
         case PartOfEvery(part) => Part(word, part)
         case _ => resource),
        if name.AnyName? then OneName(word) else name)
    case OnUrl(verb, url) => OnUrl(if verb.Any? then Only(word) else verb, url)
  }

/// An owner who does not cover can be shown a plain request that it cannot make and the servant can: completeness.
/// The universe is open: it takes one word that the owner's rules do not mention, and paths of any characters.
  lemma NotCoveredShowsARequest(owner: Rules, servant: Rules, word: Text)
    requires IsNewTo(word, owner) && !owner.Covers(servant)
    ensures exists request :: IsPlain(request) && servant.Allows(request) && !owner.Allows(request)
  {
    var permission :| permission in servant.Permissions() && !owner.Allows(permission);
    var request := Example(permission, word);
    GrantedIsAllowed(servant, permission);
    var rule :| rule in servant.rules && rule.Allows(permission);
    AllowingAPatternAllowsItsMatches(rule, permission, request);
    if owner.Allows(request) {
      var holder :| holder in owner.rules && holder.Allows(request);
      assert holder.Allows(permission);
    }
    assert IsPlain(request) && servant.Allows(request) && !owner.Allows(request);
  }

/// Covering is exactly: no plain request is allowed to the servant and refused to the owner.
  lemma CoversExactlyWhenNothingIsGained(owner: Rules, servant: Rules, word: Text)
    requires IsNewTo(word, owner)
    ensures owner.Covers(servant) <==> forall request :: IsPlain(request) && servant.Allows(request) ==> owner.Allows(request)
  {
    if owner.Covers(servant) {
      forall request | IsPlain(request) && servant.Allows(request) ensures owner.Allows(request) {
        CoveredMeansNoGain(owner, servant, request);
      }
    } else {
      NotCoveredShowsARequest(owner, servant, word);
    }
  }

  const Slash: CodeUnit := 47
  const AllPaths := Rules([Rule([Any], [], [], [], [Url([Slash, Star])])])
  const AllUrls := Rules([Rule([Any], [], [], [], [Url([Star])])])

/// The known gap: `/*` reaches every path that begins with a slash, as paths do, and yet does not cover `*`.
  lemma SlashStarReachesAllPathsAndDoesNotCoverStar(verb: Word, path: Url)
    requires |path.units| > 0 && path.units[0] == Slash
    ensures AllUrls.Allows(OnUrl(verb, path)) && AllPaths.Allows(OnUrl(verb, path))
    ensures !AllPaths.Covers(AllUrls)
  {
    var paths, urls := AllPaths.rules[0], AllUrls.rules[0];
    var slashStar, star := Url([Slash, Star]), Url([Star]);
    assert slashStar in paths.urls && star in urls.urls && Any in paths.verbs && Any in urls.verbs;
    StemIsUnique(slashStar.units, 1);
    StemIsUnique(star.units, 0);
    assert slashStar.units[..1] == [Slash] && path.units == [Slash] + path.units[1..];
    assert slashStar.Takes(path) && star.Takes(path);
    assert urls.Allows(OnUrl(verb, path)) && paths.Allows(OnUrl(verb, path));
    assert urls in AllUrls.rules && paths in AllPaths.rules;
    var everything := OnUrl(Any, star);
    GrantsExactlyItsLists(urls, everything);
    RulesGrantTheirRules(AllUrls, urls);
    assert star.units[0] != slashStar.units[0];
    assert !slashStar.Takes(star);
    assert !AllPaths.Allows(everything);
  }

  // The evidence (C3)

/// What is reported is what the servant has and the owner does not allow, no more and no less.
  lemma UncoveredIsExactlyWhatTheOwnerLacks(owner: Rules, servant: Rules, permission: Permission)
    ensures permission in owner.Refused(servant.Permissions()) <==> permission in servant.Permissions() && !owner.Allows(permission)
    ensures owner.Refused(servant.Permissions()) == [] <==> owner.Covers(servant)
  {
    owner.RefusedIsWhatIsNotAllowed(servant.Permissions());
  }

/// What is reported stands in the order of the servant's rules.
  lemma UncoveredKeepsTheServantsOrder(owner: Rules, permissions: seq<Permission>, cut: int)
    requires 0 <= cut <= |permissions|
    ensures owner.Refused(permissions) == owner.Refused(permissions[..cut]) + owner.Refused(permissions[cut..])
  {
    owner.RefusedOfBoth(permissions[..cut], permissions[cut..]);
    assert permissions[..cut] + permissions[cut..] == permissions;
  }

/// The evidence names every permission once: nothing is lost, nothing is repeated.
  lemma EvidenceNamesEachPermissionOnce(all: seq<Permission>)
    ensures forall p :: p in Evidence.Firsts(all) <==> p in all
    ensures forall i, j :: 0 <= i < j < |Evidence.Firsts(all)| ==> Evidence.Firsts(all)[i] != Evidence.Firsts(all)[j]
  {
    if all != [] {
      var init, last := all[..|all| - 1], all[|all| - 1];
      assert all == init + [last];
      EvidenceNamesEachPermissionOnce(init);
    }
  }

  // The order that covering makes (C4)

/// Everyone covers themselves.
  lemma CoveringIsReflexive(rules: Rules)
    ensures rules.Covers(rules)
  {
    forall permission <- rules.Permissions() ensures rules.Allows(permission) {
      GrantedIsAllowed(rules, permission);
    }
  }

/// Who covers someone covers all whom they cover.
  lemma CoveringIsTransitive(top: Rules, middle: Rules, bottom: Rules)
    requires top.Covers(middle) && middle.Covers(bottom)
    ensures top.Covers(bottom)
  {
    forall permission <- bottom.Permissions() ensures top.Allows(permission) {
      CoveredMeansNoGain(top, middle, permission);
    }
  }

/// Granting the owner more never takes a cover away.
  lemma GrantingMoreKeepsCovering(owner: Rules, servant: Rules, more: seq<Rule>)
    requires |owner.rules + more| < 0x7fff_ffff && owner.Covers(servant)
    ensures Rules(owner.rules + more).Covers(servant)
  {
    forall permission <- servant.Permissions() ensures Rules(owner.rules + more).Allows(permission) {
      var rule :| rule in owner.rules && rule.Allows(permission);
      assert rule in owner.rules + more;
    }
  }

/// Two sets of rules together are covered exactly when each is: giving the servant less never breaks a cover.
  lemma CoversBothExactlyWhenEach(owner: Rules, left: Rules, right: Rules)
    requires |left.rules + right.rules| < 0x7fff_ffff
    ensures owner.Covers(Rules(left.rules + right.rules)) <==> owner.Covers(left) && owner.Covers(right)
  {
    PermissionsOfBoth(left.rules, right.rules);
  }

  // URLs (C9)

/// A pattern takes a path exactly when they are equal, or when the pattern ends in stars and the path begins with what
/// stands before them. A star anywhere else is a letter.
  lemma UrlsMatchAsKubernetesSpecifies(pattern: Url, path: Url)
    ensures pattern.Takes(path) <==>
            || pattern == path
            || exists stem: seq<CodeUnit> :: EndsInStarsAfter(pattern.units, stem) && stem <= path.units
  {
    if pattern.Stem() as int < |pattern.units| && pattern.units[..pattern.Stem()] <= path.units {
      assert EndsInStarsAfter(pattern.units, pattern.units[..pattern.Stem()]);
    }
    forall stem: seq<CodeUnit> | EndsInStarsAfter(pattern.units, stem) && stem <= path.units ensures pattern.Takes(path) {
      assert pattern.Stem() as int <= |stem|;
      assert pattern.units[..pattern.Stem()] <= stem;
    }
  }

  ghost predicate EndsInStarsAfter(pattern: seq<CodeUnit>, stem: seq<CodeUnit>) {
    stem < pattern && forall i :: |stem| <= i < |pattern| ==> pattern[i] == Star
  }

  // Granting (C7, for the object written)

/// Whoever writes a role or a binding without `system:masters`, `escalate` or `bind` gives away only what they hold.
  lemma NobodyGrantsWhatTheyLack(author: Author, entitlement: Permission, grant: Grant, aggregates: bool, request: Permission)
    requires author.MayWrite(entitlement, grant, aggregates) && !author.masters && !author.rules.Allows(entitlement)
    ensures grant.Rights?
    ensures grant.rules.Allows(request) ==> author.rules.Allows(request)
  {
    if grant.rules.Allows(request) { CoveredMeansNoGain(author.rules, grant.rules, request); }
  }

/// Who may aggregate without being entitled already holds every permission there is.
  lemma OnlyFullAuthorityAggregates(author: Author, entitlement: Permission, grant: Grant, request: Permission)
    requires author.MayWrite(entitlement, grant, true) && !author.masters && !author.rules.Allows(entitlement)
    ensures author.rules.Allows(request)
  {
    EverythingAllowsAll(request);
    CoveredMeansNoGain(author.rules, Everything, request);
  }

  // Steps on the way

  // A pattern that takes a pattern takes all that one takes.
  lemma UrlsTakeTransitively(a: Url, b: Url, c: Url)
    requires a.Takes(b) && b.Takes(c)
    ensures a.Takes(c)
  {
    if a != b && b != c {
      var stem := a.units[..a.Stem()];
      assert stem <= b.units;
      if a.Stem() > b.Stem() {
        assert stem[a.Stem() - 1] == b.units[a.Stem() - 1];
      }
      assert stem <= b.units[..b.Stem()];
    }
  }

  lemma AllowingAPatternAllowsItsMatches(rule: Rule, pattern: Permission, permission: Permission)
    requires rule.Allows(pattern) && Matches(pattern, permission)
    ensures rule.Allows(permission)
  {
    match pattern
    case OnResource(verb, group, resource, name) =>
      var v :| v in rule.verbs && v.Takes(verb);
      assert v.Takes(permission.verb);
      var g :| g in rule.groups && g.Takes(group);
      assert g.Takes(permission.group);
      var r :| r in rule.resources && r.Takes(resource);
      assert r.Takes(permission.resource);
    case OnUrl(verb, url) =>
      var v :| v in rule.verbs && v.Takes(verb);
      assert v.Takes(permission.verb);
      var u :| u in rule.urls && u.Takes(url);
      UrlsTakeTransitively(u, url, permission.url);
  }

  ghost predicate Matches(pattern: Permission, permission: Permission) {
    match pattern
    case OnResource(verb, group, resource, name) =>
      && permission.OnResource? && verb.Takes(permission.verb) && group.Takes(permission.group)
      && resource.Takes(permission.resource) && (name.AnyName? || name == permission.name)
    case OnUrl(verb, url) =>
      permission.OnUrl? && verb.Takes(permission.verb) && url.Takes(permission.url)
  }

  // The permission among a rule's own that makes it allow another.
  lemma GrantBehind(rule: Rule, permission: Permission) returns (granted: Permission)
    requires rule.Allows(permission)
    ensures granted in rule.Permissions() && Matches(granted, permission)
  {
    match permission
    case OnResource(verb, group, resource, name) =>
      var v :| v in rule.verbs && v.Takes(verb);
      var g :| g in rule.groups && g.Takes(group);
      var r :| r in rule.resources && r.Takes(resource);
      granted := OnResource(v, g, r, if |rule.names| == 0 then AnyName else name);
      GrantsExactlyItsLists(rule, granted);
    case OnUrl(verb, url) =>
      var v :| v in rule.verbs && v.Takes(verb);
      var u :| u in rule.urls && u.Takes(url);
      granted := OnUrl(v, u);
      GrantsExactlyItsLists(rule, granted);
  }

  // Some rules grant what each of them grants, and nothing else.
  lemma PermissionOfOne(rules: seq<Rule>, permission: Permission)
    ensures permission in Rules.OfRules(rules) <==> exists rule <- rules :: permission in rule.Permissions()
  {
    if rules != [] {
      var init, last := rules[..|rules| - 1], rules[|rules| - 1];
      assert rules == init + [last];
      PermissionOfOne(init, permission);
    }
  }

  lemma RulesGrantTheirRules(rules: Rules, rule: Rule)
    requires rule in rules.rules
    ensures forall permission <- rule.Permissions() :: permission in rules.Permissions()
  {
    forall permission <- rule.Permissions() ensures permission in rules.Permissions() {
      PermissionOfOne(rules.rules, permission);
    }
  }

  lemma PermissionsOfBoth(left: seq<Rule>, right: seq<Rule>)
    ensures Rules.OfRules(left + right) == Rules.OfRules(left) + Rules.OfRules(right)
  {
    if right == [] {
      assert left + right == left;
    } else {
      assert (left + right)[..|left + right| - 1] == left + right[..|right| - 1];
      PermissionsOfBoth(left, right[..|right| - 1]);
    }
  }

  // What rules grant, they allow.
  lemma GrantedIsAllowed(rules: Rules, permission: Permission)
    requires permission in rules.Permissions()
    ensures rules.Allows(permission)
  {
    PermissionOfOne(rules.rules, permission);
    var rule :| rule in rules.rules && permission in rule.Permissions();
    GrantsExactlyItsLists(rule, permission);
    match permission
    case OnResource(verb, group, resource, name) =>
      assert verb.Takes(verb) && group.Takes(group) && resource.Takes(resource);
      assert rule.Allows(permission);
    case OnUrl(verb, url) =>
      assert verb.Takes(verb) && url.Takes(url);
      assert rule.Allows(permission);
  }

  lemma EverythingAllowsAll(request: Permission)
    ensures Everything.Allows(request)
  {
    var resources, urls := Everything.rules[0], Everything.rules[1];
    assert Any in resources.verbs && Any in resources.groups && Every in resources.resources;
    assert Any in urls.verbs && Url([Star]) in urls.urls;
    if request.OnUrl? {
      assert Url([Star]).Stem() == 0;
      assert Url([Star]).Takes(request.url);
      assert urls.Allows(request);
    } else {
      assert resources.Allows(request);
    }
  }
}

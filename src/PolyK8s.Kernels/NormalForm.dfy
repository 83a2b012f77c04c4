include "SafeCapability.dfy"

/// The rules of a role without what others of them say already.
///
/// Each rule stays a product of lists. The form is proposed elsewhere; here it is checked.
module NormalForms {
  import opened Native
  import opened Int32s
  import opened Lists
  import opened Permissions
  import opened PolicyRules
  import opened SafeCapability

  datatype NormalForm = NormalForm(rules: Rules) {
/// No rule is within another, and within the lists of a rule nothing is within something else.
    predicate IsTidy() {
      && (forall i, j :: 0 <= i < |rules.rules| && 0 <= j < |rules.rules| && i != j ==> !rules.rules[i].Spans(rules.rules[j]))
      && (forall rule <- rules.rules :: IsTidyRule(rule))
    } by method {
      var count := |rules.rules| as Int32;
      for i: Int32 := 0 to count
        invariant forall k, j :: 0 <= k < i as int && 0 <= j < |rules.rules| && k != j ==> !rules.rules[k].Spans(rules.rules[j])
        invariant forall rule <- rules.rules[..i] :: IsTidyRule(rule)
      {
        if !IsTidyRule(rules.rules[i]) {
          return false;
        }
        for j: Int32 := 0 to count
          invariant forall k :: 0 <= k < j as int && k != i as int ==> !rules.rules[i].Spans(rules.rules[k])
        {
          if i != j && rules.rules[i].Spans(rules.rules[j]) {
            return false;
          }
        }
      }
      assert rules.rules[..|rules.rules|] == rules.rules;
      return true;
    }

    static predicate IsTidyRule(rule: Rule) {
      && (forall i, j :: 0 <= i < |rule.verbs| && 0 <= j < |rule.verbs| && i != j ==> !rule.verbs[i].Takes(rule.verbs[j]))
      && (forall i, j :: 0 <= i < |rule.groups| && 0 <= j < |rule.groups| && i != j ==> !rule.groups[i].Takes(rule.groups[j]))
      && (forall i, j :: 0 <= i < |rule.resources| && 0 <= j < |rule.resources| && i != j ==> !rule.resources[i].Takes(rule.resources[j]))
      && (forall i, j :: 0 <= i < |rule.urls| && 0 <= j < |rule.urls| && i != j ==> !rule.urls[i].Takes(rule.urls[j]))
      && (forall i, j :: 0 <= i < |rule.names| && 0 <= j < |rule.names| && i != j ==> rule.names[i] != rule.names[j])
    } by method {
      var verbs := IsTidyWords(rule.verbs);
      var groups := IsTidyWords(rule.groups);
      var resources := IsTidyResources(rule.resources);
      var urls := IsTidyUrls(rule.urls);
      var names := IsTidyNames(rule.names);
      return verbs && groups && resources && urls && names;
    }

/// Allows the same as some rules, and is tidy.
    method IsNormalFormOf(original: Rules) returns (accepted: bool)
      ensures accepted <==> IsTidy() && original.Covers(rules) && rules.Covers(original)
    {
      if !IsTidy() { return false; }
      var more := original.Uncovered(rules);
      if more != [] { return false; }
      var less := rules.Uncovered(original);
      return less == [];
    }

    static method IsTidyWords(words: List<Word>) returns (tidy: bool)
      ensures tidy <==> forall i, j :: 0 <= i < |words| && 0 <= j < |words| && i != j ==> !words[i].Takes(words[j])
    {
      for i: Int32 := 0 to |words| as Int32
        invariant forall k, j :: 0 <= k < i as int && 0 <= j < |words| && k != j ==> !words[k].Takes(words[j])
      {
        for j: Int32 := 0 to |words| as Int32
          invariant forall k :: 0 <= k < j as int && k != i as int ==> !words[i].Takes(words[k])
        {
          if i != j && words[i].Takes(words[j]) { return false; }
        }
      }
      return true;
    }

    static method IsTidyResources(resources: List<Resource>) returns (tidy: bool)
      ensures tidy <==> forall i, j :: 0 <= i < |resources| && 0 <= j < |resources| && i != j ==> !resources[i].Takes(resources[j])
    {
      for i: Int32 := 0 to |resources| as Int32
        invariant forall k, j :: 0 <= k < i as int && 0 <= j < |resources| && k != j ==> !resources[k].Takes(resources[j])
      {
        for j: Int32 := 0 to |resources| as Int32
          invariant forall k :: 0 <= k < j as int && k != i as int ==> !resources[i].Takes(resources[k])
        {
          if i != j && resources[i].Takes(resources[j]) { return false; }
        }
      }
      return true;
    }

    static method IsTidyUrls(urls: List<Url>) returns (tidy: bool)
      ensures tidy <==> forall i, j :: 0 <= i < |urls| && 0 <= j < |urls| && i != j ==> !urls[i].Takes(urls[j])
    {
      for i: Int32 := 0 to |urls| as Int32
        invariant forall k, j :: 0 <= k < i as int && 0 <= j < |urls| && k != j ==> !urls[k].Takes(urls[j])
      {
        for j: Int32 := 0 to |urls| as Int32
          invariant forall k :: 0 <= k < j as int && k != i as int ==> !urls[i].Takes(urls[k])
        {
          if i != j && urls[i].Takes(urls[j]) { return false; }
        }
      }
      return true;
    }

    static method IsTidyNames(names: List<Text>) returns (tidy: bool)
      ensures tidy <==> forall i, j :: 0 <= i < |names| && 0 <= j < |names| && i != j ==> names[i] != names[j]
    {
      for i: Int32 := 0 to |names| as Int32
        invariant forall k, j :: 0 <= k < i as int && 0 <= j < |names| && k != j ==> names[k] != names[j]
      {
        for j: Int32 := 0 to |names| as Int32
          invariant forall k :: 0 <= k < j as int && k != i as int ==> names[i] != names[k]
        {
          if i != j && names[i] == names[j] { return false; }
        }
      }
      return true;
    }
  }
}

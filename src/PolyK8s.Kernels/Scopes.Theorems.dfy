include "Scopes.dfy"
include "SafeCapability.Theorems.dfy"

/// What scopes keep in, and why no write amplifies.
module ScopeTheorems {
  import opened Native
  import opened Lists
  import opened Permissions
  import opened PolicyRules
  import opened SafeCapability
  import opened SafeCapabilityTheorems
  import opened Granting
  import opened Scopes

/// C8. A RoleBinding gives nothing outside its namespace, whatever its role, and never a URL.
  lemma ARoleBindingStaysInItsNamespace(world: World, binding: Binding, subject: Text, where: Scope, request: Permission)
    requires binding.scope.In? && (where != binding.scope || request.OnUrl?)
    ensures world.(bindings := world.bindings + iset{binding}).May(subject, where, request) <==> world.May(subject, where, request)
  {
    var after := world.(bindings := world.bindings + iset{binding});
    forall key: Key ensures after.RoleAllows(key, request) <==> world.RoleAllows(key, request) {}
    if after.May(subject, where, request) {
      var one :| one in after.bindings && one.MayRefer() && subject in one.subjects && one.Reaches(where, request) && after.RoleAllows(one.role, request);
      assert one in world.bindings && world.RoleAllows(one.role, request);
    }
    if world.May(subject, where, request) {
      var one :| one in world.bindings && one.MayRefer() && subject in one.subjects && one.Reaches(where, request) && world.RoleAllows(one.role, request);
      assert one in after.bindings && after.RoleAllows(one.role, request);
    }
  }

/// C8. What a ClusterRoleBinding gives holds in every namespace.
  lemma AClusterRoleBindingHoldsEverywhere(world: World, binding: Binding, subject: Text, where: Scope, request: Permission)
    requires binding in world.bindings && binding.scope.Everywhere? && binding.MayRefer() && subject in binding.subjects
    requires world.RoleAllows(binding.role, request)
    ensures world.May(subject, where, request)
  {
    assert binding.Reaches(where, request);
  }

/// C7. No amplification by a binding: what anybody gains by a binding that its author might write, for they hold all of
/// the role, the author held in that scope.
  lemma NoBindingAmplifies(world: World, binding: Binding, held: Rules, granted: Rules, subject: Text, where: Scope, request: Permission)
    requires held.Covers(granted)
    requires forall p :: world.RoleAllows(binding.role, p) ==> granted.Allows(p)
    requires world.(bindings := world.bindings + iset{binding}).May(subject, where, request) && !world.May(subject, where, request)
    ensures held.Allows(request) && (binding.scope.Everywhere? || (where == binding.scope && request.OnResource?))
  {
    var after := world.(bindings := world.bindings + iset{binding});
    forall key: Key ensures after.RoleAllows(key, request) <==> world.RoleAllows(key, request) {}
    var one :| one in after.bindings && one.MayRefer() && subject in one.subjects && one.Reaches(where, request) && after.RoleAllows(one.role, request);
    if one in world.bindings {
      assert world.May(subject, where, request);
    }
    assert one == binding;
    CoveredMeansNoGain(held, granted, request);
  }

/// C7. No amplification by a role: what anybody gains by a role that its author might write, for they hold all of its
/// rules, the author held; through bindings that were there, and through every role that gathers it, before or since.
  lemma NoRoleAmplifies(world: World, after: World, key: Key, rules: Rules, held: Rules, subject: Text, where: Scope, request: Permission)
    requires held.Covers(rules)
    requires after.bindings == world.bindings && after.roles == world.roles[key := rules]
    requires forall pair :: pair in after.gathers && pair.1 != key ==> pair in world.gathers
    requires after.May(subject, where, request) && !world.May(subject, where, request)
    ensures held.Allows(request)
  {
    var one :| one in after.bindings && one.MayRefer() && subject in one.subjects && one.Reaches(where, request) && after.RoleAllows(one.role, request);
    var member: Key :| (member == one.role || (one.role, member) in after.gathers) && member in after.roles && after.roles[member].Allows(request);
    if member != key {
      assert member in world.roles && world.roles[member].Allows(request);
      assert member == one.role || (one.role, member) in world.gathers;
      assert world.RoleAllows(one.role, request);
      assert world.May(subject, where, request);
    }
    assert after.roles[key] == rules;
    CoveredMeansNoGain(held, rules, request);
  }

/// C7. A Role that nobody gathers gives nothing outside its namespace: its author need hold its rules only there.
  lemma ARoleStaysInItsNamespace(world: World, after: World, key: Key, rules: Rules, subject: Text, where: Scope, request: Permission)
    requires key.Role? && after.bindings == world.bindings && after.gathers == world.gathers && after.roles == world.roles[key := rules]
    requires forall pair :: pair in world.gathers ==> pair.0.ClusterRole? && pair.1.ClusterRole?
    requires after.May(subject, where, request) && !world.May(subject, where, request)
    ensures where == ScopeOf(key) && request.OnResource?
  {
    var one :| one in after.bindings && one.MayRefer() && subject in one.subjects && one.Reaches(where, request) && after.RoleAllows(one.role, request);
    var member: Key :| (member == one.role || (one.role, member) in after.gathers) && member in after.roles && after.roles[member].Allows(request);
    if member != key {
      assert world.roles[member].Allows(request) && world.RoleAllows(one.role, request);
      assert world.May(subject, where, request);
    }
    assert one.role == key;
  }
}

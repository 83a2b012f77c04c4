include "Granting.dfy"

/// Where bindings give what, and what a write of RBAC objects changes: the world that the theorems speak about.
///
/// Nothing here runs. Mirrors `VisitRulesFor` (k8s.io/kubernetes/pkg/registry/rbac/validation/rule.go).
module Scopes {
  import opened Native
  import opened Lists
  import opened Permissions
  import opened PolicyRules
  import opened SafeCapability

/// The whole cluster, or one namespace.
  datatype Scope = Everywhere | In(ns: Text)

  datatype Key = ClusterRole(name: Text) | Role(ns: Text, name: Text)

/// A ClusterRoleBinding is for everywhere, a RoleBinding for its namespace.
  datatype Binding = Binding(scope: Scope, role: Key, ghost subjects: iset<Text>) {
/// A ClusterRoleBinding cannot refer to a Role, a RoleBinding only to one of its namespace.
    ghost predicate MayRefer() {
      role.ClusterRole? || scope == In(role.ns)
    }

/// URLs have no namespace: a RoleBinding never gives any.
    ghost predicate Reaches(where: Scope, request: Permission) {
      scope.Everywhere? || (request.OnResource? && scope == where)
    }
  }

/// Roles and their rules, bindings, and which roles gather the rules of which by aggregation (each its own among them).
  datatype World = World(ghost roles: map<Key, Rules>, ghost bindings: iset<Binding>, ghost gathers: iset<(Key, Key)>) {
    ghost predicate RoleAllows(key: Key, request: Permission) {
      exists member: Key :: (member == key || (key, member) in gathers) && member in roles && roles[member].Allows(request)
    }

    ghost predicate May(subject: Text, where: Scope, request: Permission) {
      exists binding :: binding in bindings && binding.MayRefer() && subject in binding.subjects
                        && binding.Reaches(where, request) && RoleAllows(binding.role, request)
    }
  }

/// Where a role can come to have an effect: a Role in its namespace only.
  ghost function ScopeOf(key: Key): Scope {
    if key.ClusterRole? then Everywhere else In(key.ns)
  }
}

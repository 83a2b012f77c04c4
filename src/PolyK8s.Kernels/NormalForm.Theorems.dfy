include "NormalForm.dfy"
include "SafeCapability.Theorems.dfy"

/// Why a normal form stands for its role.
module NormalFormTheorems {
  import opened Lists
  import opened Permissions
  import opened PolicyRules
  import opened SafeCapability
  import opened SafeCapabilityTheorems
  import opened NormalForms

/// C5. A normal form that is accepted allows exactly what the role allows.
  lemma ANormalFormAllowsTheSame(form: NormalForm, original: Rules, permission: Permission)
    requires original.Covers(form.rules) && form.rules.Covers(original)
    ensures form.rules.Allows(permission) <==> original.Allows(permission)
  {
    if form.rules.Allows(permission) { CoveredMeansNoGain(original, form.rules, permission); }
    if original.Allows(permission) { CoveredMeansNoGain(form.rules, original, permission); }
  }

/// C5. A normal form is its own normal form: what is tidy is accepted as it stands.
  lemma ANormalFormIsItsOwn(form: NormalForm)
    requires form.IsTidy()
    ensures form.IsTidy() && form.rules.Covers(form.rules)
  {
    CoveringIsReflexive(form.rules);
  }

/// The order of rules says nothing: the same rules in another order allow the same.
  lemma OrderSaysNothing(left: Rules, right: Rules, permission: Permission)
    requires forall rule :: rule in left.rules <==> rule in right.rules
    ensures left.Allows(permission) <==> right.Allows(permission)
  {}
}

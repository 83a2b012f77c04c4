include "Prelude.dfy"

/// Labels and the selectors that match them.
///
/// Mirrors `Requirement.Matches` (k8s.io/apimachinery/pkg/labels/selector.go): `NotIn` and `DoesNotExist` hold for an
/// absent label, `In` needs the label to be there, whatever the value.
module LabelMatching {
  import opened Native
  import opened Int32s
  import opened Lists

  datatype Label = Label(key: Text, value: Text)

  datatype Labels = Labels(entries: List<Label>) {
    predicate Has(key: Text) {
      exists entry <- entries :: entry.key == key
    } by method {
      for i: Int32 := 0 to |entries| as Int32
        invariant forall entry <- entries[..i] :: entry.key != key
      {
        if entries[i].key == key { return true; }
      }
      return false;
    }

/// Whether the label is there and has one of some values.
    predicate HasAmong(key: Text, values: List<Text>) {
      exists entry <- entries :: entry.key == key && entry.value in values
    } by method {
      for i: Int32 := 0 to |entries| as Int32
        invariant forall entry <- entries[..i] :: !(entry.key == key && entry.value in values)
      {
        if entries[i].key == key && IsAmong(entries[i].value, values) { return true; }
      }
      return false;
    }

    static predicate IsAmong(value: Text, values: List<Text>) {
      value in values
    } by method {
      for i: Int32 := 0 to |values| as Int32
        invariant value !in values[..i]
      {
        if values[i] == value { return true; }
      }
      return false;
    }

/// Both have the label with the same values, or both lack it.
    ghost predicate AgreesOn(key: Text, other: Labels) {
      forall value :: Label(key, value) in entries <==> Label(key, value) in other.entries
    }
  }

  datatype Operator = In | NotIn | Exists | DoesNotExist

  datatype Requirement = Requirement(key: Text, operator: Operator, values: List<Text>) {
    predicate Holds(labels: Labels) {
      match operator
      case In => labels.HasAmong(key, values)
      case NotIn => !labels.HasAmong(key, values)
      case Exists => labels.Has(key)
      case DoesNotExist => !labels.Has(key)
    }
  }

/// Every requirement must hold; without requirements everything is matched.
  datatype Selector = Selector(requirements: List<Requirement>) {
    predicate Matches(labels: Labels) {
      forall requirement <- requirements :: requirement.Holds(labels)
    } by method {
      for i: Int32 := 0 to |requirements| as Int32
        invariant forall requirement <- requirements[..i] :: requirement.Holds(labels)
      {
        if !requirements[i].Holds(labels) { return false; }
      }
      assert requirements[..|requirements|] == requirements;
      return true;
    }

/// Labels that agree on every key the selector names.
    ghost predicate CannotTell(labels: Labels, other: Labels) {
      forall requirement <- requirements :: labels.AgreesOn(requirement.key, other)
    }
  }
}

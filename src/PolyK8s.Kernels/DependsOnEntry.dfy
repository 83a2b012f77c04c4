include "Prelude.dfy"

/// The entries of the annotation `config.kubernetes.io/depends-on`, as the parts between their slashes.
///
/// A kernel compares text and never builds it: the word `namespaces` and the empty text come from the border.
module DependsOnEntry {
  import opened Native
  import opened Int32s
  import opened Lists

  datatype Entry = InCluster(group: Text, kind: Text, name: Text) | InNamespace(group: Text, namespace: Text, kind: Text, name: Text)

  datatype Option<T> = None | Some(value: T)

  datatype Form = Form(namespaces: Text, empty: Text) {
/// Nothing that must be there is empty. A group may be: it is the core group.
    predicate Accepts(entry: Entry) {
      match entry
      case InCluster(_, kind, name) => kind != empty && name != empty
      case InNamespace(_, namespace, kind, name) => namespace != empty && kind != empty && name != empty
    }

/// `group/kind/name` or `group/namespaces/namespace/kind/name`.
    function Parse(parts: List<Text>): Option<Entry> {
      if |parts| as Int32 == 3 then Checked(InCluster(parts[0], parts[1], parts[2]))
      else if |parts| as Int32 == 5 && parts[1] == namespaces then Checked(InNamespace(parts[0], parts[2], parts[3], parts[4]))
      else None
    }

    function Checked(entry: Entry): Option<Entry> { if Accepts(entry) then Some(entry) else None }

    function Format(entry: Entry): List<Text> {
      match entry
      case InCluster(group, kind, name) => [group, kind, name]
      case InNamespace(group, namespace, kind, name) => [group, namespaces, namespace, kind, name]
    }
  }
}

include "EndpointSelection.dfy"

/// What the endpoints of a Service are.
module EndpointSelectionTheorems {
  import opened Native
  import opened Int32s
  import opened Lists
  import opened EndpointSelection

/// A Pod has at most one port that a Service port leads to: the first container port of that name and protocol.
  lemma APortLeadsToOneNumber(target: Target, protocol: Text, pod: Pod, one: Int32, other: Int32)
    requires Service.LeadsTo(target, protocol, pod, one) && Service.LeadsTo(target, protocol, pod, other)
    ensures one == other
  {
    if target.Named? {
      var a :| IsFirst(pod.ports, target.name, protocol, a) && pod.ports[a].number == one;
      var b :| IsFirst(pod.ports, target.name, protocol, b) && pod.ports[b].number == other;
      assert a == b;
    }
  }

/// A Pod that is selected and not among the endpoints of a port lacks the named port in that protocol; nothing else drops it.
  lemma OnlyAMissingPortDropsAPod(service: Service, target: Target, protocol: Text, pod: Pod)
    requires service.Selects(pod) && forall n :: !Service.LeadsTo(target, protocol, pod, n)
    ensures target.Named? && forall port <- pod.ports :: port.name != target.name || port.protocol != protocol
  {
    if target.Number? {
      assert Service.LeadsTo(target, protocol, pod, target.number);
    } else if exists port <- pod.ports :: port.name == target.name && port.protocol == protocol {
      var j :| 0 <= j < |pod.ports| && pod.ports[j].name == target.name && pod.ports[j].protocol == protocol;
      AuxFirst(pod.ports, target.name, protocol, j);
      var at :| IsFirst(pod.ports, target.name, protocol, at);
      assert Service.LeadsTo(target, protocol, pod, pod.ports[at].number);
    }
  }

/// Where there is one there is a first.
  lemma AuxFirst(ports: List<ContainerPort>, name: Text, protocol: Text, j: int)
    requires 0 <= j < |ports| && ports[j].name == name && ports[j].protocol == protocol
    ensures exists at :: IsFirst(ports, name, protocol, at)
    decreases j
  {
    if k :| 0 <= k < j && ports[k].name == name && ports[k].protocol == protocol {
      AuxFirst(ports, name, protocol, k);
    } else {
      assert IsFirst(ports, name, protocol, j);
    }
  }

/// A selector with one more label selects no more Pods.
  lemma MoreLabelsSelectNoMore(service: Service, pair: Label, pod: Pod)
    requires |service.selector| < 0x7fff_fffe
    requires service.(selector := service.selector + [pair]).Selects(pod)
    ensures service.Selects(pod)
  {
  }

/// A Service never selects a Pod of another namespace, one that has ended, or one without an address.
  lemma NeverAcrossNamespaces(service: Service, pod: Pod)
    requires service.Selects(pod)
    ensures pod.namespace == service.namespace && !pod.ended && pod.hasAddress
  {
  }
}

include "Prelude.dfy"

/// Which Pods a Service reaches, and on which port.
///
/// Mirrors the EndpointSlice controller (`k8s.io/endpointslice/utils.go`): the border leaves out Services that select
/// nothing by themselves (no selector, ExternalName).
module EndpointSelection {
  import opened Native
  import opened Int32s
  import opened Lists

  datatype Label = Label(key: Text, value: Text)

/// A port a container declares.
  datatype ContainerPort = ContainerPort(name: Text, protocol: Text, number: Int32)

/// A Pod. `ended` is phase Succeeded or Failed; ports are those of the containers, then of the sidecars.
  datatype Pod = Pod(namespace: Text, labels: List<Label>, ended: bool, hasAddress: bool, isReady: bool, terminates: bool, ports: List<ContainerPort>)

/// Where a Service port leads: a number, which no container need declare, or a name.
  datatype Target = Number(number: Int32) | Named(name: Text)

  datatype Option<T> = None | Some(value: T)

/// A Pod that is reached: its position in the list, the number of its port, and whether traffic may go there.
  datatype Endpoint = Endpoint(pod: Int32, number: Int32, ready: bool)

  predicate Has(labels: List<Label>, pair: Label) {
    pair in labels
  } by method {
    for i: Int32 := 0 to |labels| as Int32
      invariant pair !in labels[..i]
    {
      if labels[i] == pair { return true; }
    }
    return false;
  }

/// The first port of that name and protocol.
  ghost predicate IsFirst(ports: List<ContainerPort>, name: Text, protocol: Text, at: int) {
    && 0 <= at < |ports| && ports[at].name == name && ports[at].protocol == protocol
    && forall j :: 0 <= j < at ==> ports[j].name != name || ports[j].protocol != protocol
  }

  method Find(ports: List<ContainerPort>, name: Text, protocol: Text) returns (number: Option<Int32>)
    ensures number.Some? ==> exists at :: IsFirst(ports, name, protocol, at) && ports[at].number == number.value
    ensures number.None? ==> forall j :: 0 <= j < |ports| ==> ports[j].name != name || ports[j].protocol != protocol
  {
    for i: Int32 := 0 to |ports| as Int32
      invariant forall j :: 0 <= j < i ==> ports[j].name != name || ports[j].protocol != protocol
    {
      if ports[i].name == name && ports[i].protocol == protocol {
        assert IsFirst(ports, name, protocol, i as int);
        return Some(ports[i].number);
      }
    }
    return None;
  }

/// A Service, by what it selects.
  datatype Service = Service(namespace: Text, selector: List<Label>, publishesNotReady: bool) {
    predicate Selects(pod: Pod) {
      && pod.namespace == namespace && !pod.ended && pod.hasAddress
      && forall pair <- selector :: Has(pod.labels, pair)
    } by method {
      if pod.namespace != namespace || pod.ended || !pod.hasAddress { return false; }
      for i: Int32 := 0 to |selector| as Int32
        invariant forall pair <- selector[..i] :: Has(pod.labels, pair)
      {
        if !Has(pod.labels, selector[i]) { return false; }
      }
      assert selector[..|selector|] == selector;
      return true;
    }

    predicate MayReceive(pod: Pod) { publishesNotReady || (pod.isReady && !pod.terminates) }

/// The Pod is reached at that number.
    static ghost predicate LeadsTo(target: Target, protocol: Text, pod: Pod, number: Int32) {
      match target
      case Number(n) => n == number
      case Named(name) => exists at :: IsFirst(pod.ports, name, protocol, at) && pod.ports[at].number == number
    }

/// The Pod is one of those found.
    static ghost predicate IsAmong(found: seq<Endpoint>, pod: Int32) {
      exists endpoint <- found :: endpoint.pod == pod
    }

/// The Pod is one of the endpoints.
    ghost predicate Reaches(pods: List<Pod>, target: Target, protocol: Text, endpoint: Endpoint) {
      && 0 <= endpoint.pod as int < |pods| && Selects(pods[endpoint.pod])
      && LeadsTo(target, protocol, pods[endpoint.pod], endpoint.number)
      && endpoint.ready == MayReceive(pods[endpoint.pod])
    }

    static method Resolve(target: Target, protocol: Text, pod: Pod) returns (number: Option<Int32>)
      ensures number.Some? ==> LeadsTo(target, protocol, pod, number.value)
      ensures number.None? ==> forall n :: !LeadsTo(target, protocol, pod, n)
    {
      match target
      case Number(n) => return Some(n);
      case Named(name) =>
        number := Find(pod.ports, name, protocol);
    }

/// The endpoints of one port, in the order of the Pods.
    method Endpoints(pods: List<Pod>, target: Target, protocol: Text) returns (found: List<Endpoint>)
      ensures forall endpoint :: endpoint in found ==> Reaches(pods, target, protocol, endpoint)
      ensures forall p: Int32, n :: 0 <= p as int < |pods| && Selects(pods[p]) && LeadsTo(target, protocol, pods[p], n) ==> IsAmong(found, p)
      ensures forall i, j :: 0 <= i < j < |found| ==> found[i].pod < found[j].pod
    {
      var all := new Endpoint[|pods| as Int32](_ => Endpoint(0, 0, false));
      var count: Int32 := 0;
      for i: Int32 := 0 to |pods| as Int32
        invariant 0 <= count <= i
        invariant forall k :: 0 <= k < count ==> Reaches(pods, target, protocol, all[k]) && all[k].pod < i
        invariant forall k, l :: 0 <= k < l < count ==> all[k].pod < all[l].pod
        invariant forall p: Int32, n :: 0 <= p < i && Selects(pods[p]) && LeadsTo(target, protocol, pods[p], n) ==> IsAmong(all[..count], p)
      {
        if Selects(pods[i]) {
          var number := Resolve(target, protocol, pods[i]);
          if number.Some? {
            ghost var before := all[..count];
            all[count] := Endpoint(i, number.value, MayReceive(pods[i]));
            count := count + 1;
            assert all[..count] == before + [all[count - 1]];
            assert forall p :: IsAmong(before, p) ==> IsAmong(all[..count], p) by {
              forall p | IsAmong(before, p) ensures IsAmong(all[..count], p) {
                assert forall e :: e in before ==> e in all[..count];
              }
            }
            assert all[count - 1] in all[..count];
          }
        }
      }
      found := all[..count];
    }
  }
}

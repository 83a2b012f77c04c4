include "LabelMatching.dfy"
include "Addresses.dfy"

/// Who sends, who receives, and whether one rule of a network policy lets it through.
///
/// What is not known (an address nobody has written down yet, a peer that only the network plug-in can resolve) makes
/// the answer `Maybe`; nothing is guessed.
module NetworkRules {
  import opened Native
  import opened Int32s
  import opened Lists
  import opened LabelMatching
  import opened Addresses

  datatype Protocol = Tcp | Udp | Sctp

  datatype Reason = PodAddress | HostAddress | HostNode | OpaquePeer | Conflict

  datatype Hit = Yes | No | Maybe(reason: Reason) {
    function Or(other: Hit): Hit {
      if Yes? || other.Yes? then Yes else if Maybe? then this else other
    }
  }

  datatype ContainerPort = ContainerPort(name: Text, protocol: Protocol, number: Int32)

  datatype Node = NotKnown | OnNode(name: Text)

  datatype Pod = Pod(id: Int32, ns: Text, nsLabels: Labels, labels: Labels, onHost: bool,
                     addresses: List<Address>, node: Node, ports: List<ContainerPort>) {
/// A port of that name and protocol has that number.
    predicate Calls(name: Text, protocol: Protocol, number: Int32) {
      ContainerPort(name, protocol, number) in ports
    } by method {
      for i: Int32 := 0 to |ports| as Int32
        invariant ContainerPort(name, protocol, number) !in ports[..i]
      {
        if ports[i].number == number && ports[i].protocol == protocol && ports[i].name == name { return true; }
      }
      return false;
    }
  }

  datatype Endpoint = OfPod(pod: Pod) | Outside(address: Address) {
/// Policies are about pods that do not share the network of their node.
    predicate IsGoverned() { OfPod? && !pod.onHost }
  }

/// The namespaces pods are looked for in.
  datatype Place = SameNamespace(name: Text) | Namespaces(selector: Selector) {
    predicate Holds(pod: Pod) {
      match this
      case SameNamespace(name) => pod.ns == name
      case Namespaces(selector) => selector.Matches(pod.nsLabels)
    }
  }

/// `Opaque` is a peer only the network plug-in can resolve (nodes, domain names); it is never a pod with a network of its own.
  datatype Peer = Pods(place: Place, pods: Selector) | InBlock(block: Block) | Opaque(id: Int32) {
    function Hit(endpoint: Endpoint): Hit {
      match this
      case Pods(place, pods) =>
        if endpoint.IsGoverned() && place.Holds(endpoint.pod) && pods.Matches(endpoint.pod.labels) then Yes else No
      case InBlock(block) =>
        (match endpoint
         case Outside(address) => if block.Contains(address) then Yes else No
         case OfPod(pod) =>
           if |pod.addresses| as Int32 == 0 then Maybe(if pod.onHost then HostAddress else PodAddress)
           else if block.ContainsAny(pod.addresses) then Yes else No)
      case Opaque(_) => if endpoint.IsGoverned() then No else Maybe(OpaquePeer)
    }

/// Some peer hits; a list that is absent or empty is another matter.
    static function SomeHit(peers: List<Peer>, endpoint: Endpoint): Hit {
      if |peers| == 0 then No else SomeHit(peers[..|peers| - 1], endpoint).Or(peers[|peers| - 1].Hit(endpoint))
    } by method {
      var hit := No;
      for i: Int32 := 0 to |peers| as Int32
        invariant hit == SomeHit(peers[..i], endpoint)
      {
        assert peers[..i + 1][..i] == peers[..i];
        hit := hit.Or(peers[i].Hit(endpoint));
        if hit.Yes? {
          SomeStays(peers, i + 1, endpoint);
          return hit;
        }
      }
      assert peers[..|peers|] == peers;
      return hit;
    }

    static lemma SomeStays(peers: List<Peer>, n: Int32, endpoint: Endpoint)
      requires 0 <= n as int <= |peers| && SomeHit(peers[..n], endpoint).Yes?
      ensures SomeHit(peers, endpoint).Yes?
      decreases |peers|
    {
      if n as int == |peers| { assert peers[..n] == peers; } else {
        var init := peers[..|peers| - 1];
        assert init[..n] == peers[..n];
        SomeStays(init, n, endpoint);
      }
    }
  }

/// The protocols a port is for; TCP when none is written.
  datatype Protocols = Unwritten | Only(protocol: Protocol) | Every {
    function Written(): Protocols { if Unwritten? then Only(Tcp) else this }

    predicate Includes(asked: Protocol) { Written().Every? || Written() == Only(asked) }
  }

  datatype Which = EveryPort | Within(first: Int32, last: Int32) | Called(name: Text)

  datatype Port = Port(protocols: Protocols, which: Which) {
/// A name is looked up among the ports of the pod that receives; an address outside the cluster has no names.
    predicate Hits(target: Endpoint, protocol: Protocol, number: Int32) {
      protocols.Includes(protocol) &&
      match which
      case EveryPort => true
      case Within(first, last) => first <= number <= last
      case Called(name) => target.OfPod? && target.pod.Calls(name, protocol, number)
    }
  }

  datatype Action = Accept | Deny | Pass

  datatype Rule = Rule(action: Action, anyPeer: bool, peers: List<Peer>, anyPort: bool, ports: List<Port>) {
    function PeersHit(peer: Endpoint): Hit {
      if anyPeer then Yes else Peer.SomeHit(peers, peer)
    }

    predicate PortsHit(target: Endpoint, protocol: Protocol, number: Int32) {
      anyPort || exists port <- ports :: port.Hits(target, protocol, number)
    } by method {
      if anyPort { return true; }
      for i: Int32 := 0 to |ports| as Int32
        invariant forall port <- ports[..i] :: !port.Hits(target, protocol, number)
      {
        if ports[i].Hits(target, protocol, number) { return true; }
      }
      return false;
    }

    function Hit(peer: Endpoint, target: Endpoint, protocol: Protocol, number: Int32): Hit {
      if PortsHit(target, protocol, number) then PeersHit(peer) else No
    }
  }
}

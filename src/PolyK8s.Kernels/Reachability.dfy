include "SafeCapability.dfy"

/// Whom somebody can come to act as, in several hops.
///
/// The nodes of a model stand for somebody, or for a power over several. A node holds rules in scopes; each scope offers
/// moves, and who holds all that a move takes gets to its target. The search is done elsewhere: here its answer is checked.
module Reachability {
  import opened Int32s
  import opened Lists
  import opened Permissions
  import opened PolicyRules
  import opened SafeCapability

/// A permission that a move takes: cluster-wide, or in the scope the move is made in.
  datatype Demand = Demand(permission: Permission, wide: bool)

/// A way to a target. What it takes must be held together, in one scope.
  datatype Move = Move(demands: List<Demand>, target: Int32)

/// The rules that hold everywhere, those that hold in one scope (all that hold everywhere among them), and its moves.
  datatype Holding = Holding(wide: Rules, here: Rules, moves: List<Move>) {
    predicate Meets(demand: Demand) {
      if demand.wide then wide.Allows(demand.permission) else here.Allows(demand.permission)
    }

    predicate Affords(move: Move) {
      forall demand <- move.demands :: Meets(demand)
    } by method {
      for i: Int32 := 0 to |move.demands| as Int32
        invariant forall demand <- move.demands[..i] :: Meets(demand)
      {
        if !Meets(move.demands[i]) { return false; }
      }
      assert move.demands[..|move.demands|] == move.demands;
      return true;
    }
  }

/// Somebody: what they hold, and the nodes they get to without any permission.
  datatype Node = Node(holdings: List<Holding>, leads: List<Int32>)

/// What a move costs; to be led somewhere costs 1. A way of fewer moves is the cheaper one, as long as it is led less than
/// a thousand times: the cheapest way is the one of fewest moves.
  const Hop: Int32 := 1000

/// Why a node gets to another: it leads there, or a holding of it affords a move.
  datatype Step = Lead(from: Int32, lead: Int32) | Make(from: Int32, holding: Int32, move: Int32)

  datatype Model = Model(nodes: List<Node>) {
    ghost predicate Edge(from: int, to: int, cost: int) {
      && 0 <= from < |nodes|
      && (|| (cost == 1 && exists lead <- nodes[from].leads :: lead as int == to)
          || (cost == Hop as int && exists holding <- nodes[from].holdings, move <- holding.moves :: move.target as int == to && holding.Affords(move)))
    }

/// There is a way that costs so much.
    ghost predicate Way(from: int, to: int, cost: nat)
      decreases cost
    {
      if cost == 0 then from == to && 0 <= to < |nodes|
      else exists middle, last: nat :: 0 < last <= cost && Way(from, middle, cost - last) && Edge(middle, to, last)
    }

    ghost predicate Reaches(from: int, to: int) {
      exists cost: nat :: Way(from, to, cost)
    }

    static function Cost(step: Step): Int32 {
      if step.Lead? then 1 else Hop
    }

/// The step is a real one.
    predicate Holds(step: Step) {
      && 0 <= step.from as int < |nodes|
      && (match step
          case Lead(from, lead) => 0 <= lead as int < |nodes[from].leads|
          case Make(from, holding, move) =>
            && 0 <= holding as int < |nodes[from].holdings|
            && 0 <= move as int < |nodes[from].holdings[holding].moves|
            && nodes[from].holdings[holding].Affords(nodes[from].holdings[holding].moves[move]))
    }

    function Target(step: Step): Int32
      requires Holds(step)
      ensures Edge(step.from as int, Target(step) as int, Cost(step) as int)
    {
      match step
      case Lead(from, lead) =>
        assert nodes[from].leads[lead] in nodes[from].leads;
        nodes[from].leads[lead]
      case Make(from, holding, move) =>
        assert nodes[from].holdings[holding] in nodes[from].holdings;
        nodes[from].holdings[holding].moves[move].target
    }

/// The steps lead one after the other from a node to another.
    predicate IsPath(steps: List<Step>, from: Int32, to: Int32) {
      IsPathOf(steps, from, to)
    } by method {
      var at := from;
      if !(0 <= from < |nodes| as Int32) { return false; }
      assert steps[|steps|..] == [];
      for i: Int32 := 0 to |steps| as Int32
        invariant 0 <= at < |nodes| as Int32
        invariant IsPathOf(steps, from, to) <==> IsPathOf(steps[i..], at, to)
      {
        var step := steps[i];
        assert steps[i..][0] == step && steps[i..][1..] == steps[i + 1..];
        if step.from != at || !Holds(step) { return false; }
        at := Target(step);
        if !(0 <= at < |nodes| as Int32) {
          return false;
        }
      }
      assert steps[|steps|..] == [];
      return at == to;
    }

    ghost predicate IsPathOf(steps: seq<Step>, from: Int32, to: Int32) {
      && 0 <= from as int < |nodes|
      && if steps == [] then from == to
         else steps[0].from == from && Holds(steps[0]) && IsPathOf(steps[1..], Target(steps[0]), to)
    }

/// How far each node is (below zero: not to be reached), and the last step to it.
    ghost predicate IsMap(start: Int32, distance: List<Int32>, last: List<Step>) {
      && |distance| == |nodes| == |last|
      && 0 <= start as int < |nodes| && distance[start] == 0
      && (forall i :: 0 <= i < |nodes| && distance[i] >= 0 ==> IsClosedAt(i, distance))
      && (forall i :: 0 <= i < |nodes| && distance[i] >= 0 && i != start as int ==> IsBackedAt(i, distance, last))
    }

/// Nothing that the node gets to is missing, or further away from it than the step costs.
    ghost predicate IsClosedAt(node: int, distance: List<Int32>)
      requires 0 <= node < |nodes| == |distance| && distance[node] >= 0
    {
      forall to, cost :: Edge(node, to, cost) ==> Near(to, cost, distance[node], distance)
    }

    static ghost predicate Near(to: int, cost: int, from: Int32, distance: List<Int32>) {
      0 <= to < |distance| && 0 <= distance[to] && distance[to] as int <= from as int + cost
    }

    static predicate IsNear(to: Int32, cost: Int32, from: Int32, distance: List<Int32>)
      requires from >= 0 && 0 <= cost
      ensures IsNear(to, cost, from, distance) <==> Near(to as int, cost as int, from, distance)
    {
      0 <= to && (to < |distance| as Int32) && 0 <= distance[to] && distance[to] - cost <= from
    }

    predicate IsBackedAt(node: int, distance: List<Int32>, last: List<Step>)
      requires 0 <= node < |nodes| == |distance| == |last|
    {
      && Holds(last[node]) && Target(last[node]) as int == node
      && 0 <= distance[last[node].from] && distance[last[node].from] as int + Cost(last[node]) as int == distance[node] as int
    }

/// Accepts a map exactly when it is one.
    method AcceptsMap(start: Int32, distance: List<Int32>, last: List<Step>) returns (accepted: bool)
      ensures accepted <==> IsMap(start, distance, last)
    {
      var count := |nodes| as Int32;
      if |distance| as Int32 != count || |last| as Int32 != count { return false; }
      if start < 0 || start >= count { return false; }
      if distance[start] != 0 { return false; }
      for i: Int32 := 0 to count
        invariant forall k :: 0 <= k < i as int && distance[k] >= 0 ==> IsClosedAt(k, distance)
        invariant forall k :: 0 <= k < i as int && distance[k] >= 0 && k != start as int ==> IsBackedAt(k, distance, last)
      {
        if distance[i] >= 0 {
          var closed := ClosedAt(i, distance);
          if !closed { return false; }
          if i != start {
            var backed := BackedAt(i, distance, last);
            if !backed { return false; }
          }
        }
      }
      return true;
    }

    method BackedAt(node: Int32, distance: List<Int32>, last: List<Step>) returns (backed: bool)
      requires 0 <= node as int < |nodes| == |distance| == |last|
      ensures backed <==> IsBackedAt(node as int, distance, last)
    {
      var step := last[node];
      if !Holds(step) { return false; }
      if Target(step) != node { return false; }
      return 0 <= distance[step.from] && 0 <= distance[node] && distance[step.from] == distance[node] - Cost(step);
    }

    method ClosedAt(node: Int32, distance: List<Int32>) returns (closed: bool)
      requires 0 <= node as int < |nodes| == |distance| && distance[node] >= 0
      ensures closed <==> IsClosedAt(node as int, distance)
    {
      var at := nodes[node];
      for i: Int32 := 0 to |at.leads| as Int32
        invariant forall lead <- at.leads[..i] :: Near(lead as int, 1, distance[node], distance)
      {
        if !IsNear(at.leads[i], 1, distance[node], distance) {
          assert at.leads[i] in at.leads && Edge(node as int, at.leads[i] as int, 1);
          return false;
        }
        assert at.leads[..i + 1] == at.leads[..i] + [at.leads[i]];
      }
      assert at.leads[..|at.leads|] == at.leads;
      for i: Int32 := 0 to |at.holdings| as Int32
        invariant forall holding <- at.holdings[..i], move <- holding.moves :: holding.Affords(move) ==> Near(move.target as int, Hop as int, distance[node], distance)
      {
        var holding := at.holdings[i];
        for j: Int32 := 0 to |holding.moves| as Int32
          invariant forall move <- holding.moves[..j] :: holding.Affords(move) ==> Near(move.target as int, Hop as int, distance[node], distance)
        {
          var move := holding.moves[j];
          if !IsNear(move.target, Hop, distance[node], distance) && holding.Affords(move) {
            assert holding in at.holdings && move in holding.moves && Edge(node as int, move.target as int, Hop as int);
            return false;
          }
        }
        assert holding.moves[..|holding.moves|] == holding.moves;
      }
      assert at.holdings[..|at.holdings|] == at.holdings;
      return true;
    }
  }
}

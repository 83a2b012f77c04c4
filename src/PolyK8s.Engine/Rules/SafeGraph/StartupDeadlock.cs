using PolyK8s.Engine.Ordering;
using PolyK8s.Engine.Waiting;

namespace PolyK8s.Engine.Rules.SafeGraph;

// SafeGraph/startup-deadlock
//
// No Pod waits for itself to be ready. An init container that waits for a Service, behind which stand only Pods that wait
// in turn for this one, never ends: both stay in `Init:0/1` for ever, without a warning, and rolling back does not help.
//
// Looked at: what Pods wait for before they start or become ready, read out of init containers, startup and readiness
// probes and loops before the program (nslookup, nc, curl, wget, pg_isready, redis-cli, mysqladmin, /dev/tcp, dockerize,
// wait-for-it), and the images k8s-wait-for and kubernetes-entrypoint; the Services these name, and the workloads whose
// Pods each Service selects. A name that only has to resolve (nslookup of a Service with a cluster IP) needs the Service,
// not its Pods. A Service needs one of the workloads behind it, not all. What exists now does not count: the question is
// whether the whole can start from nothing.
//
// Found: a shortest circle through the changed object among all that can never become ready. The kernel decides what can.
// The waits are inferred from commands and marked so.
//
// Allowed: everything that can start in some order, and whatever waits for things that are not known.

/// <summary>Pods that wait for their own readiness, by whatever way round.</summary>
public sealed class StartupDeadlock : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeGraph/startup-deadlock",
        Title = "no Pod waits for its own readiness",
        Why = "Pods whose init containers or probes wait for one another in a circle never start, and nothing says so: no restart, no event",
        Reads = "commands of init containers, probes and loops, Services and their selectors; the witness lists the circle (`cycle`): each object, what it waits for, and the command or selector that says so",
        Allows = "any set of waits that can be fulfilled in some order; let one of the init containers wait for less (a name instead of an answer), or start without it",
        Scopes = [.. WaitScopes.MakersAndServices],
        Severity = Severity.Error,
        Theorem = "Readiness.RankedExactlyWhenItCanBecomeReady",
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var cycle = WaitGraph.DeadlockThrough(ObjectKey.Of(change.Object), change.WorldAfter(view), webhooks: false);
        if (cycle.IsEmpty)
        {
            yield break;
        }

        var own = cycle[0];
        yield return new()
        {
            Reason = "waits for its own readiness",
            Detail = Circle.Sentence(cycle),
            Path = own.Path,
            Key = Circle.Key(cycle),
            Witness = Circle.Witness(cycle),
            Fix = "remove one wait of the circle, or wait only for the name: `nslookup` of a Service with a cluster IP needs no ready Pod",
        };
    }
}

using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rbac;

namespace PolyK8s.Engine.Rules.SafeCapability;

// SafeCapability/aggregate-widening
//
// A label on a ClusterRole can give its rules to everybody who holds an aggregate: `rbac.authorization.k8s.io/aggregate-to-view`
// gives them to all viewers of all namespaces. The API server lets everybody set the label who holds the rules themselves;
// nobody sees who gets them.
//
// Looked at: the labels and rules of a ClusterRole that is created or updated, the selectors of all ClusterRoles with an
// aggregation rule, by way of other aggregates too, and the bindings to these.
//
// Allowed: ClusterRoles that no aggregate takes in, or that add nothing to it, and aggregates that nobody is bound to.

/// <summary>ClusterRole edits that widen an aggregate somebody holds.</summary>
public sealed class AggregateWidening : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeCapability/aggregate-widening",
        Title = "no label widens an aggregate unseen",
        Why = "a label gives the rules of a ClusterRole to everybody who holds an aggregate that selects it, `view`, `edit` or `admin` among them; the API server asks only what the author holds",
        Reads = "labels and rules of the ClusterRole, the selectors of `aggregationRule` of all others, and the bindings to them; the witness has, for each aggregate, the permissions that are new (`gained`) and the bindings with their subjects (`holders`)",
        Allows = "ClusterRoles that no aggregate somebody holds selects, or that add nothing to it; bind the ClusterRole to those who need it in place of the label",
        Scopes = [RuleScope.Writes(RbacKinds.Group, "ClusterRole")],
        Severity = Severity.Warning,
        Theorem = "SafeCapability.UncoveredIsExactlyWhatTheOwnerLacks",
        NeedsKinds = RbacKinds.All,
        DefaultMode = Mode.Warn,
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var after = change.WorldAfter(view);
        var role = change.Object;
        var reference = new RoleReference(RbacKinds.Group, role.Kind, role.Name);
        if (Roles.Of(after).Aggregates.IsEmpty || Roles.Of(after).Find(reference, "") is not { } written)
        {
            return [];
        }

        return Gathering(Roles.Of(after), role)
            .Select(name => RoleGain.Of(change, view, reference with { Name = name }, "", written.Rules))
            .Where(gain => gain.IsAny)
            .Select(gain => Widening(role, gain));
    }

    /// <summary>The aggregates that take in a role, by way of one another too, in order of their distance and names.</summary>
    private static List<string> Gathering(Roles roles, Manifest role)
    {
        var found = new List<string>();
        var open = new Queue<Manifest>([role]);
        while (open.TryDequeue(out var member))
        {
            foreach (var name in roles.Aggregates.Where(name => name != role.Name && name != member.Name && !found.Contains(name)))
            {
                if (roles.ClusterRole(name) is { } aggregate && Aggregation.Gathers(Aggregation.Of(aggregate), member))
                {
                    found.Add(name);
                    open.Enqueue(aggregate);
                }
            }
        }

        return found;
    }

    private static Finding Widening(Manifest role, RoleGain gain) => new()
    {
        Severity = Severity.Warning,
        Reason = "widens an aggregate",
        Detail = $"{gain.Role} comes to grant {AccessList.Words(gain.Gained)} to {gain.Whom} through {gain.Through}",
        Path = "metadata.labels",
        At = role.Root.At("metadata", "labels"),
        Key = $"{gain.Role.Name} {Fingerprint.OfWhatCounts(role)}",
        Witness = gain.AsWitness(),
        Fix = $"take the label away that {gain.Role} selects, and bind ClusterRole `{role.Name}` to those who need it",
    };
}

using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;
using PolyK8s.Engine.References;

namespace PolyK8s.Engine.Rules.SafeGraph;

// SafeGraph/owner-references
//
// Owner references lead to owners. The garbage collector looks for a namespaced owner in the dependent's own namespace:
// one that lives in another counts as absent, and the dependent is deleted. A cluster-scoped object with a namespaced owner
// is never collected at all. An object has one controller. Owners in a circle keep one another alive.
//
// Looked at: `metadata.ownerReferences` of every object; the objects of the owners' kinds, where they are known.
//
// Found: two controllers; an owner that lives only in another namespace; a namespaced owner of a cluster-scoped object; all
// owners absent, so that the object would be deleted (the kernel decides that); a circle of owners through the object.
//
// Allowed: a controller that is not known (yet); owners of kinds that are not known whole. Circles are legal to the API and warn only.

/// <summary>Owner references that lead nowhere or round in a circle.</summary>
public sealed class OwnerReferences : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeGraph/owner-references",
        Title = "owner references lead to owners",
        Why = "an owner in another namespace counts as absent and its dependent is deleted; two controllers fight; owners in a circle are never collected",
        Reads = "`metadata.ownerReferences`; the witness has the owner (`owner`), where it is (`found`), or the circle (`cycle`)",
        Allows = "one controller; owners in the same namespace or outside namespaces",
        Scopes = [RuleScope.Writes("*", "*")],
        Severity = Severity.Error,
        Theorem = "Ownership.AnOwnerElsewhereNeverKeeps",
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var subject = change.Object;
        var owners = OwnerReference.AllOf(subject);
        if (owners.IsEmpty)
        {
            return [];
        }

        var world = change.WorldAfter(view);
        var findings = owners.Select(o => Misplaced(subject, o, world)).OfType<Finding>().ToList();
        if (!OwnerDecision.HasOneControllerAtMost([.. owners.Select(o => o.Facts(subject, world))]))
        {
            findings.Add(TwoControllers(owners));
        }

        // A controller makes its dependents in the same moment in which it is made itself: a view may not have heard of it yet.
        if (findings.Count == 0 && !owners.Any(o => o.Controls) && owners.All(o => Presence.IsKnown(o.Kind, world)) && OwnerDecision.IsCollected(subject.Namespace.Length > 0, [.. owners.Select(o => o.Facts(subject, world))]))
        {
            findings.Add(Absent(owners));
        }

        findings.AddRange(InACircle(subject, world));
        return findings;
    }

    private static Finding? Misplaced(Manifest subject, OwnerReference owner, ClusterView world)
    {
        var namespaced = !ClusterScopedKinds.Contains(owner.Kind) && Presence.IsKnown(owner.Kind, world) && world.Of(owner.Kind).All.FirstOrDefault() is not { Namespace: "" };
        if (!namespaced)
        {
            return null;
        }

        if (subject.Namespace.Length == 0)
        {
            return Found(owner, "owner in a namespace", $"`{owner.Kind} {owner.Name}` lives in a namespace and this object does not: the garbage collector never finds it", null, "let an object outside namespaces own it, or nothing");
        }

        var elsewhere = owner.IsIn(subject.Namespace, world) ? null : world.Of(owner.Kind).All.Where(o => o.Name == owner.Name && owner.IsSame(o)).OrderBy(o => o.Namespace, StringComparer.Ordinal).FirstOrDefault();
        return elsewhere is null ? null : Found(
            owner,
            "owner in another namespace",
            $"`{owner.Kind} {owner.Name}` is in `{elsewhere.Namespace}`, not in `{subject.Namespace}`: the garbage collector takes it for absent and deletes the object",
            ObjectKey.Of(elsewhere),
            $"own it by an object in `{subject.Namespace}` or outside namespaces, or remove the reference");
    }

    private static Finding Found(OwnerReference owner, string reason, string detail, ObjectKey? found, string fix) => new()
    {
        Reason = reason,
        Detail = detail,
        Path = owner.Path,
        At = owner.Node,
        Key = $"{reason} {owner.Kind} {owner.Name}",
        Witness = ManifestNode.Object(("owner", owner.Node), ("found", found?.AsWitness())),
        Fix = fix,
    };

    private static Finding TwoControllers(ImmutableArray<OwnerReference> owners) => new()
    {
        Reason = "two controllers",
        Detail = $"{string.Join(" and ", owners.Where(o => o.Controls).Select(o => $"`{o.Kind} {o.Name}`"))} both say that they control it; the API server accepts one",
        Path = "metadata.ownerReferences",
        At = owners.Where(o => o.Controls).ElementAt(1).Node,
        Witness = ManifestNode.Object(("controllers", ManifestNode.Array([.. owners.Where(o => o.Controls).Select(o => o.Node)]))),
        Fix = "leave `controller: true` to one of them",
    };

    private static Finding Absent(ImmutableArray<OwnerReference> owners) => new()
    {
        Severity = Severity.Warning,
        Reason = "all owners are absent",
        Detail = $"there is no {string.Join(" and no ", owners.Select(o => $"`{o.Kind} {o.Name}`"))}{(owners.Any(o => o.Uid.Length > 0) ? " with that uid" : "")}: the garbage collector deletes the object",
        Path = "metadata.ownerReferences",
        At = owners[0].Node,
        Witness = ManifestNode.Object(("owners", ManifestNode.Array([.. owners.Select(o => o.Node)]))),
        Fix = "create the owner first and take its uid, or remove the reference",
    };

    private static IEnumerable<Finding> InACircle(Manifest subject, ClusterView world)
    {
        var cycle = OwnerCircle.Through(subject, world);
        if (!cycle.IsEmpty)
        {
            yield return new()
            {
                Severity = Severity.Warning,
                Reason = "owns itself",
                Detail = $"{string.Join(" is owned by ", cycle.Select(k => $"`{k}`"))} is owned by `{cycle[0]}`: none of them is ever collected in the background",
                Path = "metadata.ownerReferences",
                Key = "circle " + string.Join(' ', cycle.Select(k => k.ToString()).Order(StringComparer.Ordinal)),
                Witness = ManifestNode.Object(("cycle", ManifestNode.Array([.. cycle.Select(k => k.AsWitness())]))),
                Fix = "remove one of the owner references",
            };
        }
    }
}

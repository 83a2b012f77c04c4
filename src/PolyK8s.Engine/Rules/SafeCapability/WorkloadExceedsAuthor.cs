using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rbac;
using PolyK8s.Engine.Workloads;

namespace PolyK8s.Engine.Rules.SafeCapability;

// SafeCapability/workload-exceeds-author
//
// Nobody runs a workload that can do what they cannot. Whoever may create Pods in a namespace may run them as any service
// account there, and so do whatever that account may do: `create pods` beside a powerful service account is a way to its
// powers that RBAC does not close. This rule compares the permissions of the service account with those of the author.
//
// Looked at: the service account of the Pod, or of the Pods a workload makes, and the roles and bindings of both. What
// the account may do cluster-wide the author must be able to do cluster-wide; what it may do in a namespace, its own or
// another, the author must be able to do there. A role whose lists multiply to more than 50,000 permissions counts as all
// there are.
//
// Allowed: authors who hold all of it, the service account itself among them; `system:masters`; and the parts of the
// control plane that act for an author who was judged: the groups `system:nodes` and
// `system:serviceaccounts:kube-system`, and the users `system:kube-controller-manager` and `system:kube-scheduler`. Only
// who asks counts, never what the object says about itself. Pods that get no token are allowed:
// `automountServiceAccountToken: false` in the pod spec, and neither a projected service account token nor a CSI volume
// (whose driver may be handed one). A token in a Secret that is mounted by name is not seen here.
//
// What every service account may read of the public keys behind its tokens (`/openid/v1/jwks` and
// `/.well-known/openid-configuration`) does not count.
//
// An update is judged when the Pods change: scaling, labels of the workload itself and `kubectl rollout restart` pass.

/// <summary>Workloads that run as a service account that may do more than their author.</summary>
public sealed class WorkloadExceedsAuthor : IRule
{
    private static readonly ImmutableArray<string> ExemptGroups = [Author.Masters, "system:nodes", "system:serviceaccounts:kube-system"];
    private static readonly ImmutableArray<string> ExemptUsers = ["system:kube-controller-manager", "system:kube-scheduler"];

    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeCapability/workload-exceeds-author",
        Title = "nobody runs a workload that can do more than they can",
        Why = "whoever may create Pods may run them as any service account of the namespace and so do all that it may do; the API server lets this pass",
        Reads = "`serviceAccountName`, `automountServiceAccountToken` and the token volumes of the pod spec, and the roles and bindings of the service account and of the author; "
            + "the witness names the service account and lists each permission the author lacks (`uncovered`), with the scope and the binding and role that give it",
        Allows = "authors who hold, cluster-wide and in each namespace, all that the service account holds there; `system:masters` and the control plane; Pods that get no token; "
            + "use a service account with fewer permissions, or set `automountServiceAccountToken: false` if the Pods do not speak to the API server",
        Scopes = [.. PodTemplate.Makers.Select(maker => RuleScope.Writes(maker.Kind.Group, maker.Kind.Kind)), new("", "Pod", [Operation.Update], "ephemeralcontainers")],
        Severity = Severity.Error,
        Theorem = "SafeCapability.CoveredMeansNoGain",
        NeedsAuthor = true,
        NeedsKinds = RbacKinds.All,
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        if (change.Author is not { } author || IsExempt(author) || PodTemplate.Of(change.Object) is not { } pods || !PodToken.MayReach(pods.Spec))
        {
            yield break;
        }

        var account = new ServiceAccount(change.Object.Namespace, pods.ServiceAccount);
        var excess = Excess.Of(view, account, author);
        if (!excess.IsEmpty)
        {
            yield return Exceeding(change.Object, pods, account, author, excess);
        }
    }

    private static bool IsExempt(Author author) =>
        ExemptUsers.Contains(author.Name, StringComparer.Ordinal) || author.Groups.Any(group => ExemptGroups.Contains(group, StringComparer.Ordinal));

    private static Finding Exceeding(Manifest subject, PodTemplate pods, ServiceAccount account, Author author, Shortfall excess) => new()
    {
        Reason = "workload exceeds its author",
        Detail = $"service account `{account}` may {excess.Words}, which `{author.Name}` may not",
        Path = $"{pods.Path}.serviceAccountName",
        At = pods.Spec["serviceAccountName"] ?? pods.Spec["serviceAccount"] ?? pods.Spec,
        KeyOnDemand = () => $"{account} {PodToken.Fingerprint(subject, pods)}",
        Witness = ManifestNode.Object([
            new("serviceAccount", ManifestNode.Object(("namespace", ManifestNode.Of(account.Namespace)), ("name", ManifestNode.Of(account.Name)))),
            .. excess.Witness,
        ]),
        Fix = $"use a service account whose permissions `{author.Name}` holds, set `automountServiceAccountToken: false` if the Pods need no token, or let somebody who holds these permissions make the change",
    };
}

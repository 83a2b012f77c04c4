using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rbac;

namespace PolyK8s.Engine.Rules.SafeCapability;

// SafeCapability/inert-rule
//
// A rule that allows nothing is a mistake waiting for a wildcard: somebody finds that it does not work, and writes `*`.
//
// Looked at, in roles: `pods/*` and `*/*`, which are no patterns; resource names with `create` and `deletecollection`, whose
// requests carry no name, and with `list` and `watch`, which then need a field selector; an API group that does not serve
// the resource; a star inside a URL; verbs in capitals. In bindings: a role that does not exist; URLs through a RoleBinding;
// cluster-scoped resources through a RoleBinding; a user called `*`; a service account without a namespace.
//
// Allowed: everything else. Resources of API groups that are not Kubernetes' own are taken to exist, and so are the roles
// that every cluster has (`admin`, `edit`, `view`, `system:…`).

/// <summary>Rules and bindings that allow nothing.</summary>
public sealed class InertRule : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeCapability/inert-rule",
        Title = "no rule allows nothing",
        Why = "a rule that allows nothing is found out when somebody is refused, and is then replaced by one that allows too much",
        Reads = "the rules of roles, and `roleRef` and `subjects` of bindings with the roles they refer to; the witness repeats what is inert (`value`)",
        Allows = "rules that some request can match: subresources by name (`pods/log`) or of every resource (`*/log`), names with verbs whose requests carry one, the API group that serves the resource",
        Scopes = [.. RbacKinds.All.Select(kind => RuleScope.Writes(kind.Group, kind.Kind))],
        Severity = Severity.Warning,
        Theorem = null,
        DefaultMode = Mode.Warn,
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view) => change.Object.Kind is "Role" or "ClusterRole"
        ? change.Object.Root.ItemsAt("rules").SelectMany((node, i) => InertParts.Of(node, $"rules[{i.ToString(System.Globalization.CultureInfo.InvariantCulture)}]")).Select(Found)
        : InertBindings.Of(change.Object, change.WorldAfter(view)).Select(Found);

    private static Finding Found(InertPart part) => new()
    {
        Severity = Severity.Warning,
        Reason = part.Reason,
        Detail = part.Detail,
        Path = part.Path,
        At = part.At,
        Key = $"{part.Reason} {part.Value}",
        Witness = ManifestNode.Object(("value", ManifestNode.Of(part.Value))),
        Fix = part.Fix,
    };
}

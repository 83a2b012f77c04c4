using System.Collections.Immutable;
using static PolyK8s.Engine.References.EdgeKind;

namespace PolyK8s.Engine.References;

/// <content>Who may do what.</content>
public static partial class EdgeCatalogue
{
    private const string Rbac = ".rbac.authorization.k8s.io";
    private const string NoRole = "the binding grants nothing";
    private const string NoSubject = "nobody gets the permissions";

    private static readonly ImmutableArray<EdgeRow> OfAccess =
    [
        new("RoleBinding" + Rbac, "roleRef", "name", ToTheKindItNames(), Exists, NoRole),
        new("ClusterRoleBinding" + Rbac, "roleRef", "name", ToTheKindItNames(), Exists, NoRole),
        new("RoleBinding" + Rbac, "subjects[kind=ServiceAccount]", "name", To("ServiceAccount", "namespace"), Exists, NoSubject) { IsSoft = true },
        new("ClusterRoleBinding" + Rbac, "subjects[kind=ServiceAccount]", "name", To("ServiceAccount", "namespace"), Exists, NoSubject) { IsSoft = true },
        new("ClusterRole" + Rbac, "aggregationRule.clusterRoleSelectors[]", "", new(new("rbac.authorization.k8s.io", "ClusterRole"), Labels: SelectorForm.Selector), Selects, "the role grants nothing"),
        new("ServiceAccount", "secrets[]", "name", To("Secret"), Exists, "the reference says nothing") { IsSoft = true },
        new("ServiceAccount", "imagePullSecrets[]", "name", To("Secret"), Exists, "private images cannot be pulled") { IsSoft = true },
        new("Secret", "metadata.annotations", "kubernetes.io/service-account.name", To("ServiceAccount"), Exists, "the token controller deletes the Secret"),
    ];
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using PolyK8s.Engine.Indexes;

namespace PolyK8s.Engine.Rbac;

/// <summary>What a resource that is named without its group means, and which resources live outside namespaces.</summary>
/// <remarks>From the discovery of a 1.36 API server; custom resources come from the definitions of the view.</remarks>
public static class ResourceTypes
{
    // The group first, then the plurals that only it serves, as `kubectl auth can-i` finds them by discovery.
    private static readonly FrozenDictionary<string, string> Groups = new (string Group, string Plurals)[]
    {
        ("admissionregistration.k8s.io", "mutatingadmissionpolicies mutatingadmissionpolicybindings mutatingwebhookconfigurations validatingadmissionpolicies validatingadmissionpolicybindings validatingwebhookconfigurations"),
        ("apiextensions.k8s.io", "customresourcedefinitions"),
        ("apiregistration.k8s.io", "apiservices"),
        ("apps", "controllerrevisions daemonsets deployments replicasets statefulsets"),
        ("authentication.k8s.io", "selfsubjectreviews tokenreviews"),
        ("authorization.k8s.io", "localsubjectaccessreviews selfsubjectaccessreviews selfsubjectrulesreviews subjectaccessreviews"),
        ("autoscaling", "horizontalpodautoscalers"),
        ("batch", "cronjobs jobs"),
        ("certificates.k8s.io", "certificatesigningrequests clustertrustbundles podcertificaterequests signers"),
        ("coordination.k8s.io", "leases"),
        ("discovery.k8s.io", "endpointslices"),
        ("flowcontrol.apiserver.k8s.io", "flowschemas prioritylevelconfigurations"),
        ("networking.k8s.io", "ingressclasses ingresses ipaddresses networkpolicies servicecidrs"),
        ("node.k8s.io", "runtimeclasses"),
        ("policy", "poddisruptionbudgets"),
        (RbacKinds.Group, "clusterrolebindings clusterroles rolebindings roles"),
        ("resource.k8s.io", "deviceclasses devicetaintrules resourceclaims resourceclaimtemplates resourceslices"),
        ("scheduling.k8s.io", "priorityclasses"),
        ("storage.k8s.io", "csidrivers csinodes csistoragecapacities storageclasses volumeattachments volumeattributesclasses"),
    }.SelectMany(row => row.Plurals.Split(' ').Select(plural => KeyValuePair.Create(plural, row.Group))).ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> ClusterScoped = (
        "/componentstatuses /namespaces /nodes /persistentvolumes /users /groups /uids "
        + "admissionregistration.k8s.io/mutatingadmissionpolicies admissionregistration.k8s.io/mutatingadmissionpolicybindings "
        + "admissionregistration.k8s.io/mutatingwebhookconfigurations admissionregistration.k8s.io/validatingadmissionpolicies "
        + "admissionregistration.k8s.io/validatingadmissionpolicybindings admissionregistration.k8s.io/validatingwebhookconfigurations "
        + "apiextensions.k8s.io/customresourcedefinitions apiregistration.k8s.io/apiservices authentication.k8s.io/selfsubjectreviews "
        + "authentication.k8s.io/tokenreviews authentication.k8s.io/userextras authentication.k8s.io/uids "
        + "authorization.k8s.io/selfsubjectaccessreviews authorization.k8s.io/selfsubjectrulesreviews authorization.k8s.io/subjectaccessreviews "
        + "certificates.k8s.io/certificatesigningrequests certificates.k8s.io/clustertrustbundles certificates.k8s.io/signers "
        + "flowcontrol.apiserver.k8s.io/flowschemas flowcontrol.apiserver.k8s.io/prioritylevelconfigurations networking.k8s.io/ingressclasses "
        + "networking.k8s.io/ipaddresses networking.k8s.io/servicecidrs node.k8s.io/runtimeclasses rbac.authorization.k8s.io/clusterrolebindings "
        + "rbac.authorization.k8s.io/clusterroles resource.k8s.io/deviceclasses resource.k8s.io/devicetaintrules resource.k8s.io/resourceslices "
        + "safety.poly-k8s.io/capabilityceilings safety.poly-k8s.io/networkzones safety.poly-k8s.io/rolloutguards safety.poly-k8s.io/safetyprofiles safety.poly-k8s.io/schemaconstraints "
        + "scheduling.k8s.io/priorityclasses storage.k8s.io/csidrivers storage.k8s.io/csinodes storage.k8s.io/storageclasses "
        + "storage.k8s.io/volumeattachments storage.k8s.io/volumeattributesclasses").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The group of a resource that is named without one: the built-in one, or that of a definition in the view; the core group for what nobody knows.</summary>
    public static string GroupOf(string plural, ClusterView view) =>
        Groups.TryGetValue(plural, out var group) ? group : DefinitionsByPlural.First(null, plural, view)?.Root.TextAt("spec", "group") ?? "";

    /// <summary>The plurals of Kubernetes' own resources.</summary>
    public static IEnumerable<string> Plurals => Groups.Keys.Concat(Core).Append("events").Order(StringComparer.Ordinal);

    /// <summary>Whether Kubernetes itself serves a group, or once did.</summary>
    public static bool IsBuiltInGroup(string group) => group is "" or "extensions" or "events.k8s.io" || Groups.Values.Contains(group, StringComparer.Ordinal);

    /// <summary>The groups of Kubernetes' own that serve a resource; none for one that is not Kubernetes' own.</summary>
    public static ImmutableArray<string> GroupsOf(string plural) =>
        plural == "events" ? ["", "events.k8s.io"]
        : Groups.TryGetValue(plural, out var group) ? [group]
        : Core.Contains(plural) ? [""]
        : [];

    // What only the core group serves; users and groups can be impersonated there.
    private static readonly FrozenSet<string> Core = (
        "bindings componentstatuses configmaps endpoints groups limitranges namespaces nodes persistentvolumeclaims persistentvolumes pods podtemplates "
        + "replicationcontrollers resourcequotas secrets serviceaccounts services users").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a resource lives outside namespaces, as far as is known.</summary>
    public static bool IsClusterScoped(string group, string plural, ClusterView view) =>
        ClusterScoped.Contains($"{group}/{plural}") || (group.Length > 0 && DefinitionsByPlural.First(group, plural, view)?.Root.TextAt("spec", "scope") == "Cluster");
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Mutation;

/// <summary>A value as the server stores it, as far as two stored values can be told apart: what updates are compared in.</summary>
/// <remarks>
/// Mirrors the decoder, the defaults of <c>pkg/apis/*/v1/defaults.go</c> and <c>Semantic.DeepEqual</c>: a null, a zero
/// value, an empty list or map, and a default are all a missing field, amounts are numbers, and members have no order.
/// Where the server does tell a zero from nothing and the field is not listed here, the two count as equal: that errs on
/// the side of the author.
/// </remarks>
internal static class StoredForm
{
    // Where a zero, false or an empty selector is a value of its own: Go pointers.
    private static readonly FrozenSet<string> Pointers = new[]
    {
        "activeDeadlineSeconds", "adminAccess", "affinity", "allowPrivilegeEscalation", "attachRequired", "automountServiceAccountToken", "capabilities", "capacity", "completions", "defaultMode",
        "dnsConfig", "enableServiceLinks", "fsGroup", "hostProcess", "hostUsers", "labelSelector", "lifecycle", "mode", "namespaceSelector", "nodeAffinity", "optional", "parallelism", "podAffinity",
        "podAntiAffinity", "privileged", "readOnlyRootFilesystem", "runAsGroup", "runAsNonRoot", "runAsUser", "seLinuxOptions", "selector", "setHostnameAsFQDN",
        "shareProcessNamespace", "storageClassName", "terminationGracePeriodSeconds", "tolerationSeconds", "windowsOptions",
    }.ToFrozenSet();

    private static readonly FrozenDictionary<string, string> Defaults = new Dictionary<string, string>
    {
        ["apiVersion"] = "v1",
        ["completionMode"] = "NonIndexed",
        ["count"] = "1",
        ["defaultMode"] = "420",
        ["dnsPolicy"] = "ClusterFirst",
        ["enableServiceLinks"] = "true",
        ["expirationSeconds"] = "3600",
        ["failureThreshold"] = "3",
        ["path"] = "/",
        ["periodSeconds"] = "10",
        ["phase"] = "Pending",
        ["podManagementPolicy"] = "OrderedReady",
        ["preemptionPolicy"] = "PreemptLowerPriority",
        ["protocol"] = "TCP",
        ["reclaimPolicy"] = "Delete",
        ["restartPolicy"] = "Always",
        ["revisionHistoryLimit"] = "10",
        ["schedulerName"] = "default-scheduler",
        ["scheme"] = "HTTP",
        ["successThreshold"] = "1",
        ["terminationGracePeriodSeconds"] = "30",
        ["terminationMessagePath"] = "/dev/termination-log",
        ["terminationMessagePolicy"] = "File",
        ["timeoutSeconds"] = "1",
        ["volumeBindingMode"] = "Immediate",
        ["volumeMode"] = "Filesystem",
        ["fsGroupPolicy"] = "ReadWriteOnceWithFSType",
        ["attachRequired"] = "true",
        ["allocationMode"] = "ExactCount",
    }.ToFrozenDictionary();

    // Needs a feature gate that is off in every release up to 1.36: the server drops it, and a lifecycle that says nothing else.
    private const string Gated = "stopSignal";

    private static readonly FrozenSet<string> Amounts = new[] { "limits", "requests", "capacity", "overhead" }.ToFrozenSet();

    /// <summary>Whether the server fills in a field of this name whatever else an object says.</summary>
    public static bool IsFilledIn(string name) => name == "imagePullPolicy" || (name is not ("apiVersion" or "path") && Defaults.ContainsKey(name));

    /// <summary>Whether two values of the field <paramref name="name"/> are stored as the same.</summary>
    public static bool Same(string name, ManifestNode? before, ManifestNode? after) => SameJson.As(Of(name, before), Of(name, after));

    /// <summary>The form; C# null for what equals a missing field.</summary>
    public static ManifestNode? Of(string name, ManifestNode? node) => node switch
    {
        null or { Kind: NodeKind.Null } => null,
        { Kind: NodeKind.Array } => List(name, node),
        { Kind: NodeKind.Object } => Record(name, node),
        _ when Defaults.TryGetValue(name, out var value) && node.Text == value => null,
        { Text: "" or "0" or "false" } when !Pointers.Contains(name) => null,
        _ => node,
    };

    private static ManifestNode? List(string name, ManifestNode node)
    {
        ImmutableArray<ManifestNode> items = name switch
        {
            // A claim template is a claim whatever it says it is.
            "volumeClaimTemplates" => [.. node.Items.Select(item => item.Kind == NodeKind.Object ? ServerFields.Without(item, "apiVersion", "kind") : item)],
            // A set of words.
            "scopes" => [.. node.Items.DistinctBy(item => item.Text).OrderBy(item => item.Text, StringComparer.Ordinal)],
            // Persistent volumes only, when nothing is said.
            "volumeLifecycleModes" when node.Items is [{ Text: "Persistent" }] => [],
            _ => node.Items,
        };
        return items.IsEmpty ? null : ManifestNode.Array([.. items.Select(item => Of("", item) ?? ManifestNode.Null)]);
    }

    private static ManifestNode? Record(string name, ManifestNode node)
    {
        var members = Amounts.Contains(name) ? [.. node.Members.Select(Amount)] : ServerFields.Filled(name, node).Members;
        var kept = members
            .Where(member => member.Name != Gated)
            .Select(member => (member.Name, Value: Of(member.Name, member.Value)))
            .Where(member => member.Value is not null)
            .Select(member => new ManifestMember(member.Name, member.Value!))
            .ToImmutableArray();
        return kept.IsEmpty && (!Pointers.Contains(name) || node[Gated] is not null) ? null : ManifestNode.Object(kept);
    }

    private static ManifestMember Amount(ManifestMember member) =>
        Quantity.Parse(member.Value.Text) is { } amount
            ? member with { Value = ManifestNode.Of(amount.Nanos.ToString(CultureInfo.InvariantCulture) + "n") }
            : member;
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Mutation;

/// <summary>The fields of a record that the server fills in from its other fields.</summary>
/// <remarks>Mirrors <c>SetDefaults_Container</c>, <c>SetDefaults_Pod</c>, those of volumes, <c>defaultHostNetworkPorts</c> and the conversion of <c>serviceAccount</c> in <c>pkg/apis/core/v1</c>.</remarks>
internal static class ServerFields
{
    private static readonly FrozenDictionary<string, ImmutableArray<(string Name, string Value)>> OfVolumes = new Dictionary<string, ImmutableArray<(string, string)>>
    {
        ["azureDisk"] = [("cachingMode", "ReadWrite"), ("fsType", "ext4"), ("kind", "Shared")],
        ["iscsi"] = [("iscsiInterface", "default")],
        ["rbd"] = [("keyring", "/etc/ceph/keyring"), ("pool", "rbd"), ("user", "admin")],
        ["scaleIO"] = [("fsType", "xfs"), ("storageMode", "ThinProvisioned")],
    }.ToFrozenDictionary();

    /// <summary>The record called <paramref name="name"/> with those fields.</summary>
    public static ManifestNode Filled(string name, ManifestNode record)
    {
        if (OfVolumes.TryGetValue(name, out var defaults))
        {
            return defaults.Where(d => record[d.Name] is null or { Kind: NodeKind.Null }).Aggregate(record, (filled, d) => With(filled, d.Name, ManifestNode.Of(d.Value)));
        }

        if (name == "resources" && record["limits"] is { Kind: NodeKind.Object } limits)
        {
            return With(record, "requests", Requests(record["requests"]?.Members ?? [], limits));
        }

        if (record["image"] is { Kind: NodeKind.String } image && record["name"] is not null)
        {
            return record.TextAt("imagePullPolicy") is { Length: > 0 } ? record : With(record, "imagePullPolicy", ManifestNode.Of(IsLatest(image.Text) ? "Always" : "IfNotPresent"));
        }

        if (record["containers"] is not null)
        {
            var account = record.TextAt("serviceAccountName") is { Length: > 0 } own ? own : record.TextAt("serviceAccount") ?? "";
            record = With(With(record, "serviceAccountName", ManifestNode.Of(account)), "serviceAccount", ManifestNode.Null);
            return record["hostNetwork"] is { Text: "true" } ? OnHostPorts(OnHostPorts(record, "containers"), "initContainers") : record;
        }

        return record;
    }

    /// <summary>The record with another value of one member.</summary>
    public static ManifestNode With(ManifestNode record, string name, ManifestNode? value) => ManifestNode.Object(
        [.. record.Members.Where(member => member.Name != name), .. value is null ? ImmutableArray<ManifestMember>.Empty : [new(name, value)]], record.Place);

    /// <summary>The record without some of its members.</summary>
    public static ManifestNode Without(ManifestNode? record, params ImmutableArray<string> names) =>
        record is null ? ManifestNode.Object() : ManifestNode.Object([.. record.Members.Where(member => !names.Contains(member.Name))], record.Place);

    // On the network of the host a port is taken there, too.
    private static ManifestNode OnHostPorts(ManifestNode spec, string list) => spec[list] is not { Kind: NodeKind.Array } containers ? spec : With(
        spec, list, ManifestNode.Array([.. containers.Items.Select(container => With(container, "ports", ManifestNode.Array([.. container.ItemsAt("ports").Select(OnHostPort)])))]));

    private static ManifestNode OnHostPort(ManifestNode port) => port["hostPort"] is null or { Kind: NodeKind.Null } or { Text: "0" } ? With(port, "hostPort", port["containerPort"]) : port;

    private static ManifestNode Requests(ImmutableArray<ManifestMember> requests, ManifestNode limits) =>
        ManifestNode.Object([.. requests, .. limits.Members.Where(limit => requests.All(request => request.Name != limit.Name))]);

    private static bool IsLatest(string image)
    {
        var last = image[(image.LastIndexOf('/') + 1)..];
        return !last.Contains('@', StringComparison.Ordinal) && (last.EndsWith(":latest", StringComparison.Ordinal) || !last.Contains(':', StringComparison.Ordinal));
    }
}

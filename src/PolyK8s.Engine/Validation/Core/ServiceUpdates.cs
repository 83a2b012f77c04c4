using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>What the server makes of a Service that replaces another, before it validates.</summary>
/// <remarks>
/// Mirrors <c>patchAllocatedValues</c>, <c>normalizeClusterIPs</c> and <c>dropTypeDependentFields</c> of
/// <c>pkg/registry/core/service</c>: addresses left out are those of before, a changed first address is the first of the
/// list, too, and what the new type does not know is
/// dropped if it is as it was before.
/// </remarks>
internal static class ServiceUpdates
{
    /// <summary>The spec as it will be validated.</summary>
    public static Field Prepared(Field spec)
    {
        if (spec.Before?["spec"] is not { } before)
        {
            return spec;
        }

        var members = (spec.Node?.Members ?? []).Where(member => IsNeeded(member.Name, spec, before) || !SameJson.As(member.Value, before[member.Name])).ToList();
        members = spec["type"].Text == "ExternalName" ? members : Addressed(members, spec, before);
        if (spec["type"].Text is not ("NodePort" or "LoadBalancer"))
        {
            var old = before.ItemsAt("ports").Select(port => port["nodePort"]?.Text).ToHashSet();
            members = [.. members.Select(member => member.Name == "ports" ? member with { Value = WithoutNodePorts(member.Value, old) } : member)];
        }

        return spec.With(ManifestNode.Object([.. members], spec.Node?.Place ?? Place.None));
    }

    private static List<ManifestMember> Addressed(List<ManifestMember> members, Field spec, ManifestNode before)
    {
        if (spec["clusterIP"].Text.Length == 0 && before.TextAt("clusterIP") is { Length: > 0 })
        {
            return [.. members.Where(member => !IsAddress(member)), .. before.Members.Where(IsAddress)];
        }

        if (spec["clusterIP"] is { IsSet: true, Text.Length: > 0 } own && own.Text != before.TextAt("clusterIP")
            && spec["clusterIPs"].Node is { Items.IsEmpty: false } all && SameJson.As(all, before["clusterIPs"]))
        {
            return [.. members.Select(member => member.Name == "clusterIPs" ? member with { Value = ManifestNode.Array(all.Items.SetItem(0, own.Node!), all.Place) } : member)];
        }

        return members;
    }

    private static bool IsAddress(ManifestMember member) => member.Name is "clusterIP" or "clusterIPs";

    // What the new kind of service has no use for goes by itself, unless its author changed it.
    private static bool IsNeeded(string name, Field spec, ManifestNode before) => name switch
    {
        "allocateLoadBalancerNodePorts" or "loadBalancerClass" => spec["type"].Text == "LoadBalancer",
        "healthCheckNodePort" => spec["type"].Text == "LoadBalancer" && spec["externalTrafficPolicy"].Text == "Local",
        "externalTrafficPolicy" => spec["type"].Text is "NodePort" or "LoadBalancer" || spec["externalIPs"].Count > 0,
        "clusterIP" or "clusterIPs" or "ipFamilies" or "ipFamilyPolicy" => spec["type"].Text != "ExternalName" || before.TextAt("type") == "ExternalName",
        _ => true,
    };

    private static ManifestNode WithoutNodePorts(ManifestNode ports, HashSet<string?> old) => ManifestNode.Array(
        [.. ports.Items.Select(port => ManifestNode.Object([.. port.Members.Where(m => m.Name != "nodePort" || !old.Contains(m.Value.Text))], port.Place))], ports.Place);
}

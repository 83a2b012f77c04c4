using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Validation;
using PolyK8s.Engine.Validation.Core;

namespace PolyK8s.Engine.Mutation;

/// <summary>Services keep what clients may have learnt: their addresses, and who balances their load.</summary>
/// <remarks>Mirrors <c>ValidateServiceUpdate</c>, <c>validateUpgradeDowngradeClusterIPs</c>, <c>validateLoadBalancerClassField</c> and <c>validateServiceExternalTrafficFieldsUpdate</c> of <c>pkg/apis/core/validation</c>. What is left out is what it was before.</remarks>
internal static class ServiceTransitions
{
    private const string Once = "may not change once set";

    /// <summary>A Service.</summary>
    public static void Check(Transition change)
    {
        var (spec, before) = (change.New("spec"), change.Old("spec"));
        if (before is null || spec["type"].Text == "ExternalName" || before.TextAt("type") == "ExternalName")
        {
            return;
        }

        var now = ServiceUpdates.Prepared(spec);
        var (addresses, had) = (Addresses(now.Node), Addresses(before));
        if (addresses is [var first, ..] && had is [{ Length: > 0 } was, ..] && first != was)
        {
            spec["clusterIPs"][0].Invalid(GoText.Json(ManifestNode.Array(addresses)), Once);
        }

        if (now["clusterIPs"].Texts() is [var one, { Length: > 0 } second] && before.TextsAt("clusterIPs") is [var hadOne, { Length: > 0 } hadSecond] && one == hadOne && second != hadSecond)
        {
            spec["clusterIPs"][1].Invalid(GoText.Json(ManifestNode.Array(now["clusterIPs"].Texts())), Once);
        }

        if (now["ipFamilies"].Texts() is [{ Length: > 0 } family, ..] && before.TextsAt("ipFamilies") is [var old, ..] && family != old)
        {
            spec["ipFamilies"][0].Invalid(GoText.Quote(family), Once);
        }

        var balancer = now["loadBalancerClass"];
        if (spec["type"].Text == "LoadBalancer" && before.TextAt("type") == "LoadBalancer")
        {
            if (before.TextAt("loadBalancerClass") != (balancer.IsSet ? balancer.Text : null))
            {
                balancer.Invalid(balancer.IsSet ? GoText.Quote(balancer.Text) : "null", Once);
            }

            HealthCheck(now, before);
        }
    }

    // A port of every node that somebody out there asks.
    private static void HealthCheck(Field now, ManifestNode before)
    {
        var port = now["healthCheckNodePort"];
        if (now["externalTrafficPolicy"].Text == "Local" && before.TextAt("externalTrafficPolicy") == "Local" && port.Number != 0
            && before["healthCheckNodePort"] is { Kind: NodeKind.Integer } old && port.Node!.Text != old.Text)
        {
            port.Forbidden(Rows.Immutable);
        }
    }

    private static ImmutableArray<string> Addresses(ManifestNode? spec) =>
        spec?.TextAt("clusterIP") is { Length: > 0 } one ? [one] : spec?.TextsAt("clusterIPs") ?? [];
}

using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>The small kinds of the core group.</summary>
/// <remarks>Mirrors <c>ValidateNamespace</c>, <c>ValidateServiceAccount</c> and <c>ValidateEndpoints</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class CoreObjects
{
    /// <summary>A Namespace.</summary>
    public static void Namespace(Field ns)
    {
        ObjectMetas.Check(ns["metadata"].With(Named(ns["metadata"])), DnsNames.Label);
        // An update keeps the finalizers of before.
        foreach (var finalizer in ns.Before is null ? ns["spec"]["finalizers"].Items() : [])
        {
            ObjectMetas.Finalizer(finalizer, ns["spec"]["finalizers"]);
            ObjectMetas.StandardFinalizer(finalizer, ns["spec"]["finalizers"]);
        }
    }

    /// <summary>A ServiceAccount.</summary>
    public static void ServiceAccount(Field account) => ObjectMetas.Check(account["metadata"], DnsNames.Subdomain);

    /// <summary>Endpoints.</summary>
    public static void Endpoints(Field endpoints)
    {
        ObjectMetas.Check(endpoints["metadata"], DnsNames.Subdomain);
        if (endpoints.Before is { } before && SameJson.As(before["subsets"], endpoints["subsets"].Node))
        {
            return;
        }

        foreach (var subset in endpoints["subsets"].Items())
        {
            if (subset["addresses"].Count + subset["notReadyAddresses"].Count == 0)
            {
                subset.Required("must specify `addresses` or `notReadyAddresses`");
            }

            foreach (var address in subset["addresses"].Items().Concat(subset["notReadyAddresses"].Items()))
            {
                IpAddresses.Check(address["ip"]);
                address["hostname"].MustIfAny(DnsNames.Label);
                if (address["nodeName"].IsSet)
                {
                    address["nodeName"].Must(DnsNames.Subdomain);
                }

                IpAddresses.NotSpecial(address["ip"]);
            }

            EndpointPorts(subset["ports"]);
        }
    }

    // The server writes a Namespace's name into a label of it, whatever stood there.
    private static ManifestNode Named(Field metadata)
    {
        const string label = NamespaceLabels.Name;
        var (name, labels) = (metadata["name"].Node, metadata["labels"].Node);
        var kept = (labels?.Members ?? []).Where(member => member.Name != label).ToImmutableArray();
        var named = ManifestNode.Object(name is null ? kept : kept.Add(new(label, name)), labels?.Place ?? Place.None);
        return ManifestNode.Object([.. (metadata.Node?.Members ?? []).Where(member => member.Name != "labels"), new("labels", named)], metadata.Node?.Place ?? Place.None);
    }

    private static void EndpointPorts(Field ports)
    {
        foreach (var port in ports.Items())
        {
            if (ports.Count > 1)
            {
                port["name"].RequiredText();
            }

            port["name"].MustIfAny(DnsNames.Label);
            Ports.Number(port["port"]);
            port["protocol"].OneOf(Ports.Protocols, "TCP");
            if (port["appProtocol"].IsSet)
            {
                port["appProtocol"].Must(LabelNames.Key);
            }
        }
    }
}

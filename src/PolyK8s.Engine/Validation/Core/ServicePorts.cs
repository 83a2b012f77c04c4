using System.Globalization;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>The ports of a Service.</summary>
/// <remarks>Mirrors <c>validateServicePort</c> and the uniqueness checks of <c>ValidateService</c> in <c>pkg/apis/core/validation</c>.</remarks>
internal static class ServicePorts
{
    /// <summary>Each port by itself.</summary>
    public static void Check(Field ports)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var port in ports.Items())
        {
            var name = port["name"];
            if (name.Text.Length > 0)
            {
                name.Must(DnsNames.Label);
                if (!names.Add(name.Text))
                {
                    name.DuplicateText();
                }
            }
            else if (ports.Count > 1)
            {
                name.Required();
            }

            Ports.Number(port["port"]);
            port["protocol"].OneOf(Ports.Protocols, "TCP");
            Target(port);
            if (port["appProtocol"].IsSet)
            {
                port["appProtocol"].Must(LabelNames.Key);
            }
        }
    }

    /// <summary>No two ports with the same protocol and number, and no node ports for a Service inside the cluster.</summary>
    public static void Unique(Field ports, string type)
    {
        if (type == "ClusterIP")
        {
            foreach (var node in ports.Items().Select(port => port["nodePort"]).Where(node => node.Number != 0))
            {
                node.Forbidden("may not be used when `type` is 'ClusterIP'");
            }
        }

        var seen = new HashSet<(string, long)>();
        foreach (var port in ports.Items().Where(port => port["nodePort"].Number != 0))
        {
            if (!seen.Add((port["protocol"].TextOr("TCP"), port["nodePort"].Number)))
            {
                port["nodePort"].Duplicate(GoText.Number(port["nodePort"].Number));
            }
        }

        seen.Clear();
        foreach (var port in ports.Items())
        {
            var (protocol, number) = (port["protocol"].TextOr("TCP"), port["port"].Number);
            if (!seen.Add((protocol, number)))
            {
                port.Duplicate(string.Create(CultureInfo.InvariantCulture, $"{{\"Name\":\"\",\"Protocol\":{GoText.Quote(protocol)},\"AppProtocol\":null,\"Port\":{number},\"TargetPort\":0,\"NodePort\":0}}"));
            }
        }
    }

    // A target of 0 or "" is defaulted to the port.
    private static void Target(Field port)
    {
        var target = port["targetPort"];
        if (target.Node is { Kind: NodeKind.String } && target.Text.Length > 0)
        {
            target.Must(Ports.Name);
        }
        else
        {
            var number = target.Number == 0 ? port["port"].Number : target.Number;
            if (number is < 1 or > 65535)
            {
                target.Invalid(GoText.Number(number), "must be between 1 and 65535, inclusive");
            }
        }
    }
}

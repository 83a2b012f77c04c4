using System.Globalization;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>The ports of containers.</summary>
/// <remarks>Mirrors <c>validateContainerPorts</c> and <c>AccumulateUniqueHostPorts</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class ContainerPorts
{
    /// <summary>The ports of one container.</summary>
    public static void Check(Field ports)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var port in ports.Items())
        {
            Name(port["name"], names);
            if (port["containerPort"].Number == 0)
            {
                port["containerPort"].Required();
            }
            else
            {
                Ports.Number(port["containerPort"]);
            }

            if (port["hostPort"].Number != 0)
            {
                Ports.Number(port["hostPort"]);
            }

            port["protocol"].OneOf(Ports.Protocols, "TCP");
        }
    }

    /// <summary>No two ports of some containers may take the same port of the host.</summary>
    /// <param name="containers">The containers.</param>
    /// <param name="onHost">Whether a port takes that of the host by default, as on the host's network.</param>
    public static void HostPorts(IEnumerable<Field> containers, bool onHost)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var port in containers.SelectMany(container => container["ports"].Items()))
        {
            var (host, protocol, address) = (port["hostPort"], port["protocol"].TextOr("TCP"), port["hostIP"].Text);
            var number = host.Number == 0 && onHost ? port["containerPort"].Number : host.Number;
            if (number != 0 && string.Create(CultureInfo.InvariantCulture, $"{protocol}/{address}/{number}") is var key && !taken.Add(key))
            {
                host.Duplicate(GoText.Quote(key));
            }
        }
    }

    private static void Name(Field name, HashSet<string> names)
    {
        var before = name.Errors.Count;
        name.MustIfAny(Ports.Name);
        if (name.Text.Length > 0 && name.Errors.Count == before && !names.Add(name.Text))
        {
            name.DuplicateText();
        }
    }
}

using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation;

/// <summary>Port numbers, names and protocols.</summary>
/// <remarks>Mirrors <c>IsValidPortNum</c>, <c>IsValidPortName</c> and <c>ValidatePortNumOrName</c>.</remarks>
internal static class Ports
{
    /// <summary>The protocols of ports.</summary>
    public static readonly ImmutableArray<string> Protocols = ["SCTP", "TCP", "UDP"];

    /// <summary>A port's number.</summary>
    public static void Number(Field port) => port.InRange(1, 65535);

    /// <summary>A port's number or its name.</summary>
    public static void NumberOrName(Field port)
    {
        if (port.Node is { Kind: NodeKind.String })
        {
            port.Must(Name);
        }
        else
        {
            Number(port);
        }
    }

    /// <summary>An IANA service name: 15 characters, lower case letters, digits and single hyphens, at least one letter.</summary>
    public static ImmutableArray<string> Name(string name) => DnsNames.Faults(
        DnsNames.Longer(name, 15),
        name.Length == 0 || name.AsSpan().IndexOfAnyExcept(Alphabets.Dns) >= 0 ? "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)" : null,
        name.AsSpan().IndexOfAnyInRange('a', 'z') < 0 ? "must contain at least one letter (a-z)" : null,
        name.Contains("--", StringComparison.Ordinal) ? "must not contain consecutive hyphens" : null,
        name is ['-', ..] or [.., '-'] ? "must not begin or end with a hyphen" : null);
}

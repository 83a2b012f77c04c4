using PolyK8s.Engine.Manifests;

namespace PolyK8s.Readings;

/// <summary>A flow, as the second reading of network policies sees it.</summary>
/// <param name="From">Who sends.</param>
/// <param name="To">Who receives.</param>
/// <param name="Protocol">The protocol, <c>TCP</c>.</param>
/// <param name="Port">The port.</param>
public sealed record ReadFlow(ReadEnd From, ReadEnd To, string Protocol, int Port)
{
    /// <summary>The end whose policies decide.</summary>
    public ReadEnd Subject(string direction) => direction == "Ingress" ? To : From;

    /// <summary>The other one.</summary>
    public ReadEnd Other(string direction) => direction == "Ingress" ? From : To;
}

/// <summary>A pod or an address.</summary>
/// <param name="Pod">The pod; null for an address.</param>
/// <param name="Address">The address.</param>
public sealed record ReadEnd(Manifest? Pod, string? Address)
{
    /// <summary>The addresses as far as they are known.</summary>
    public IEnumerable<string> Addresses => Address is not null ? [Address] : Pod!.Root.ItemsAt("status", "podIPs").Select(ip => ip.TextAt("ip")!);
}

using System.Net;

namespace PolyK8s.Readings;

/// <summary>Blocks of addresses read a second time, by the network library of .NET.</summary>
public static class CidrReading
{
    /// <summary>Whether a block contains an address.</summary>
    public static bool Contains(string cidr, string address) => IPNetwork.Parse(cidr).Contains(IPAddress.Parse(address));
}

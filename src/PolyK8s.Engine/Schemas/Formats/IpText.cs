using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Schemas.Formats;

/// <summary>Addresses as text, as Go's <c>net.ParseIP</c> reads them: no leading zeros, no zone.</summary>
internal static class IpText
{
    /// <summary>Whether a text is an IPv4 address, <c>10.0.0.1</c>.</summary>
    public static bool IsV4(string text) => IpAddresses.ParseStrictly(text) is { Length: 4 };

    /// <summary>Whether a text is an IPv6 address, <c>2001:db8::1</c>.</summary>
    public static bool IsV6(string text) => IpAddresses.ParseStrictly(text) is { Length: 16 };

    /// <summary>Whether a text is an address and a prefix length, <c>10.0.0.0/8</c>.</summary>
    public static bool IsCidr(string text) => IpAddresses.ParseCidr(text) is not null && IpAddresses.ParseStrictly(text.Split('/')[0]) is not null;
}

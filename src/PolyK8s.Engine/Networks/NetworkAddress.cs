using System.Buffers.Binary;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Networks;

/// <summary>An IP address as a number: an IPv4 address is the low word, an IPv6 address fills both.</summary>
/// <param name="Six">Whether it is an IPv6 address.</param>
/// <param name="High">The first 64 bits; 0 for IPv4.</param>
/// <param name="Low">The last 64 bits.</param>
public readonly record struct NetworkAddress(bool Six, ulong High, ulong Low) : IComparable<NetworkAddress>
{
    /// <summary>The address a text names; null if it names none.</summary>
    public static NetworkAddress? Parse(string text) => IpAddresses.Parse(text) is { } bytes ? Of(bytes) : null;

    /// <summary>The address after this one; null after the last of its family.</summary>
    public NetworkAddress? Next => Six
        ? Low < ulong.MaxValue ? this with { Low = Low + 1 } : High < ulong.MaxValue ? new(true, High + 1, 0) : null
        : Low < uint.MaxValue ? this with { Low = Low + 1 } : null;

    /// <inheritdoc />
    public int CompareTo(NetworkAddress other) => (Six, High, Low).CompareTo((other.Six, other.High, other.Low));

    /// <summary>Whether <paramref name="left"/> comes first.</summary>
    public static bool operator <(NetworkAddress left, NetworkAddress right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes last.</summary>
    public static bool operator >(NetworkAddress left, NetworkAddress right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> comes first or is the same.</summary>
    public static bool operator <=(NetworkAddress left, NetworkAddress right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> comes last or is the same.</summary>
    public static bool operator >=(NetworkAddress left, NetworkAddress right) => left.CompareTo(right) >= 0;

    /// <inheritdoc />
    public override string ToString()
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), Low);
        return IpAddresses.Canonical(Six ? bytes : bytes[12..]);
    }

    internal static NetworkAddress Of(byte[] bytes) => bytes.Length == 4
        ? new(false, 0, BinaryPrimitives.ReadUInt32BigEndian(bytes))
        : new(true, BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(8)));
}

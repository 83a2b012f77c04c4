using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Networks;

/// <summary>The addresses of a CIDR block.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last.</param>
/// <param name="Text">The block as it was written.</param>
public sealed record AddressRange(NetworkAddress First, NetworkAddress Last, string Text)
{
    /// <summary>The block a text names, host bits cleared; null if it names none.</summary>
    public static AddressRange? Parse(string text)
    {
        if (IpAddresses.ParseCidr(text) is not var (bytes, length))
        {
            return null;
        }

        var (first, last) = ((byte[])bytes.Clone(), (byte[])bytes.Clone());
        for (var bit = length; bit < bytes.Length * 8; bit++)
        {
            first[bit / 8] &= (byte)~(0x80 >> (bit % 8));
            last[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }

        return new(NetworkAddress.Of(first), NetworkAddress.Of(last), text);
    }

    /// <inheritdoc />
    public override string ToString() => Text;
}

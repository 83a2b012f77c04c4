using System.Globalization;

namespace PolyK8s.Engine.Validation;

/// <summary>IP addresses and CIDR blocks.</summary>
/// <remarks>
/// Mirrors <c>IsValidIP</c> and <c>IsValidCIDR</c> of k8s.io/apimachinery and <c>ValidateNonSpecialIP</c> of
/// <c>pkg/apis/core/validation</c>, with strict parsing: no leading zeros, no IPv4 in IPv6, no host bits.
/// </remarks>
internal static class IpAddresses
{
    /// <summary>An IP address; an IPv4 one has 4 bytes, an IPv6 one 16; null if the text is none.</summary>
    public static byte[]? Parse(string text) => text.Contains(':', StringComparison.Ordinal) ? ParseSix(text) : ParseFour(text);

    /// <summary>An IP address without leading zeros; null if the text is none.</summary>
    public static byte[]? ParseStrictly(string text) => HasLeadingZeros(text) ? null : Parse(text);

    /// <summary>The address and length of a block; null if the text is none.</summary>
    public static (byte[] Address, int Length)? ParseCidr(string text) =>
        text.Split('/') is [var address, var length] && Parse(address) is { } bytes
        && length.Length is > 0 and < 4 && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) && bits <= bytes.Length * 8
            ? (bytes, bits)
            : null;

    /// <summary>An IP address.</summary>
    /// <returns>Whether it is one.</returns>
    public static bool Check(Field field)
    {
        if (Parse(field.Text) is not { } bytes)
        {
            field.InvalidText("must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
            return false;
        }

        var fault = HasLeadingZeros(field.Text) ? "must not have leading 0s" : IsMapped(bytes, field.Text) ? "must not be an IPv4-mapped IPv6 address" : null;
        if (fault is not null)
        {
            field.InvalidText(fault);
        }

        return fault is null;
    }

    /// <summary>A CIDR block.</summary>
    /// <returns>The block; null if it is none.</returns>
    public static (byte[] Address, int Length)? CheckCidr(Field field)
    {
        if (ParseCidr(field.Text) is not var (bytes, length))
        {
            field.InvalidText("must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");
            return null;
        }

        var fault = HasLeadingZeros(field.Text.Split('/')[0]) || field.Text.Split('/')[1] is ['0', _, ..] ? "must not have leading 0s in IP or prefix length"
            : IsMapped(bytes, field.Text) ? "must not have an IPv4-mapped IPv6 address"
            : !bytes.AsSpan().SequenceEqual(Masked(bytes, length)) ? "must not have bits set beyond the prefix length"
            : null;
        if (fault is not null)
        {
            field.InvalidText(fault);
        }

        return (bytes, length);
    }

    /// <summary>An address that reaches another host: neither unspecified nor of this host or link.</summary>
    public static void NotSpecial(Field field)
    {
        var fault = Parse(field.Text) switch
        {
            null => "must be a valid IP address",
            var bytes when bytes.All(b => b == 0) => $"may not be unspecified ({field.Text})",
            [127, _, _, _] => "may not be in the loopback range (127.0.0.0/8, ::1/128)",
            [.. var head, 1] when head.Length == 15 && head.All(b => b == 0) => "may not be in the loopback range (127.0.0.0/8, ::1/128)",
            [169, 254, _, _] => "may not be in the link-local range (169.254.0.0/16, fe80::/10)",
            [0xfe, >= 0x80 and <= 0xbf, ..] and { Length: 16 } => "may not be in the link-local range (169.254.0.0/16, fe80::/10)",
            [224, 0, 0, _] => "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)",
            [0xff, 0x02, ..] and { Length: 16 } => "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)",
            _ => null,
        };
        if (fault is not null)
        {
            field.InvalidText(fault);
        }
    }

    /// <summary>Whether one block contains another address.</summary>
    public static bool Contains((byte[] Address, int Length) block, byte[] address) =>
        block.Address.Length == address.Length && Masked(block.Address, block.Length).AsSpan().SequenceEqual(Masked(address, block.Length));

    /// <summary>Whether the addresses are one of each family.</summary>
    public static bool AreDualStack(IReadOnlyCollection<byte[]> addresses) => addresses.Any(a => a.Length == 4) && addresses.Any(a => a.Length == 16);

    /// <summary>The one canonical text of an address.</summary>
    /// <remarks>RFC 5952: lower case, no leading zeros, the first longest run of two or more zero groups as two colons.</remarks>
    public static string Canonical(byte[] address)
    {
        if (address.Length == 4)
        {
            return string.Join('.', address);
        }

        var groups = Enumerable.Range(0, 8).Select(i => ((address[2 * i] << 8) | address[(2 * i) + 1]).ToString("x", CultureInfo.InvariantCulture)).ToArray();
        var (start, length) = (0, 0);
        for (var i = 0; i < groups.Length; i++)
        {
            var run = groups.Skip(i).TakeWhile(group => group == "0").Count();
            (start, length) = run > length ? (i, run) : (start, length);
        }

        return length < 2 ? string.Join(':', groups) : $"{string.Join(':', groups[..start])}::{string.Join(':', groups[(start + length)..])}";
    }

    private static bool HasLeadingZeros(string address) => address[(address.LastIndexOf(':') + 1)..] is var four && four.Contains('.', StringComparison.Ordinal) && four.Split('.').Any(part => part is ['0', _, ..]);

    private static bool IsMapped(byte[] bytes, string text) => text.Contains(':', StringComparison.Ordinal) && bytes is [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, ..];

    private static byte[] Masked(byte[] address, int length) =>
        [.. address.Select((b, i) => (byte)(b & (length >= (i + 1) * 8 ? 0xff : length <= i * 8 ? 0 : 0xff << (8 - (length % 8)))))];

    private static byte[]? ParseFour(string text)
    {
        var parts = text.Split('.');
        var bytes = new byte[4];
        for (var i = 0; i < 4; i++)
        {
            if (parts.Length != 4 || parts[i].Length is 0 or > 10 || !uint.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value > 255)
            {
                return null;
            }

            bytes[i] = (byte)value;
        }

        return bytes;
    }

    private static byte[]? ParseSix(string text)
    {
        var gap = text.IndexOf("::", StringComparison.Ordinal);
        if (gap >= 0 && text.IndexOf("::", gap + 1, StringComparison.Ordinal) >= 0)
        {
            return null;
        }

        var head = Groups(gap < 0 ? text : text[..gap], endsHere: gap < 0);
        var tail = gap < 0 ? [] : Groups(text[(gap + 2)..], endsHere: true);
        return head is null || tail is null || (gap < 0 ? head.Length != 16 : head.Length + tail.Length > 14)
            ? null
            : [.. head, .. new byte[16 - head.Length - tail.Length], .. tail];
    }

    private static byte[]? Groups(string text, bool endsHere)
    {
        var bytes = new List<byte>(16);
        var groups = text.Length == 0 ? [] : text.Split(':');
        for (var i = 0; i < groups.Length; i++)
        {
            if (endsHere && i == groups.Length - 1 && groups[i].Contains('.', StringComparison.Ordinal) && ParseFour(groups[i]) is { } four)
            {
                bytes.AddRange(four);
            }
            else if (groups[i].Length is > 0 and < 5 && ushort.TryParse(groups[i], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                bytes.AddRange([(byte)(value >> 8), (byte)value]);
            }
            else
            {
                return null;
            }
        }

        return [.. bytes];
    }
}

using System.Buffers;

namespace PolyK8s.Engine.Validation;

/// <summary>The sets of characters that names are made of.</summary>
internal static class Alphabets
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";

    /// <summary>A label of the DNS.</summary>
    public static readonly SearchValues<char> Dns = SearchValues.Create(Lower + Digits + "-");

    /// <summary>The name part of a label's key, and a label's value.</summary>
    public static readonly SearchValues<char> LabelName = SearchValues.Create(Lower + Upper + Digits + "-_.");

    /// <summary>Letters and digits.</summary>
    public static readonly SearchValues<char> Alphanumeric = SearchValues.Create(Lower + Upper + Digits);

    /// <summary>Letters, digits, hyphens and dots.</summary>
    public static readonly SearchValues<char> Domain = SearchValues.Create(Lower + Upper + Digits + "-.");

    /// <summary>The path of a URL.</summary>
    public static readonly SearchValues<char> UrlPath = SearchValues.Create(Lower + Upper + Digits + "/-._~%!$&'()*+,;=:");

    /// <summary>A number with a fraction.</summary>
    public static readonly SearchValues<char> Decimal = SearchValues.Create(Digits + ".");

    /// <summary>What ends the name of an iSCSI target.</summary>
    public static readonly SearchValues<char> IscsiEnd = SearchValues.Create(",;*&$| \t\r\n");

    /// <summary>What the NetBIOS name of a domain may not contain.</summary>
    public static readonly SearchValues<char> NotInNetBios = SearchValues.Create("\\/:*?\"<>|");

    /// <summary>What the name of a Windows user may not contain.</summary>
    public static readonly SearchValues<char> NotInWindowsUser = SearchValues.Create("\"/\\:;|=,+*?<>@[]");
}

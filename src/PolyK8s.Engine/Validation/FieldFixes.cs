using System.Text;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation;

/// <summary>What to do about a field error, in one line.</summary>
internal static class FieldFixes
{
    // One slip of the finger, or two in a longer word.
    private const int MostEdits = 2;

    /// <summary>The line.</summary>
    public static string Of(FieldError error) => error switch
    {
        { Accepted.IsEmpty: false } => OneOf(error),
        { Type: FieldErrorType.Required } => $"set `{error.Path}`",
        { Type: FieldErrorType.Forbidden } => $"remove `{error.Path}`",
        { Type: FieldErrorType.Duplicate } => "make the value unique or remove one of the two",
        { Type: FieldErrorType.NotFound } => "name something that this object defines, or define it",
        { Type: FieldErrorType.TooLong or FieldErrorType.TooMany } => $"shorten `{error.Path}`",
        _ when IsDnsName(error) && DnsName(error) is { Length: > 0 } name => $"use a name like `{name}`",
        _ => $"change `{error.Path}` as the message says",
    };

    private static string OneOf(FieldError error)
    {
        var given = error.At is { Kind: NodeKind.String } node ? node.Text : "";
        var near = error.Accepted.MinBy(value => Edits(value, given));
        return near is { Length: > 0 } && given.Length > 0 && Edits(near, given) <= Math.Min(MostEdits, near.Length / 2)
            ? $"use `{near}`"
            : $"use one of {string.Join(", ", error.Accepted.Select(value => value.Length == 0 ? "an empty string" : $"`{value}`"))}";
    }

    private static bool IsDnsName(FieldError error) => error.Detail.Contains("RFC 1123", StringComparison.Ordinal) && error.At is { Kind: NodeKind.String };

    // The text with everything a DNS name may not have made a hyphen.
    private static string DnsName(FieldError error)
    {
        var name = new StringBuilder();
        foreach (var c in error.At!.Text.ToLowerInvariant())
        {
            name.Append(char.IsAsciiLetterOrDigit(c) || c == '-' || (c == '.' && error.Detail.Contains("subdomain", StringComparison.Ordinal)) ? c : '-');
        }

        return name.ToString().Trim('-', '.');
    }

    // The edits (insert, remove, replace) that make one text the other, letter case aside.
    private static int Edits(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= right.Length; j++)
            {
                var same = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(same ? diagonal : diagonal + 1, Math.Min(row[j], row[j - 1]) + 1));
            }
        }

        return row[^1];
    }
}

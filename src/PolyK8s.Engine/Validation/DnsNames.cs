using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation;

/// <summary>DNS names and other names with a fixed alphabet; each check gives one line per fault.</summary>
/// <remarks>Mirrors the functions of the same purpose in k8s.io/apimachinery <c>util/validation</c> and <c>api/validate/content</c>.</remarks>
internal static class DnsNames
{
    private const string LabelPattern = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private const string SubdomainPattern = LabelPattern + "(\\." + LabelPattern + ")*";

    private const string LabelFault = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '" + LabelPattern + "')";
    private const string SubdomainFault = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '" + SubdomainPattern + "')";
    private const string OldLabelFault = "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
    private const string WildcardFault = "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g. '*.example.com', regex used for validation is '\\*\\." + SubdomainPattern + "')";

    /// <summary>A label of RFC 1123, at most 63 characters.</summary>
    public static ImmutableArray<string> Label(string name) =>
        Faults(Longer(name, 63), IsLabel(name) ? null : IsSubdomain(name) ? "must not contain dots" : LabelFault);

    /// <summary>Labels of RFC 1123 joined by dots, at most 253 characters.</summary>
    public static ImmutableArray<string> Subdomain(string name) => Faults(Longer(name, 253), IsSubdomain(name) ? null : SubdomainFault);

    /// <summary>A label of RFC 1035: it starts with a letter.</summary>
    public static ImmutableArray<string> OldLabel(string name) =>
        Faults(Longer(name, 63), IsLabel(name) && char.IsAsciiLetter(name[0]) ? null : OldLabelFault);

    /// <summary><c>*.</c> and a subdomain.</summary>
    public static ImmutableArray<string> Wildcard(string name) =>
        Faults(Longer(name, 253), name.StartsWith("*.", StringComparison.Ordinal) && IsSubdomain(name.AsSpan(2)) ? null : WildcardFault);

    /// <summary>A name that can be part of a URL path.</summary>
    /// <remarks>Mirrors <c>IsValidPathSegmentName</c>.</remarks>
    public static ImmutableArray<string> PathSegment(string name) => name switch
    {
        "." or ".." => [$"may not be '{name}'"],
        _ => Faults(name.Contains('/', StringComparison.Ordinal) ? "may not contain '/'" : null, name.Contains('%', StringComparison.Ordinal) ? "may not contain '%'" : null),
    };

    /// <summary>A check of a whole name as a check of a prefix of one: a trailing dash is fine, and points are no way up yet.</summary>
    /// <remarks>Mirrors <c>maskTrailingDash</c> and <c>IsValidPathSegmentPrefix</c>.</remarks>
    public static ImmutableArray<string> Prefix(Func<string, ImmutableArray<string>> check, string prefix) =>
        prefix is "." or ".." && check == (Func<string, ImmutableArray<string>>)PathSegment ? [] : check(prefix is [_, .., '-'] ? prefix[..^2] + "a" : prefix);

    /// <summary>The faults that are not null.</summary>
    public static ImmutableArray<string> Faults(params ReadOnlySpan<string?> faults)
    {
        ImmutableArray<string> found = [];
        foreach (var fault in faults)
        {
            found = fault is null ? found : found.Add(fault);
        }

        return found;
    }

    /// <summary>A fault when a name has more than so many characters.</summary>
    public static string? Longer(string name, int most, string unit = "characters") =>
        System.Text.Encoding.UTF8.GetByteCount(name) > most ? $"must be no more than {most} {unit}" : null;

    /// <summary>Whether a text is a subdomain of any length.</summary>
    public static bool IsSubdomain(ReadOnlySpan<char> text)
    {
        foreach (var part in text.Split('.'))
        {
            if (!IsLabel(text[part]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a text is a label of any length.</summary>
    public static bool IsLabel(ReadOnlySpan<char> text) =>
        text.Length > 0 && text[0] != '-' && text[^1] != '-' && text.IndexOfAnyExcept(Alphabets.Dns) < 0;
}

using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation;

/// <summary>Label keys (which Kubernetes also calls qualified names) and label values.</summary>
/// <remarks>Mirrors <c>IsLabelKey</c> and <c>IsLabelValue</c> of k8s.io/apimachinery <c>api/validate/content</c>.</remarks>
internal static class LabelNames
{
    private const int MostOfName = 63;
    private const int MostOfPrefix = 253;
    private const string NamePattern = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private const string NameFault = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '" + NamePattern + "')";
    private const string ValueFault = "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(" + NamePattern + ")?')";

    /// <summary>An optional DNS subdomain and a slash, then a name of at most 63 characters.</summary>
    public static ImmutableArray<string> Key(string key)
    {
        if (IsKey(key))
        {
            return [];
        }

        var slash = key.IndexOf('/', StringComparison.Ordinal);
        if (slash != key.LastIndexOf('/'))
        {
            return [$"a valid label key {NameFault} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"];
        }

        var name = key[(slash + 1)..];
        return [.. slash < 0 ? [] : PrefixPart(key[..slash]), .. DnsNames.Faults(
            name.Length == 0 ? "name part must be non-empty" : Prefixed(DnsNames.Longer(name, MostOfName, "bytes")),
            IsName(name) ? null : "name part " + NameFault)];
    }

    /// <summary>As <see cref="Key"/>, letter case aside: how annotations and provisioners are checked.</summary>
    public static ImmutableArray<string> KeyAnyCase(string key) => Key(key.ToLowerInvariant());

    /// <summary>Empty, or a name of at most 63 characters.</summary>
    public static ImmutableArray<string> Value(string value) =>
        DnsNames.Faults(DnsNames.Longer(value, MostOfName, "bytes"), value.Length == 0 || IsName(value) ? null : ValueFault);

    /// <summary>Every key and value of the map of labels at <paramref name="labels"/>.</summary>
    /// <remarks>Mirrors <c>ValidateLabels</c> of <c>apis/meta/v1/validation</c>.</remarks>
    public static void Labels(Field labels)
    {
        foreach (var (key, value) in labels.Entries())
        {
            foreach (var fault in Key(key))
            {
                labels.Invalid(GoText.Quote(key), fault);
            }

            foreach (var fault in Value(value.Text))
            {
                labels.Invalid(GoText.Quote(value.Text), fault);
            }
        }
    }

    // Almost every key is one, and is told by this alone: of the ASCII it asks for, characters are bytes.
    private static bool IsKey(ReadOnlySpan<char> key)
    {
        var slash = key.IndexOf('/');
        var name = key[(slash + 1)..];
        return name.Length <= MostOfName && IsName(name) && (slash < 0 || (slash <= MostOfPrefix && DnsNames.IsSubdomain(key[..slash])));
    }

    private static ImmutableArray<string> PrefixPart(string prefix) =>
        prefix.Length == 0 ? ["prefix part must be non-empty"] : [.. DnsNames.Subdomain(prefix).Select(fault => "prefix part " + fault)];

    private static string? Prefixed(string? fault) => fault is null ? null : "name part " + fault;

    private static bool IsName(ReadOnlySpan<char> text) =>
        text.Length > 0 && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1])
        && text.IndexOfAnyExcept(Alphabets.LabelName) < 0;
}

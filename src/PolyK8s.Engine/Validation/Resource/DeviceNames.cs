namespace PolyK8s.Engine.Validation.Resource;

/// <summary>Names of attributes and capacities: <c>memory</c>, <c>gpu.example.com/memory</c>.</summary>
/// <remarks>Mirrors <c>validateQualifiedName</c>, which lets a name with more than one slash pass, and <c>validateFullyQualifiedName</c> of <c>pkg/apis/resource/validation</c>.</remarks>
internal static class DeviceNames
{
    private const int MostDomainBytes = 63;
    private const int MostIdBytes = 32;

    /// <summary>A name at a field.</summary>
    public static void Qualified(Field field, bool needsDomain) => Qualified(field, field.Text, needsDomain);

    /// <summary>A name that is the key of a map.</summary>
    public static void Qualified(Field field, string name, bool needsDomain)
    {
        var parts = name.Split('/');
        if (parts.Length == 2)
        {
            Domain(field, parts[0]);
        }

        if (parts is [_, { Length: 0 }])
        {
            field.Invalid("\"\"", "the name must not be empty");
        }
        else if (parts.Length <= 2)
        {
            Id(field, parts[^1]);
        }

        if (parts.Length == 1 && needsDomain)
        {
            field.Invalid(GoText.Quote(name), "a fully qualified name must be a domain and a name separated by a slash");
        }
    }

    private static void Domain(Field field, string domain)
    {
        if (domain.Length == 0)
        {
            field.Invalid("\"\"", "the domain must not be empty");
            return;
        }

        if (domain.Length > MostDomainBytes)
        {
            field.TooLong(MostDomainBytes);
        }

        foreach (var fault in DnsNames.Subdomain(domain.ToLowerInvariant()))
        {
            field.Invalid(GoText.Quote(domain), fault);
        }
    }

    private static void Id(Field field, string id)
    {
        if (id.Length > MostIdBytes)
        {
            field.TooLong(MostIdBytes);
        }

        if (id.Length == 0 || char.IsAsciiDigit(id[0]) || !id.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            field.Invalid(GoText.Quote(id), "a valid C identifier must start with alphabetic character or '_', followed by a string of alphanumeric characters or '_' (e.g. 'my_name',  or 'MY_NAME',  or 'MyName', regex used for validation is '[A-Za-z_][A-Za-z0-9_]*')");
        }
    }
}

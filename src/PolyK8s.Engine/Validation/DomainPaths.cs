namespace PolyK8s.Engine.Validation;

/// <summary>Names like <c>acme.io/foo</c>.</summary>
/// <remarks>Mirrors <c>IsDomainPrefixedPath</c> of k8s.io/apimachinery.</remarks>
internal static class DomainPaths
{
    /// <summary>A domain, a slash, and a path.</summary>
    public static void Check(Field field)
    {
        if (field.Text.Length == 0)
        {
            field.Required();
            return;
        }

        if (field.Text.Split('/', 2) is not [{ Length: > 0 } host, { Length: > 0 } path])
        {
            field.InvalidText("must be a domain-prefixed path (such as \"acme.io/foo\")");
            return;
        }

        foreach (var fault in DnsNames.Subdomain(host))
        {
            field.Invalid(GoText.Quote(host), fault);
        }

        if (path.AsSpan().IndexOfAnyExcept(Alphabets.UrlPath) >= 0)
        {
            field.Invalid(GoText.Quote(path), "Invalid path (regex used for validation is '[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+')");
        }
    }
}

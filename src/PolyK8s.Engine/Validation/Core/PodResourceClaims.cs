namespace PolyK8s.Engine.Validation.Core;

/// <summary>The resource claims a Pod refers to.</summary>
/// <remarks>Mirrors <c>validatePodResourceClaim</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class PodResourceClaims
{
    /// <summary>The claims.</summary>
    public static void Check(Field claims)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var claim in claims.Items())
        {
            var (name, own, template) = (claim["name"], claim["resourceClaimName"], claim["resourceClaimTemplateName"]);
            if (name.RequiredText())
            {
                if (names.Add(name.Text))
                {
                    name.Must(DnsNames.Label);
                }
                else
                {
                    name.DuplicateText();
                }
            }

            if (own.IsSet == template.IsSet)
            {
                claim.InvalidJson(own.IsSet
                    ? "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified"
                    : "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`");
            }

            foreach (var reference in (Field[])[own, template])
            {
                if (reference.IsSet)
                {
                    reference.Must(DnsNames.Subdomain);
                }
            }
        }
    }
}

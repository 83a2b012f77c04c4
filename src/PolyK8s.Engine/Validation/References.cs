namespace PolyK8s.Engine.Validation;

/// <summary>References to objects by group, kind and name.</summary>
/// <remarks>Mirrors <c>validateIngressTypedLocalObjectReference</c> of <c>pkg/apis/networking/validation</c>.</remarks>
internal static class References
{
    /// <summary>An optional group, a kind and a name.</summary>
    public static void Typed(Field reference)
    {
        if (reference["apiGroup"].IsSet)
        {
            reference["apiGroup"].Must(DnsNames.Subdomain);
        }

        reference["kind"].RequiredMust(DnsNames.PathSegment);
        reference["name"].RequiredMust(DnsNames.PathSegment);
    }
}

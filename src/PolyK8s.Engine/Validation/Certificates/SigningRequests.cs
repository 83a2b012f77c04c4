using System.Collections.Immutable;
using System.Text;

namespace PolyK8s.Engine.Validation.Certificates;

/// <summary>CertificateSigningRequests, all but the signature of the request inside.</summary>
/// <remarks>Mirrors <c>validateCertificateSigningRequest</c> and <c>ValidateSignerName</c> of <c>pkg/apis/certificates/validation</c>, and <c>PrepareForUpdate</c> of <c>pkg/registry/certificates</c>.</remarks>
internal static class SigningRequests
{
    private const string Block = "CERTIFICATE REQUEST";
    private const int MostDomainBytes = 253;
    private const int MostSignerBytes = 571;
    private const long LeastSeconds = 600;

    private static readonly ImmutableArray<string> Usages =
    [
        "any", "cert sign", "client auth", "code signing", "content commitment", "crl sign", "data encipherment", "decipher only", "digital signature",
        "email protection", "encipher only", "ipsec end system", "ipsec tunnel", "ipsec user", "key agreement", "key encipherment", "microsoft sgc",
        "netscape sgc", "ocsp signing", "s/mime", "server auth", "signing", "timestamping",
    ];

    /// <summary>A CertificateSigningRequest.</summary>
    public static void Check(Field item)
    {
        ObjectMetas.Check(item["metadata"], _ => []);
        if (item.Before is null)
        {
            Spec(item["spec"]);
        }
    }

    // On an update the server takes the spec from the object before, whatever is given.
    private static void Spec(Field spec)
    {
        var usages = spec["usages"];
        Request(spec["request"]);
        if (usages.Count == 0)
        {
            usages.Required("usages must be provided");
        }

        foreach (var usage in usages.Items())
        {
            usage.OneOf(Usages);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var usage in usages.Items().Where(usage => !seen.Add(usage.Text)))
        {
            usage.DuplicateText();
        }

        Signer(spec["signerName"]);
        if (spec["expirationSeconds"] is { IsSet: true, Number: < LeastSeconds } seconds)
        {
            seconds.InvalidNumber("may not specify a duration less than 600 seconds (10 minutes)");
        }
    }

    private static void Request(Field request)
    {
        var bytes = new byte[request.Text.Length];
        var text = Convert.TryFromBase64String(request.Text, bytes, out var written) ? Encoding.ASCII.GetString(bytes, 0, written) : "";
        if (!text.Contains($"-----BEGIN {Block}-----", StringComparison.Ordinal) || !text.Contains($"-----END {Block}-----", StringComparison.Ordinal))
        {
            request.Invalid(request.IsSet ? GoText.Quote(request.Text) : "null", $"PEM block type must be {Block}");
        }
    }

    private static void Signer(Field signer)
    {
        if (!signer.RequiredText("signerName must be provided"))
        {
            return;
        }

        if (signer.Text == "kubernetes.io/legacy-unknown")
        {
            signer.InvalidText("the legacy signerName is not allowed via this API version");
            return;
        }

        if (signer.Text.Split('/') is not [var domain, var path])
        {
            signer.InvalidText("must be a fully qualified domain and path of the form 'example.com/signer-name'");
            return;
        }

        if (domain.Length > MostDomainBytes)
        {
            signer.TooLong(MostDomainBytes);
        }

        Segment(signer, domain, DnsNames.Label);
        if (!domain.Contains('.', StringComparison.Ordinal))
        {
            signer.Invalid(GoText.Quote(domain), "should be a domain with at least two segments separated by dots");
        }

        Segment(signer, path, DnsNames.Subdomain);
        if (signer.Text.Length > MostSignerBytes)
        {
            signer.TooLong(MostSignerBytes);
        }
    }

    // Only the first label that is wrong is reported.
    private static void Segment(Field signer, string segment, Func<string, ImmutableArray<string>> check)
    {
        if (Array.Find(segment.Split('.'), label => !check(label).IsEmpty) is { } bad)
        {
            foreach (var fault in check(bad))
            {
                signer.Invalid(GoText.Quote(segment), $"validating label {GoText.Quote(bad)}: {fault}");
            }
        }
    }
}

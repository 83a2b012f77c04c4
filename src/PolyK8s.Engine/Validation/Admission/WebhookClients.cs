using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Admission;

/// <summary>How a server calls a webhook: by a URL or through a Service.</summary>
/// <remarks>Mirrors <c>ValidateWebhookURL</c> and <c>ValidateWebhookService</c> of k8s.io/apiserver <c>pkg/util/webhook</c>, and <c>validateConversionReviewVersions</c>.</remarks>
internal static class WebhookClients
{
    private const long DefaultPort = 443;
    private static readonly ImmutableArray<string> KnownReviews = ["v1", "v1beta1"];

    /// <summary>The client configuration.</summary>
    /// <param name="client">The configuration.</param>
    /// <param name="missing">What to say when there is none; null when a missing one is one without URL and Service.</param>
    public static void Check(Field client, string? missing = null)
    {
        var (url, service) = (client["url"], client["service"]);
        if (!client.IsSet && missing is not null)
        {
            client.Required(missing);
        }
        else if (url.IsSet == service.IsSet)
        {
            client.Required("exactly one of url or service is required");
        }
        else if (url.IsSet)
        {
            Url(url);
        }
        else
        {
            Service(service);
        }
    }

    /// <summary>The versions of reviews a webhook understands: one the server knows among them.</summary>
    public static void ReviewVersions(Field versions, string missing)
    {
        if (versions.Count == 0)
        {
            versions.Required(missing);
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var version in versions.Items())
        {
            if (!seen.Add(version.Text))
            {
                version.InvalidText("duplicate version");
            }
            else
            {
                version.Must(DnsNames.OldLabel);
            }
        }

        if (!seen.Overlaps(KnownReviews))
        {
            versions.InvalidJson("must include at least one of v1, v1beta1");
        }
    }

    private static void Service(Field service)
    {
        service["name"].RequiredText("service name is required");
        service["namespace"].RequiredText("service namespace is required");
        if (service["port"].NumberOr(DefaultPort) is < 1 or > 65535)
        {
            service["port"].InvalidNumber("port is not valid: must be between 1 and 65535, inclusive");
        }

        ServicePath(service["path"]);
    }

    private static void ServicePath(Field path)
    {
        if (path.Text is "" or "/")
        {
            return;
        }

        if (path.Text == "//")
        {
            path.InvalidText("segment[0] may not be empty");
            return;
        }

        if (path.Text[0] != '/')
        {
            path.InvalidText("must start with a '/'");
        }

        var steps = (path.Text[1..] is [.. var head, '/'] ? head : path.Text[1..]).Split('/');
        for (var i = 0; i < steps.Length; i++)
        {
            foreach (var fault in steps[i].Length == 0 ? [$"segment[{i}] may not be empty"] : DnsNames.Subdomain(steps[i]).Select(fault => $"segment[{i}]: {fault}"))
            {
                path.InvalidText(fault);
            }
        }
    }

    private static void Url(Field url)
    {
        const string form = "; desired format: https://host[/path]";
        var (parsed, fault) = GoUrl.Parse(url.Text);
        if (parsed is null)
        {
            url.Required($"url must be a valid URL: {fault}{form}");
            return;
        }

        if (parsed.Scheme != "https")
        {
            url.Invalid(GoText.Quote(parsed.Scheme), "'https' is the only allowed URL scheme" + form);
        }

        if (parsed.Host.Length == 0)
        {
            url.Invalid("\"\"", "host must be specified" + form);
        }

        if (parsed.User is { } user)
        {
            url.Invalid(GoText.Quote(user), "user information is not permitted in the URL");
        }

        if (parsed.Fragment.Length > 0)
        {
            url.Invalid(GoText.Quote(parsed.Fragment), "fragments are not permitted in the URL");
        }

        if (parsed.Query.Length > 0)
        {
            url.Invalid(GoText.Quote(parsed.Query), "query parameters are not permitted in the URL");
        }
    }
}

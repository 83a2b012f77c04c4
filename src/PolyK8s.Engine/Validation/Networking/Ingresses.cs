using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Networking;

/// <summary>Ingresses.</summary>
/// <remarks>Mirrors <c>ValidateIngressCreate</c>, which alone compares the class with the annotation, and <c>ValidateIngressSpec</c> of <c>pkg/apis/networking/validation</c>.</remarks>
internal static class Ingresses
{
    private const string ClassAnnotation = "kubernetes.io/ingress.class";
    private static readonly ImmutableArray<string> PathTypes = ["Exact", "ImplementationSpecific", "Prefix"];

    /// <summary>An Ingress.</summary>
    public static void Check(Field ingress)
    {
        var spec = ingress["spec"];
        ObjectMetas.Check(ingress["metadata"], DnsNames.Subdomain);
        if (spec["rules"].Count == 0 && !spec["defaultBackend"].IsSet)
        {
            spec.Invalid(spec["rules"].IsSet ? "[]" : "null", "either `defaultBackend` or `rules` must be specified");
        }

        if (spec["defaultBackend"].IsSet)
        {
            Backend(spec["defaultBackend"]);
        }

        foreach (var rule in spec["rules"].Items())
        {
            Host(rule["host"]);
            Paths(rule["http"]);
        }

        Tls(spec["tls"]);
        if (spec["ingressClassName"].IsSet)
        {
            spec["ingressClassName"].Must(DnsNames.Subdomain);
        }

        var annotation = ingress["metadata"]["annotations"].Key(ClassAnnotation);
        if (ingress.Before is null && annotation.IsSet && spec["ingressClassName"].IsSet && annotation.Text != spec["ingressClassName"].Text)
        {
            Field.Elsewhere($"annotations.{ClassAnnotation}", annotation).InvalidText("must match `ingressClassName` when both are specified");
        }
    }

    private static void Host(Field host)
    {
        if (host.Text.Length > 0 && IpAddresses.Parse(host.Text) is not null)
        {
            host.InvalidText("must be a DNS name, not an IP address");
        }

        host.MustIfAny(NameOrWildcard);
    }

    private static ImmutableArray<string> NameOrWildcard(string host) =>
        host.Contains('*', StringComparison.Ordinal) ? DnsNames.Wildcard(host) : DnsNames.Subdomain(host);

    private static void Paths(Field http)
    {
        if (!http.IsSet)
        {
            return;
        }

        if (http["paths"].Count == 0)
        {
            http["paths"].Required();
        }

        foreach (var path in http["paths"].Items())
        {
            if (!path["pathType"].IsSet)
            {
                path["pathType"].Required("pathType must be specified");
                continue;
            }

            path["pathType"].OneOf(PathTypes);
            if (path["pathType"].Text is "Exact" or "Prefix" || (path["pathType"].Text == "ImplementationSpecific" && path["path"].Text.Length > 0))
            {
                One(path["path"], strict: path["pathType"].Text != "ImplementationSpecific");
            }

            Backend(path["backend"]);
        }
    }

    private static void One(Field path, bool strict)
    {
        if (path.Text is not ['/', ..])
        {
            path.InvalidText("must be an absolute path");
        }

        foreach (var part in ((string[])["//", "/./", "/../", "%2f", "%2F"]).Where(part => strict && path.Text.Contains(part, StringComparison.Ordinal)))
        {
            path.InvalidText($"must not contain '{part}'");
        }

        foreach (var end in ((string[])["/..", "/."]).Where(end => strict && path.Text.EndsWith(end, StringComparison.Ordinal)))
        {
            path.InvalidText($"cannot end with '{end}'");
        }
    }

    private static void Backend(Field backend)
    {
        var (resource, service) = (backend["resource"], backend["service"]);
        if (resource.IsSet == service.IsSet)
        {
            backend.Invalid("\"\"", resource.IsSet ? "cannot set both resource and service backends" : "resource or service backend is required");
        }
        else if (resource.IsSet)
        {
            References.Typed(resource);
        }
        else
        {
            service["name"].RequiredMust(DnsNames.Label);
            ServicePort(backend, service["port"]);
        }
    }

    private static void ServicePort(Field backend, Field port)
    {
        var (name, number) = (port["name"], port["number"]);
        if (name.Text.Length > 0 && number.Number != 0)
        {
            backend.Invalid("\"\"", "cannot set both port name & port number");
        }
        else if (name.Text.Length > 0)
        {
            name.Must(Ports.Name);
        }
        else if (number.Number != 0)
        {
            Ports.Number(number);
        }
        else
        {
            backend.Required("port name or number is required");
        }
    }

    private static void Tls(Field tls)
    {
        foreach (var entry in tls.Items())
        {
            foreach (var host in entry["hosts"].Items())
            {
                host.Must(NameOrWildcard);
            }

            entry["secretName"].MustIfAny(DnsNames.Subdomain);
        }
    }
}

using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>The actions of probes and of lifecycle hooks: exactly one of several.</summary>
/// <remarks>Mirrors <c>validateHandler</c> and <c>validateLifecycle</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class Handlers
{
    private static readonly ImmutableArray<string> Schemes = ["HTTP", "HTTPS"];
    private static readonly ImmutableArray<string> OfProbes = ["exec", "httpGet", "tcpSocket", "grpc"];
    private static readonly ImmutableArray<string> OfHooks = ["exec", "httpGet", "tcpSocket", "sleep"];

    /// <summary>The action of a probe.</summary>
    public static void OfProbe(Field probe) => One(probe, OfProbes, 0);

    /// <summary>The hooks of a container.</summary>
    public static void Lifecycle(Field lifecycle, long gracePeriod)
    {
        foreach (var name in (ReadOnlySpan<string>)["postStart", "preStop"])
        {
            if (lifecycle[name].IsSet)
            {
                One(lifecycle[name], OfHooks, gracePeriod);
            }
        }
    }

    private static void One(Field handler, ImmutableArray<string> kinds, long gracePeriod)
    {
        var given = 0;
        foreach (var kind in kinds)
        {
            var action = handler[kind];
            if (!action.IsSet)
            {
                continue;
            }

            if (given++ > 0)
            {
                action.Forbidden("may not specify more than 1 handler type");
            }
            else
            {
                Action(kind, action, gracePeriod);
            }
        }

        if (given == 0)
        {
            handler.Required("must specify a handler type");
        }
    }

    private static void Action(string kind, Field action, long gracePeriod)
    {
        switch (kind)
        {
            case "exec":
                if (action["command"].Count == 0)
                {
                    action["command"].Required();
                }

                break;
            case "httpGet":
                HttpGet(action);
                break;
            case "sleep":
                if (action["seconds"].Number < 0 || action["seconds"].Number > gracePeriod)
                {
                    action.Invalid(GoText.Number(action["seconds"].Number), $"must be non-negative and less than terminationGracePeriodSeconds ({gracePeriod})");
                }

                break;
            default:
                Ports.NumberOrName(action["port"]);
                break;
        }
    }

    private static void HttpGet(Field action)
    {
        // An empty path is defaulted to `/`, an empty scheme to HTTP.
        Ports.NumberOrName(action["port"]);
        action["scheme"].OneOf(Schemes, "HTTP");
        foreach (var header in action["httpHeaders"].Items())
        {
            var name = header["name"].Text;
            if (name.Length == 0 || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-'))
            {
                action["httpHeaders"].Invalid(GoText.Quote(name), "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')");
            }
        }
    }
}

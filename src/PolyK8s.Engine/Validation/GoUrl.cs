using System.Buffers;
using PolyK8s.Engine.Schemas.Formats;

namespace PolyK8s.Engine.Validation;

/// <summary>The parts of a URL as the server reads them; absent parts are empty, and no user is null.</summary>
/// <remarks>Mirrors <c>Parse</c> and <c>ParseRequestURI</c> of Go 1.26's <c>net/url</c> (RFC 3986), with its words for what is wrong.</remarks>
internal sealed record GoUrl(string Scheme, string? User, string Host, string Query, string Fragment)
{
    private const string InHost = "!$&'()*+,;=:[]<>\"-._~";
    private const string InUser = "-._:~!$&'()*+,;=%@";

    private static readonly SearchValues<char> InScheme = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    /// <summary>Reads a URL: the URL, or why it is none.</summary>
    public static (GoUrl? Url, string? Fault) Parse(string text)
    {
        var (rest, fragment) = Cut(text, '#');
        var (url, fault) = Read(rest, isRequest: false);
        return fault is not null ? (null, $"parse {GoText.Quote(rest)}: {fault}")
            : Escape(fragment, isHost: false) is { } bad ? (null, $"parse {GoText.Quote(text)}: {bad}")
            : (url! with { Fragment = fragment }, null);
    }

    /// <summary>Whether a text is an absolute URI or an absolute path.</summary>
    public static bool IsRequest(string text) => text.Length > 0 && Read(text, isRequest: true).Fault is null;

    private static (GoUrl? Url, string? Fault) Read(string text, bool isRequest)
    {
        if (text.Any(c => c is < ' ' or '\x7f'))
        {
            return (null, "net/url: invalid control character in URL");
        }

        var end = text.AsSpan().IndexOfAnyExcept(InScheme);
        var scheme = end >= 0 && text[end] == ':' && (end == 0 || char.IsAsciiLetter(text[0])) ? text[..end] : null;
        if (scheme is "")
        {
            return (null, "missing protocol scheme");
        }

        var (path, query) = Cut(scheme is null ? text : text[(scheme.Length + 1)..], '?');
        var url = new GoUrl(scheme?.ToLowerInvariant() ?? "", null, "", query, "");
        if (path is not ['/', ..] && (scheme is not null || text == "*"))
        {
            return (url, null);
        }

        if (path is not ['/', ..] && (isRequest || Cut(path, '/').Before.Contains(':')))
        {
            return (null, isRequest ? "invalid URI for request" : "first path segment in URL cannot contain colon");
        }

        var hasAuthority = path.StartsWith("//", StringComparison.Ordinal) && (scheme is not null || (!isRequest && !path.StartsWith("///", StringComparison.Ordinal)));
        if (!hasAuthority)
        {
            return (url, Escape(path, isHost: false));
        }

        var authority = Cut(path[2..], '/').Before;
        var at = authority.LastIndexOf('@');
        var (user, host) = at < 0 ? (null, authority) : (authority[..at], authority[(at + 1)..]);
        var fault = HostFault(url.Scheme, host)
            ?? (user?.All(c => char.IsAsciiLetterOrDigit(c) || InUser.Contains(c)) == false ? "net/url: invalid userinfo" : Escape(user ?? "", isHost: false))
            ?? Escape(path[(2 + authority.Length)..], isHost: false);
        return (url with { User = user, Host = host }, fault);
    }

    private static string? HostFault(string scheme, string host)
    {
        var open = host.LastIndexOf('[');
        if (open > 0)
        {
            return "invalid IP-literal";
        }

        var close = open == 0 ? host.LastIndexOf(']') : -1;
        if (open == 0 && close < 0)
        {
            return "missing ']' in host";
        }

        // Only the last of several colons separates a port, but for http and https, where there may be one.
        var colon = open == 0 ? close + 1 : scheme is "http" or "https" ? host.IndexOf(':') : host.LastIndexOf(':');
        var port = colon < 0 ? "" : host[colon..];
        return port.Length > 0 && !(port[0] == ':' && port[1..].All(char.IsAsciiDigit)) ? $"invalid port {GoText.Quote(port)} after host"
            : Escape(host, isHost: true)
            ?? (open == 0 ? LiteralFault(host[1..close]) : null);
    }

    private static string? LiteralFault(string address) =>
        IpText.IsV4(address) ? "invalid IP-literal"
        : IpText.IsV6(Cut(address, '%').Before) ? null
        : $"invalid host: ParseAddr({GoText.Quote(address)}): unable to parse IP";

    // In a host only bytes beyond ASCII are escaped, and the percent sign before a zone.
    private static string? Escape(string text, bool isHost)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                if (isHost && char.IsAscii(text[i]) && !char.IsAsciiLetterOrDigit(text[i]) && !InHost.Contains(text[i]))
                {
                    return $"invalid character {GoText.Quote(text[i].ToString())} in host name";
                }

                continue;
            }

            var escape = text.Substring(i, Math.Min(3, text.Length - i));
            if (escape.Length < 3 || !char.IsAsciiHexDigit(escape[1]) || !char.IsAsciiHexDigit(escape[2]) || (isHost && escape[1] < '8' && escape != "%25"))
            {
                return $"invalid URL escape {GoText.Quote(escape)}";
            }

            i += 2;
        }

        return null;
    }

    private static (string Before, string After) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is var i and >= 0 ? (text[..i], text[(i + 1)..]) : (text, "");
}

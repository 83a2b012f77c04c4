using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>How a Pod resolves names.</summary>
/// <remarks>Mirrors <c>validatePodDNSConfig</c> of <c>pkg/apis/core/validation</c>; the limits are those of the resolver of libc.</remarks>
internal static class PodDns
{
    private const int MostNameservers = 3;
    private const int MostSearches = 32;
    private const int MostSearchCharacters = 2048;

    /// <summary>The configuration, under a policy.</summary>
    public static void Check(Field config, string policy)
    {
        if (policy == "None" && (!config.IsSet || config["nameservers"].Count == 0))
        {
            (config.IsSet ? config["nameservers"] : config).Required(config.IsSet
                ? "must provide at least one DNS nameserver when `dnsPolicy` is None"
                : "must provide `dnsConfig` when `dnsPolicy` is None");
            return;
        }

        var (servers, searches) = (config["nameservers"], config["searches"]);
        if (servers.Count > MostNameservers)
        {
            servers.InvalidJson("must not have more than 3 nameservers");
        }

        foreach (var server in servers.Items())
        {
            IpAddresses.Check(server);
        }

        Searches(searches);
        foreach (var option in config["options"].Items().Where(option => option["name"].Text.Length == 0))
        {
            option.Required("must not be empty");
        }
    }

    private static void Searches(Field searches)
    {
        if (searches.Count > MostSearches)
        {
            searches.InvalidJson("must not have more than 32 search paths");
        }

        if (searches.Texts().Sum(text => text.Length + 1) - 1 > MostSearchCharacters)
        {
            searches.InvalidJson("must not have more than 2048 characters (including spaces) in the search list");
        }

        foreach (var search in searches.Items().Where(search => search.Text != "."))
        {
            var name = search.Text is [.. var head, '.'] ? head : search.Text;
            foreach (var fault in Relaxed(name))
            {
                search.Invalid(GoText.Quote(name), fault);
            }
        }
    }

    // Mirrors IsDNS1123SubdomainWithUnderscore: a label may start with, and contain, underscores.
    private static ImmutableArray<string> Relaxed(string name) => DnsNames.Faults(
        DnsNames.Longer(name, 253),
        name.Split('.').All(label => DnsNames.IsLabel((label is ['_', .. var rest] ? rest : label) is var bare && bare is not (['_', ..] or [.., '_']) ? bare.Replace('_', '-') : "")) ? null
            : "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*')");
}

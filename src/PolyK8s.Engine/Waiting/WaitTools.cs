using System.Collections.Frozen;

namespace PolyK8s.Engine.Waiting;

/// <summary>The programs by which containers wait for others, and how each names its host.</summary>
internal static class WaitTools
{
    private static readonly FrozenSet<string> Resolvers = Set("nslookup", "dig", "host", "getent");
    private static readonly FrozenSet<string> Dialers = Set("nc", "ncat", "netcat", "telnet", "wait-for-it", "wait-for-it.sh", "wait-for", "wait-for.sh");
    private static readonly FrozenSet<string> Fetchers = Set("curl", "wget");
    private static readonly FrozenSet<string> Clients = Set("pg_isready", "psql", "redis-cli", "mysqladmin", "mysql", "mariadb-admin", "mongo", "mongosh", "cqlsh");
    private static readonly FrozenSet<string> NoHost = Set("hosts", "ahosts", "ahostsv4", "ahostsv6", "A", "AAAA", "SRV", "ANY");

    /// <summary>What a command waits for: program, host and what it needs. The host is text, not checked.</summary>
    public static IEnumerable<(string Tool, string Host, AwaitedBy By)> Read(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var tool = words[i][(words[i].LastIndexOf('/') + 1)..];
            var rest = words.Skip(i + 1).TakeWhile(w => w != CommandWords.End).ToArray();
            if (words[i].StartsWith("/dev/tcp/", StringComparison.Ordinal) && words[i].Split('/') is [_, _, _, var device, ..])
            {
                yield return ("/dev/tcp", device, AwaitedBy.Connection);
            }
            else if (tool == "dockerize")
            {
                foreach (var url in rest.Where(w => w.Contains("://", StringComparison.Ordinal)))
                {
                    yield return (tool, OfUrl(url), AwaitedBy.Connection);
                }
            }
            else if (Host(tool, rest) is { } found)
            {
                yield return (tool, OfUrl(found), Resolvers.Contains(tool) ? AwaitedBy.Name : AwaitedBy.Connection);
            }
        }
    }

    private static string? Host(string tool, string[] rest) =>
        Resolvers.Contains(tool) ? rest.FirstOrDefault(w => w[0] is not ('-' or '@' or '+') && !NoHost.Contains(w))
        : Fetchers.Contains(tool) ? rest.FirstOrDefault(w => w.Contains("://", StringComparison.Ordinal)) ?? Plain(rest)
        : Dialers.Contains(tool) ? Plain(rest)
        : Clients.Contains(tool) ? Option(rest)
        : null;

    /// <summary>The first word that is neither an option nor, it seems, the value of one.</summary>
    private static string? Plain(string[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i][0] != '-' && words[i].Any(char.IsAsciiLetter) && (i == 0 || words[i - 1][0] != '-' || words[i - 1].Length > 2 || IsFlag(words[i - 1])))
            {
                return words[i];
            }
        }

        return null;
    }

    // Of the short options in common use these take no value.
    private static bool IsFlag(string option) => option is "-z" or "-v" or "-n" or "-q" or "-s" or "-f" or "-k" or "-L" or "-S" or "-i" or "-I";

    private static string? Option(string[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            if (word is "-h" or "--host")
            {
                return i + 1 < words.Length ? words[i + 1] : null;
            }

            if (word.StartsWith("--host=", StringComparison.Ordinal) || (word.StartsWith("-h", StringComparison.Ordinal) && word != "-help"))
            {
                return word.StartsWith("--", StringComparison.Ordinal) ? word["--host=".Length..] : word[2..];
            }
        }

        return null;
    }

    private static string OfUrl(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0;
        var rest = text[start..];
        var end = rest.AsSpan().IndexOfAny('/', '?', '#');
        rest = end >= 0 ? rest[..end] : rest;
        rest = rest[(rest.LastIndexOf('@') + 1)..];
        return rest.IndexOf(':', StringComparison.Ordinal) is var port and >= 0 ? rest[..port] : rest;
    }

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}

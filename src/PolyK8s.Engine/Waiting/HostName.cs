using System.Collections.Immutable;
using PolyK8s.Engine.Ordering;

namespace PolyK8s.Engine.Waiting;

/// <summary>A host name as a Pod would resolve it.</summary>
/// <param name="Text">The name.</param>
/// <param name="Services">The Services it may mean, the likeliest first.</param>
/// <param name="IsCertain">Whether it can mean nothing but a Service: a single word, or a name with <c>svc</c> in its place.</param>
public sealed record HostName(string Text, ImmutableArray<ObjectKey> Services, bool IsCertain)
{
    private static readonly GroupKind Service = new("", "Service");

    /// <summary>The Service that is meant, as far as a view tells; null for a name outside the cluster.</summary>
    public ObjectKey? In(ClusterView view)
    {
        foreach (var key in Services)
        {
            if (view.Of(key.Kind).Find(key.Name.Namespace, key.Name.Name) is not null)
            {
                return key;
            }
        }

        return IsCertain ? Services[0] : null;
    }

    /// <summary>Reads a name, as asked from a namespace; null for an address, for this machine and for what is no name.</summary>
    public static HostName? Read(string text, string ns)
    {
        var host = text.Trim().TrimEnd('.');
        if (host.Length is 0 or > 253 || host == "localhost" || !host.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') || !host.Any(char.IsAsciiLetter))
        {
            return null;
        }

        return host.Split('.') switch
        {
            [var name] => new(host, [Key(ns, name)], true),
            [var name, var there, "svc", ..] => new(host, [Key(there, name)], true),
            [_, var name, var there, "svc", ..] => new(host, [Key(there, name)], true),
            [var name, var there] => new(host, [Key(there, name), Key(ns, there)], false),
            _ => null,
        };
    }

    private static ObjectKey Key(string ns, string name) => new(Service, new(ns, name));
}

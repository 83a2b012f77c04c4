using System.Collections.Frozen;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rbac;

/// <summary>One permission of a service account that somebody else lacks.</summary>
/// <param name="Namespace">Where the account holds it; empty for everywhere.</param>
/// <param name="Access">The permission.</param>
/// <param name="Given">The binding and the role that give it.</param>
public sealed record Excess(string Namespace, Access Access, HeldRole Given)
{
    // Every service account may read how its tokens are signed (ClusterRole system:service-account-issuer-discovery, which
    // the API server makes itself). These documents are public keys: who may not read them lacks nothing.
    private static readonly FrozenSet<Access> PublicKeys = new[]
    {
        "/.well-known/openid-configuration", "/.well-known/openid-configuration/", "/openid/v1/jwks", "/openid/v1/jwks/",
    }.Select(url => Access.OnUrl("get", url)).ToFrozenSet();

    /// <summary>What an account holds and an author lacks.</summary>
    public static Shortfall Of(ClusterView view, ServiceAccount account, Author author) => ExcessBook.Of(view).Find(view, account, author);

    /// <summary>The same, found anew.</summary>
    internal static Shortfall Compared(ClusterView view, ServiceAccount account, Author author)
    {
        var servant = Rights.Of(view, account.AsAuthor);
        var owner = Rights.Of(view, author, servant.Namespaces);
        return new([.. servant.Namespaces.Prepend("").SelectMany(ns => In(ns, servant, owner))]);
    }

    private static IEnumerable<Excess> In(string ns, Rights servant, Rights owner)
    {
        var given = servant.GivenIn(ns);
        return owner.In(ns)
            .Uncovered(Capability.Of([.. given.Select(role => role.Compared)]))
            .Where(access => !PublicKeys.Contains(access))
            .Select(access => new Excess(ns, access, given.First(role => role.Compared.Allows(access))));
    }

    /// <summary>The permission, its scope, and where it comes from.</summary>
    public ManifestNode AsWitness() => ManifestNode.Object([
        new("rule", Access.AsRule()),
        new("scope", ManifestNode.Of(Namespace.Length == 0 ? "cluster" : $"namespace {Namespace}")),
        .. Given.AsWitness().Members,
    ]);
}

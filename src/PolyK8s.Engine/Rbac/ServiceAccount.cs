using PolyK8s.Engine.Kernels;

namespace PolyK8s.Engine.Rbac;

/// <summary>A service account as somebody who makes requests.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
public sealed record ServiceAccount(string Namespace, string Name)
{
    private const string Prefix = "system:serviceaccount:";

    /// <summary>It as the author of its requests, in the groups the API server puts it in.</summary>
    public Author AsAuthor => Author.Named(UserName(Namespace, Name), []);

    /// <summary>It as a subject of bindings.</summary>
    public Subject AsSubject => new("ServiceAccount", Namespace, Name);

    /// <summary>The user name of a service account, as <c>serviceaccount.MakeUsername</c> of k8s.io/apiserver makes it.</summary>
    public static string UserName(string ns, string name) => $"{Prefix}{ns}:{name}";

    /// <summary>The service account behind a user name; null for anybody else.</summary>
    /// <remarks>Mirrors <c>serviceaccount.SplitUsername</c>: namespace and name hold no colon.</remarks>
    public static ServiceAccount? Named(string user) => user.StartsWith(Prefix, StringComparison.Ordinal) ? AccountNames.Read(user) : null;

    /// <inheritdoc />
    public override string ToString() => $"{Namespace}/{Name}";
}

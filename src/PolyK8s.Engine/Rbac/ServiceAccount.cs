namespace PolyK8s.Engine.Rbac;

/// <summary>A service account as somebody who makes requests.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
public sealed record ServiceAccount(string Namespace, string Name)
{
    /// <summary>It as the author of its requests, in the groups the API server puts it in.</summary>
    public Author AsAuthor => Author.Named(UserName(Namespace, Name), []);

    /// <summary>The user name of a service account, as <c>serviceaccount.MakeUsername</c> of k8s.io/apiserver makes it.</summary>
    public static string UserName(string ns, string name) => $"system:serviceaccount:{ns}:{name}";

    /// <inheritdoc />
    public override string ToString() => $"{Namespace}/{Name}";
}

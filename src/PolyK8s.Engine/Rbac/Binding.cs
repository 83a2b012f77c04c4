using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rbac;

/// <summary>A RoleBinding or ClusterRoleBinding.</summary>
/// <param name="Namespace">The namespace of a RoleBinding; empty for a ClusterRoleBinding.</param>
/// <param name="Name">The name.</param>
/// <param name="Role">The role it refers to.</param>
/// <param name="Users">The users it binds, service accounts by their user names.</param>
/// <param name="Groups">The groups it binds.</param>
public sealed record Binding(string Namespace, string Name, RoleReference Role, ImmutableArray<string> Users, ImmutableArray<string> Groups)
{
    /// <summary>RoleBinding or ClusterRoleBinding.</summary>
    public string Kind => Namespace.Length == 0 ? RbacKinds.ClusterRoleBinding.Kind : RbacKinds.RoleBinding.Kind;

    /// <summary>Reads a binding.</summary>
    /// <remarks>Mirrors <c>appliesToUser</c> of k8s.io/kubernetes/pkg/registry/rbac/validation: names are literal, and a subject of another kind is nobody.</remarks>
    public static Binding From(Manifest manifest)
    {
        var subjects = manifest.Root.ItemsAt("subjects");
        var ns = manifest.Kind == RbacKinds.ClusterRoleBinding.Kind ? "" : manifest.Namespace;
        return new(
            ns,
            manifest.Name,
            RoleReference.Of(manifest),
            [.. subjects.Select(subject => UserOf(subject, ns)).OfType<string>()],
            [.. subjects.Where(subject => subject.TextAt("kind") == "Group").Select(subject => subject.TextAt("name") ?? "")]);
    }

    /// <summary>The subject through which it binds somebody; it must bind them.</summary>
    public Questions.NamedObject SubjectOf(Author author) =>
        Users.Contains(author.Name, StringComparer.Ordinal) ? Questions.NamedObject.Of(Subject.User(author.Name))
        : new("Group", "", Groups.First(group => author.Groups.Contains(group, StringComparer.Ordinal)));

    /// <summary><c>RoleBinding `shop/devs`</c>.</summary>
    public override string ToString() => Namespace.Length == 0 ? $"{Kind} `{Name}`" : $"{Kind} `{Namespace}/{Name}`";

    private static string? UserOf(ManifestNode subject, string bindingNamespace)
    {
        var name = subject.TextAt("name") ?? "";
        switch (subject.TextAt("kind"))
        {
            case "User":
                return name;
            case "ServiceAccount":
                var ns = subject.TextAt("namespace") is { Length: > 0 } own ? own : bindingNamespace;
                return ns.Length == 0 ? null : ServiceAccount.UserName(ns, name);
            default:
                return null;
        }
    }
}

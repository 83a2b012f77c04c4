using System.Collections.Immutable;

namespace PolyK8s.Mcp.Tools;

/// <summary>The arguments of <c>validate_manifests</c>; null where left out.</summary>
/// <param name="Manifests">The objects as they are to be, or on delete as they are: YAML or JSON.</param>
/// <param name="Old">The objects as they were.</param>
/// <param name="Operation">create, update or delete.</param>
/// <param name="Subresource">The subresource written to.</param>
/// <param name="Author">Who makes the changes.</param>
/// <param name="State">The cluster's other objects.</param>
/// <param name="Namespace">The namespace of namespaced objects that name none.</param>
/// <param name="Rules">The rules to judge by: ids or <c>Module/*</c>.</param>
/// <param name="Detail">full or summary.</param>
/// <param name="KubernetesVersion">The Kubernetes version to judge for, <c>1.36</c>.</param>
internal sealed record ValidateArguments(
    string Manifests,
    string? Old = null,
    string? Operation = null,
    string? Subresource = null,
    AuthorArgument? Author = null,
    string? State = null,
    string? Namespace = null,
    ImmutableArray<string>? Rules = null,
    string? Detail = null,
    string? KubernetesVersion = null);

/// <summary>A user as the API server's authenticator would name it.</summary>
/// <param name="Name">The user name.</param>
/// <param name="Groups">The groups, without those the API server adds by itself.</param>
internal sealed record AuthorArgument(string Name, ImmutableArray<string>? Groups = null);

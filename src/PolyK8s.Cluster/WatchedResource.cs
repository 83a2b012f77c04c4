using System.Collections.Immutable;
using PolyK8s.Engine;

namespace PolyK8s.Cluster;

/// <summary>A resource the view is made of.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Versions">The versions we can read, the best first; an older server serves a later one.</param>
/// <param name="Plural">The resource's name in paths, <c>rolebindings</c>.</param>
/// <param name="Kind">The kind of its objects.</param>
/// <param name="Parts">What of each object is read.</param>
public sealed record WatchedResource(string Group, ImmutableArray<string> Versions, string Plural, string Kind, WatchedParts Parts)
{
    /// <summary>The kind, whatever its version.</summary>
    public GroupKind GroupKind => new(Group, Kind);

    /// <summary>The collection over all namespaces, as a path relative to the server.</summary>
    public string Path(string version) => Group.Length == 0 ? $"api/{version}/{Plural}" : $"apis/{Group}/{version}/{Plural}";

    /// <summary>The <c>apiVersion</c> of its objects.</summary>
    public string ApiVersion(string version) => Group.Length == 0 ? version : $"{Group}/{version}";

    /// <summary><c>roles.rbac.authorization.k8s.io</c>, as kubectl names it.</summary>
    public override string ToString() => Group.Length == 0 ? Plural : $"{Plural}.{Group}";
}

/// <summary>How much of each object is read and kept.</summary>
public enum WatchedParts
{
    /// <summary>Identity, labels, annotations: the server sends nothing else.</summary>
    Metadata,

    /// <summary>The whole object.</summary>
    Whole,

    /// <summary>The whole object; of one that another controls, as a ReplicaSet a Deployment's, only its identity, and of such a Pod what networks and Services read.</summary>
    Own,

    /// <summary>The metadata, the number, and what identifies the Pod template: a workload keeps ten of these.</summary>
    Revision,

    /// <summary>The whole definition with its schemas, without their descriptions, which are most of their size.</summary>
    Schemas,
}

using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Checking;

/// <summary>Manifests to judge, from a command line or an assistant.</summary>
/// <param name="New">The objects as they are to be, or on delete the objects to be deleted.</param>
public sealed record CheckRequest(ManifestSet New)
{
    /// <summary>The objects as they were; an object of <see cref="New"/> with the same kind, namespace and name, or the same uid, is an update of it.</summary>
    public ImmutableArray<Manifest> Old { get; init; } = [];

    /// <summary>The operation; null to take update where there is an old object and create elsewhere.</summary>
    public Operation? Operation { get; init; }

    /// <summary>The subresource written to; empty for the object itself.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>Who makes the changes; null when nobody was named.</summary>
    public Author? Author { get; init; }

    /// <summary>When the changes are made; null when nobody said, and then no exception holds.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The namespace of namespaced objects that name none.</summary>
    public string Namespace { get; init; } = "default";
}

namespace PolyK8s.Cluster.Reflecting;

/// <summary>The <c>Accept</c> headers: metadata alone where that is enough, the whole object from a server that cannot leave the rest out.</summary>
internal static class Accept
{
    private const string Plain = "application/json";

    /// <summary>For a list.</summary>
    public static string List(WatchedParts parts) =>
        parts != WatchedParts.Metadata ? Plain : $"{Plain};as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,{Plain}";

    /// <summary>For a watch.</summary>
    public static string Watch(WatchedParts parts) =>
        parts != WatchedParts.Metadata ? Plain : $"{Plain};as=PartialObjectMetadata;g=meta.k8s.io;v=v1,{Plain}";
}

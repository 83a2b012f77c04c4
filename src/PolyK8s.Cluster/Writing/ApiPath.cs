namespace PolyK8s.Cluster.Writing;

/// <summary>Paths of single objects. Names come from others: each part is escaped, so that none leads anywhere else.</summary>
internal static class ApiPath
{
    /// <summary>An object of a resource that is watched, in the best version we know.</summary>
    public static string Of(WatchedResource resource, string ns, string name) =>
        Of($"{(resource.Group.Length == 0 ? "api" : $"apis/{resource.Group}")}/{resource.Versions[0]}", resource.Plural, ns, name);

    /// <summary>An object, or a collection when there is no name.</summary>
    /// <param name="version"><c>api/v1</c> or <c>apis/GROUP/VERSION</c>.</param>
    /// <param name="plural">The resource.</param>
    /// <param name="ns">The namespace; empty for a cluster-scoped object.</param>
    /// <param name="name">The name; empty for the collection.</param>
    public static string Of(string version, string plural, string ns, string name) =>
        string.Concat(version, ns.Length == 0 ? "" : $"/namespaces/{Uri.EscapeDataString(ns)}", $"/{plural}", name.Length == 0 ? "" : $"/{Uri.EscapeDataString(name)}");
}

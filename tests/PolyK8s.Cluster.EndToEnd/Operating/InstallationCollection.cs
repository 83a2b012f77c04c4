namespace PolyK8s.Cluster.EndToEnd.Operating;

/// <summary>The tests that share one installation.</summary>
[CollectionDefinition(Installation.Name)]
public sealed class InstallationCollection : ICollectionFixture<Installation>
{
}

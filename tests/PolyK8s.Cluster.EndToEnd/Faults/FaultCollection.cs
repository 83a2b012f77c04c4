namespace PolyK8s.Cluster.EndToEnd.Faults;

/// <summary>The tests that share the stage that may be broken.</summary>
[CollectionDefinition(FaultStage.Name)]
public sealed class FaultCollection : ICollectionFixture<FaultStage>
{
}

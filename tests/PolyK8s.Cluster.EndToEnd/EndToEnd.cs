namespace PolyK8s.Cluster.EndToEnd;

/// <summary>The tests that share the stage.</summary>
[CollectionDefinition(Name)]
public sealed class EndToEnd : ICollectionFixture<Stage>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "end to end";
}

namespace PolyK8s.Engine;

/// <summary>One rule: a card and one pure function.</summary>
/// <remarks>A rule lives in <c>Rules/Module/Name.cs</c>, has a parameterless constructor, and is found by the build.</remarks>
public interface IRule
{
    /// <summary>What the rule is.</summary>
    RuleCard Card { get; }

    /// <summary>Everything wrong with a change that <see cref="Card"/> covers. Never throws, logs or waits.</summary>
    /// <param name="change">The change. Its author is known if the card asks for one.</param>
    /// <param name="view">The other objects. The kinds the card needs are known.</param>
    IEnumerable<Finding> Judge(Change change, ClusterView view);
}

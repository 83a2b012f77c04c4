namespace PolyK8s.Engine;

/// <summary>What a view knows about one kind.</summary>
public enum Knowledge
{
    /// <summary>Every object of the kind is in the view.</summary>
    Known,

    /// <summary>Nobody gave the view any cluster state: the rule is left out and the verdict says so.</summary>
    NotGiven,

    /// <summary>The view is still being filled: the verdict is <see cref="Outcome.CouldNotTell"/>.</summary>
    NotSynced,
}

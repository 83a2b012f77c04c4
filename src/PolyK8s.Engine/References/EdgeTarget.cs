namespace PolyK8s.Engine.References;

/// <summary>What a field leads to.</summary>
/// <param name="Kind">The kind; null when the object says it itself, or for objects chosen by labels that make Pods.</param>
/// <param name="Namespace">The member that names the namespace; empty for the object's own. Without effect for kinds outside namespaces.</param>
/// <param name="Group">The member that names the group or the version of a kind the object says itself (<c>apiGroup</c>, <c>apiVersion</c>).</param>
/// <param name="Labels">How labels choose it; null when it is named.</param>
public sealed record EdgeTarget(GroupKind? Kind, string Namespace = "", string Group = "", SelectorForm? Labels = null)
{
    /// <summary>The target, as documentation shows it.</summary>
    public override string ToString() =>
        Group == PolicyParameters.KindOfPolicy ? "the `paramKind` of its policy"
        : Labels is not null ? (Kind is { } chosen ? chosen.ToString() : "Pods") + " by labels"
        : Kind is { } kind ? kind.ToString()
        : "the kind it names";
}

/// <summary>How labels choose objects.</summary>
public enum SelectorForm
{
    /// <summary>A map of labels; an empty one chooses nothing.</summary>
    Map,

    /// <summary>A LabelSelector; an empty one chooses everything, an absent one nothing.</summary>
    Selector,

    /// <summary>A NodeSelector; without terms it chooses nothing.</summary>
    Terms,
}

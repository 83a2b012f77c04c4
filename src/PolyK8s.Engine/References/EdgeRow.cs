namespace PolyK8s.Engine.References;

/// <summary>One row of the edge catalogue: a field that leads to other objects.</summary>
/// <param name="Of">The kind that has the field, <c>Ingress.networking.k8s.io</c>; <c>Pods</c> for whatever makes Pods, <c>*</c> for every kind.</param>
/// <param name="At">The path to the object that names the other; <c>[]</c> goes into a list, <c>[a=b]</c> into those of its items whose member <c>a</c> is <c>b</c>, <c>|</c> parts alternatives. In <c>Pods</c> it starts at the pod spec.</param>
/// <param name="Name">The member that names it; a list of names leads to each.</param>
/// <param name="To">What it leads to.</param>
/// <param name="Kind">What that means.</param>
/// <param name="Missing">What happens when the other is missing.</param>
/// <remarks>A row whose object has <c>optional: true</c> beside the name is soft: nothing happens then.</remarks>
public sealed record EdgeRow(string Of, string At, string Name, EdgeTarget To, EdgeKind Kind, string Missing)
{
    /// <summary>The path to the member that names a key of the other, from <see cref="At"/>; empty when none does.</summary>
    public string Key { get; init; } = "";

    /// <summary>Whether nothing breaks when the other is missing.</summary>
    public bool IsSoft { get; init; }

    /// <summary>The field, as documentation shows it.</summary>
    public string Field => (Of, At, Name) switch
    {
        ("Pods", "", _) => Name,
        ("Pods", _, "") => At,
        (_, _, "") => At,
        _ => $"{At}.{Name}",
    };
}

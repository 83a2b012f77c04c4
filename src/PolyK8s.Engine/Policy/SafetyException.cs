using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace PolyK8s.Engine.Policy;

/// <summary>Some rules do not hold for some objects of one namespace until a moment: <c>SafetyException</c> of safety.poly-k8s.io/v1alpha1.</summary>
/// <param name="Namespace">Its namespace; it says nothing about objects anywhere else.</param>
/// <param name="Name">Its name.</param>
/// <param name="Rules">Rule ids or <c>Module/*</c>.</param>
/// <param name="Objects">The objects.</param>
/// <param name="Reason">Why, for whoever reads it later.</param>
/// <param name="ExpiresAt">The first moment at which it no longer holds.</param>
[SuppressMessage("Naming", "CA1711", Justification = "the name of the kind in the API")]
public sealed record SafetyException(
    string Namespace, string Name, ImmutableArray<string> Rules, ImmutableArray<ExceptedObjects> Objects, string Reason, DateTimeOffset ExpiresAt)
{
    /// <summary>The kind in the API.</summary>
    public static readonly GroupKind GroupKind = new("safety.poly-k8s.io", "SafetyException");
}

/// <summary>Objects of an exception.</summary>
/// <param name="Kinds">Kinds, <c>Deployment</c> or <c>Deployment.apps</c>.</param>
/// <param name="Names">Names; one that ends with a star takes in every name that begins so.</param>
public sealed record ExceptedObjects(ImmutableArray<string> Kinds, ImmutableArray<string> Names);

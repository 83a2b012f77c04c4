using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine;

/// <summary>One change to one object: what every front door turns its input into.</summary>
/// <param name="Operation">What is being done.</param>
/// <param name="Before">The object before; null on create.</param>
/// <param name="After">The object after; null on delete.</param>
public sealed record Change(Operation Operation, Manifest? Before, Manifest? After)
{
    /// <summary>The subresource written to, <c>status</c> for instance; empty for the object itself.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>Who makes the change; null when nobody was named.</summary>
    public Author? Author { get; init; }

    /// <summary>Whether nothing is to be stored.</summary>
    public bool DryRun { get; init; }

    /// <summary>When the change is made, as its front door knows it; null when nobody said, and then no exception holds.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The other objects of the same request (the other files of one <c>check</c>); they will exist beside this one.</summary>
    public ImmutableArray<Manifest> Beside { get; init; } = [];

    /// <summary>The object the change is about: the one after, or on delete the one before.</summary>
    public Manifest Object => After ?? Before ?? throw new InvalidOperationException("a change has an object before or after");

    /// <summary>The creation of an object.</summary>
    public static Change Create(Manifest after, Author? author = null) => new(Operation.Create, null, after) { Author = author };

    /// <summary>The same author bringing the object before into being: what the ratchet compares an update with.</summary>
    public Change AsBefore() => this with { Operation = Operation.Create, Before = null, After = Before };
}

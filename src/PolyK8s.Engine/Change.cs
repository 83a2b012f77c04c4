using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.References;

namespace PolyK8s.Engine;

/// <summary>One change to one object: what every front door turns its input into.</summary>
/// <param name="Operation">What is being done.</param>
/// <param name="Before">The object before; null on create.</param>
/// <param name="After">The object after; null on delete.</param>
public sealed record Change(Operation Operation, Manifest? Before, Manifest? After)
{
    /// <summary>The subresource written to, <c>status</c> for instance; empty for the object itself.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>Whether a subresource of a Pod is written that holds the whole Pod and changes its spec: containers for a look inside, and other resources.</summary>
    public bool WritesPodSpec => Subresource is "ephemeralcontainers" or "resize" && Object is { Group: "", Kind: "Pod" };

    /// <summary>Who makes the change; null when nobody was named.</summary>
    public Author? Author { get; init; }

    /// <summary>Whether nothing is to be stored.</summary>
    public bool DryRun { get; init; }

    /// <summary>When the change is made, as its front door knows it; null when nobody said, and then no exception holds.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Where the change stands in a request of several objects; null for a request of one.</summary>
    public RequestPart? Part { get; init; }

    /// <summary>The other objects of the same request (the other files of one <c>check</c>); they will exist beside this one. None when the request deletes.</summary>
    public ImmutableArray<Manifest> Beside
    {
        get => !field.IsDefault ? field : Part is null || Operation == Operation.Delete ? [] : Part.Request.All.RemoveAt(Part.Index);
        init;
    }

    /// <summary>The object the change is about: the one after, or on delete the one before.</summary>
    public Manifest Object => After ?? Before ?? throw new InvalidOperationException("a change has an object before or after");

    /// <summary>The creation of an object.</summary>
    public static Change Create(Manifest after, Author? author = null) => new(Operation.Create, null, after) { Author = author };

    // The update that this is the first half of.
    private Change? Update { get; init; }

    /// <summary>The same author bringing the object before into being: what the ratchet compares an update with.</summary>
    public Change AsBefore() => this with { Operation = Operation.Create, Before = null, After = Before, Update = this, Last = new() };

    /// <summary>The cluster once this change and everything in the same request is done.</summary>
    public ClusterView WorldAfter(ClusterView view) => Update?.WorldBefore(view) ?? WorldsOver(view).After;

    /// <summary>The cluster with everything else in the same request done, and this object still as it was: absent on create.</summary>
    public ClusterView WorldBefore(ClusterView view) => WorldsOver(view).Before;

    /// <summary>The cluster with everything else in the same request done, and this object as it happens to be: for what looks at the others only.</summary>
    /// <remarks>Cheaper than a world before or after, for which indexes have to follow this object.</remarks>
    public ClusterView Around(ClusterView view) => Part?.Request.After(view) ?? (Beside.IsEmpty ? view : view.With(Beside));

    /// <summary>The references of an object of this change, read once for all rules that ask.</summary>
    internal ImmutableArray<Reference> ReferencesOf(Manifest manifest) => Last.ReferencesOf(manifest);

    private LastMade Last { get; init; } = new();

    // Overlays keep what rules compute from them, so one change has one pair over a view. A copy of a change shares the
    // slot but never the pair in it: that is asked for by the change and the view themselves.
    private Worlds WorldsOver(ClusterView view)
    {
        if (Last.Worlds is { } made && made.IsOf(this, view))
        {
            return made;
        }

        lock (Last)
        {
            return Last.Worlds is { } other && other.IsOf(this, view) ? other : Last.Worlds = new(this, view);
        }
    }

    // No part of what a change is: two changes are equal whatever was computed for either.
    private sealed class LastMade : IEquatable<LastMade>
    {
        private volatile Worlds? _worlds;
        private volatile Tuple<Manifest, ImmutableArray<Reference>>? _references;

        public Worlds? Worlds
        {
            get => _worlds;
            set => _worlds = value;
        }

        public ImmutableArray<Reference> ReferencesOf(Manifest manifest)
        {
            var read = _references;
            if (!ReferenceEquals(read?.Item1, manifest))
            {
                _references = read = new(manifest, Reference.Of(manifest));
            }

            return read!.Item2;
        }

        public bool Equals(LastMade? other) => other is not null;

        public override bool Equals(object? obj) => Equals(obj as LastMade);

        public override int GetHashCode() => 0;
    }

    private sealed class Worlds(Change change, ClusterView view)
    {
        private readonly Lock _making = new();

        public bool IsOf(Change asked, ClusterView over) => ReferenceEquals(change, asked) && ReferenceEquals(view, over);

        public ClusterView After
        {
            get
            {
                lock (_making)
                {
                    return field ??= With(change.After, change.Before);
                }
            }
        }

        public ClusterView Before
        {
            get
            {
                lock (_making)
                {
                    return field ??= With(change.Before, change.After);
                }
            }
        }

        private ClusterView With(Manifest? present, Manifest? other)
        {
            var around = change.Around(view);
            return present is null ? around.Without(other!)
                : ReferenceEquals(around.Of(present.Group, present.Kind).Find(present.Namespace, present.Name), present) ? around
                : around.With(present);
        }
    }
}

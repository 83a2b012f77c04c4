using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace PolyK8s.Engine.Rbac;

/// <summary>What accounts hold and authors lack, kept until a role or a binding changes: the same few authors run the same accounts over and over.</summary>
internal sealed class ExcessBook
{
    // Bounded in both directions: a long list is found anew, and a full book begins again.
    private const int MostPairs = 512;
    private const int LongestKept = 128;

    private readonly ConcurrentDictionary<Pair, Shortfall> _found = new();

    /// <summary>The book of a view.</summary>
    public static ExcessBook Of(ClusterView view) => view.Get(Projection.Instance);

    /// <summary>What an account holds and an author lacks in the view of this book.</summary>
    public Shortfall Find(ClusterView view, ServiceAccount account, Author author)
    {
        var pair = new Pair(account, author);
        if (_found.TryGetValue(pair, out var known))
        {
            return known;
        }

        var found = Excess.Compared(view, account, author);
        if (found.All.Length <= LongestKept)
        {
            if (_found.Count >= MostPairs)
            {
                _found.Clear();
            }

            _found[pair] = found;
        }

        return found;
    }

    // Authors with the same groups in the same order are one, whoever read them.
    private readonly struct Pair(ServiceAccount account, Author author) : IEquatable<Pair>
    {
        private readonly ServiceAccount _account = account;
        private readonly Author _author = author;

        public bool Equals(Pair other) =>
            _account == other._account && _author.Name == other._author.Name && _author.Groups.AsSpan().SequenceEqual(other._author.Groups.AsSpan());

        public override bool Equals(object? obj) => obj is Pair other && Equals(other);

        public override int GetHashCode() => HashCode.Combine(_account.Namespace, _account.Name, _author.Name, _author.Groups.Length);
    }

    private sealed class Projection : IProjection<ExcessBook>
    {
        public static readonly Projection Instance = new();

        public ImmutableArray<GroupKind> Kinds => RbacKinds.All;

        public ExcessBook Project(ClusterView view) => new();
    }
}

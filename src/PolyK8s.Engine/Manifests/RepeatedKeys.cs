using System.Collections.Immutable;

namespace PolyK8s.Engine.Manifests;

/// <summary>The keys that are there twice, document by document.</summary>
internal sealed class RepeatedKeys
{
    private readonly List<ImmutableArray<RepeatedKey>> _done = [];
    private readonly List<RepeatedKey> _open = [];

    /// <summary>Notes one of the document that is being read.</summary>
    public void Add(RepeatedKey key)
    {
        if (_open.Count < RepeatedKey.Most)
        {
            _open.Add(key);
        }
    }

    /// <summary>The document ends here.</summary>
    public void Next()
    {
        _done.Add([.. _open]);
        _open.Clear();
    }

    /// <summary>Those of a document.</summary>
    public ImmutableArray<RepeatedKey> Of(int document) => _done[document];
}

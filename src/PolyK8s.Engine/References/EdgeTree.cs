using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.References;

/// <summary>Reads many rows in one walk through an object: the ways of most rows begin alike.</summary>
internal sealed class EdgeTree
{
    private readonly ImmutableArray<EdgeReader> _readers;
    private readonly Branch _root = new();
    private readonly int _depth;

    /// <summary>The tree of some rows.</summary>
    public EdgeTree(IEnumerable<EdgeReader> readers)
    {
        _readers = [.. readers];
        for (var i = 0; i < _readers.Length; i++)
        {
            var branch = _root;
            var way = _readers[i].Way.ToArray();
            foreach (var segment in way)
            {
                branch = branch.Along(segment);
            }

            branch.Rows.Add(i);
            _depth = Math.Max(_depth, way.Length);
        }
    }

    /// <summary>What the rows describe in an object, in their order.</summary>
    /// <typeparam name="T">What each row is read as.</typeparam>
    /// <param name="manifest">The object.</param>
    /// <param name="read">Reads a row where its member is: the object, what holds the member, and the field path of that.</param>
    public ImmutableArray<T> Read<T>(Manifest manifest, Action<EdgeReader, Manifest, ManifestNode, string, ImmutableArray<T>.Builder> read)
    {
        List<(int Row, ManifestNode At, string Path)>? places = null;
        Walk(manifest.Root, _root, 0, new (string, int)[_depth], ref places);
        if (places is null)
        {
            return [];
        }

        var found = ImmutableArray.CreateBuilder<T>();
        foreach (var (row, at, path) in places.OrderBy(place => place.Row))
        {
            read(_readers[row], manifest, at, path, found);
        }

        return found.DrainToImmutable();
    }

    // The depth is that of the catalogue's ways, never that of the input. Most rows find nothing in most objects, so that paths are written for those only.
    private void Walk(ManifestNode node, Branch branch, int depth, Span<(string Name, int Item)> steps, ref List<(int, ManifestNode, string)>? places)
    {
        foreach (var row in branch.Rows)
        {
            if (_readers[row].Row.Name is not { Length: > 0 } name || node[name] is not null)
            {
                (places ??= []).Add((row, node, PathOf(steps[..depth])));
            }
        }

        foreach (var (segment, next) in branch.Next)
        {
            foreach (var name in segment.Names)
            {
                if (node[name] is not { } below)
                {
                    continue;
                }

                if (!segment.IsList)
                {
                    steps[depth] = (name, -1);
                    Walk(below, next, depth + 1, steps, ref places);
                    continue;
                }

                for (var i = 0; i < below.Items.Length; i++)
                {
                    if (segment.Only is not { } only || below.Items[i].TextAt(only.Member) == only.Value)
                    {
                        steps[depth] = (name, i);
                        Walk(below.Items[i], next, depth + 1, steps, ref places);
                    }
                }
            }
        }
    }

    private static string PathOf(ReadOnlySpan<(string Name, int Item)> steps)
    {
        var path = "";
        foreach (var (name, item) in steps)
        {
            path = EdgeReader.Joined(path, name);
            path = item >= 0 ? string.Create(CultureInfo.InvariantCulture, $"{path}[{item}]") : path;
        }

        return path;
    }

    private sealed class Branch
    {
        public List<int> Rows { get; } = [];

        public List<(EdgeSegment Segment, Branch Next)> Next { get; } = [];

        public Branch Along(EdgeSegment segment)
        {
            foreach (var (known, next) in Next)
            {
                if (known.IsLike(segment))
                {
                    return next;
                }
            }

            var made = new Branch();
            Next.Add((segment, made));
            return made;
        }
    }
}

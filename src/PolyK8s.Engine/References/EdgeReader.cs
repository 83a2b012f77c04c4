using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;

namespace PolyK8s.Engine.References;

/// <summary>Reads one row of the catalogue out of objects.</summary>
internal sealed class EdgeReader
{
    private static readonly List<(ManifestNode At, string Path)> None = [];

    private readonly EdgeRow _row;
    private readonly ImmutableArray<string> _prefix;
    private readonly string _start;
    private readonly ImmutableArray<Segment> _path;
    private readonly ImmutableArray<Segment> _key;

    /// <summary>A reader of a row whose path starts at the end of <paramref name="prefix"/>.</summary>
    public EdgeReader(EdgeRow row, ImmutableArray<string> prefix)
    {
        _row = row;
        (_prefix, _start) = (prefix, string.Join('.', prefix));
        _path = [.. Segments(row.At)];
        _key = [.. Segments(row.Key)];
    }

    /// <summary>The row.</summary>
    public EdgeRow Row => _row;

    /// <summary>Adds the references of an object that the row describes; none for a row that chooses by labels.</summary>
    public void Read(Manifest manifest, ImmutableArray<Reference>.Builder found)
    {
        foreach (var (at, path) in _row.To.Labels is null ? Places(manifest) : [])
        {
            var required = !_row.IsSoft && at["optional"] is not { Kind: NodeKind.Boolean, Text: "true" };
            foreach (var (name, place) in Names(at, Joined(path, _row.Name)))
            {
                if (name is { Kind: NodeKind.String, Text.Length: > 0 } && TargetOf(manifest, at, name.Text) is { } target)
                {
                    found.Add(new(_row, target, place, name, required, Keys(at)));
                }
            }
        }
    }

    /// <summary>Adds the selectors of an object that the row describes.</summary>
    public void ReadSelectors(Manifest manifest, ImmutableArray<Selection>.Builder found)
    {
        foreach (var (at, path) in _row.To.Labels is null ? [] : Places(manifest))
        {
            if ((_row.Name.Length == 0 ? at : at[_row.Name]) is { Kind: NodeKind.Object } selector && (_row.To.Labels != SelectorForm.Map || selector.Members.Length > 0))
            {
                found.Add(new(_row, manifest.Namespace, _row.Name.Length == 0 ? path : Joined(path, _row.Name), selector));
            }
        }
    }

    private IEnumerable<(ManifestNode Name, string Path)> Names(ManifestNode at, string path) => at[_row.Name] switch
    {
        null => [],
        { Kind: NodeKind.Array } list => list.Items.Select((name, i) => (name, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"))),
        var name => [(name, path)],
    };

    private ObjectKey? TargetOf(Manifest manifest, ManifestNode at, string name)
    {
        var kind = _row.To.Kind ?? Named(at);
        if (kind is not { Kind.Length: > 0 } known || name.Contains("${", StringComparison.Ordinal))
        {
            return null;
        }

        var ns = ClusterScopedKinds.Contains(known) ? ""
            : _row.To.Namespace.Length > 0 && at.TextAt(_row.To.Namespace) is { Length: > 0 } given ? given
            : manifest.Namespace;
        return ns.Contains("${", StringComparison.Ordinal) ? null : new(known, new(ns, name));
    }

    private GroupKind? Named(ManifestNode at)
    {
        var group = at.TextAt(_row.To.Group) ?? "";
        var slash = group.IndexOf('/', StringComparison.Ordinal);
        group = _row.To.Group != "apiVersion" ? group : slash >= 0 ? group[..slash] : "";
        return at.TextAt("kind") is { } kind ? new(group, kind) : null;
    }

    private ImmutableArray<string> Keys(ManifestNode at) => _key switch
    {
        [] => [],
        [var only] => at.TextAt(only.Names[0]) is { } key ? [key] : [],
        [var list, var member, ..] => [.. at.ItemsAt(list.Names[0]).Select(item => item.TextAt(member.Names[0])).OfType<string>()],
    };

    // Where the row's member is there. Most rows find nothing in most objects, so that paths are written for those only.
    private List<(ManifestNode At, string Path)> Places(Manifest manifest)
    {
        List<(ManifestNode, string)>? found = null;
        if (manifest.Root.At(_prefix.AsSpan()) is { } start)
        {
            Walk(start, 0, stackalloc Step[_path.Length], ref found);
        }

        return found ?? None;
    }

    // The depth is that of the catalogue's paths, never that of the input.
    private void Walk(ManifestNode node, int depth, Span<Step> steps, ref List<(ManifestNode, string)>? found)
    {
        if (depth == _path.Length)
        {
            if (_row.Name.Length == 0 || node[_row.Name] is not null)
            {
                (found ??= []).Add((node, PathOf(steps)));
            }

            return;
        }

        var segment = _path[depth];
        for (var n = 0; n < segment.Names.Length; n++)
        {
            if (node[segment.Names[n]] is not { } next)
            {
                continue;
            }

            if (!segment.IsList)
            {
                steps[depth] = new(n, 0);
                Walk(next, depth + 1, steps, ref found);
                continue;
            }

            for (var i = 0; i < next.Items.Length; i++)
            {
                if (segment.Only is not { } only || next.Items[i].TextAt(only.Member) == only.Value)
                {
                    steps[depth] = new(n, i);
                    Walk(next.Items[i], depth + 1, steps, ref found);
                }
            }
        }
    }

    private string PathOf(ReadOnlySpan<Step> steps)
    {
        var path = _start;
        for (var i = 0; i < steps.Length; i++)
        {
            path = Joined(path, _path[i].Names[steps[i].Name]);
            path = _path[i].IsList ? string.Create(CultureInfo.InvariantCulture, $"{path}[{steps[i].Item}]") : path;
        }

        return path;
    }

    private static string Joined(string path, string name) =>
        name.Contains('/', StringComparison.Ordinal) ? $"{path}[{name}]" : path.Length == 0 ? name : $"{path}.{name}";

    private static IEnumerable<Segment> Segments(string path) => path.Split('.', StringSplitOptions.RemoveEmptyEntries).Select(part =>
    {
        var bracket = part.IndexOf('[', StringComparison.Ordinal);
        var names = (bracket < 0 ? part : part[..bracket]).Split('|');
        (string, string)? only = bracket >= 0 && part.IndexOf('=', StringComparison.Ordinal) is var equals and > 0 ? (part[(bracket + 1)..equals], part[(equals + 1)..^1]) : null;
        return new Segment([.. names], bracket >= 0, only);
    });

    // Which of a segment's names, and which item of the list there.
    private readonly record struct Step(int Name, int Item);

    private sealed record Segment(ImmutableArray<string> Names, bool IsList, (string Member, string Value)? Only);
}

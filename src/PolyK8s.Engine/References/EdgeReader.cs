using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;

namespace PolyK8s.Engine.References;

/// <summary>Reads one row of the catalogue out of objects.</summary>
internal sealed class EdgeReader
{
    private readonly EdgeRow _row;
    private readonly ImmutableArray<string> _prefix;
    private readonly ImmutableArray<EdgeSegment> _path;
    private readonly ImmutableArray<EdgeSegment> _key;

    /// <summary>A reader of a row whose path starts at the end of <paramref name="prefix"/>.</summary>
    public EdgeReader(EdgeRow row, ImmutableArray<string> prefix)
    {
        _row = row;
        _prefix = prefix;
        _path = [.. Segments(row.At)];
        _key = [.. Segments(row.Key)];
    }

    /// <summary>The row.</summary>
    public EdgeRow Row => _row;

    /// <summary>The way from the object to where the row's member is: the prefix, and the row's own path.</summary>
    public IEnumerable<EdgeSegment> Way => _prefix.Select(name => new EdgeSegment([name], IsList: false, null)).Concat(_path);

    /// <summary>Adds the references that stand at one of the row's places; the row is none that chooses by labels.</summary>
    /// <param name="manifest">The object.</param>
    /// <param name="at">What holds the row's member.</param>
    /// <param name="path">Its field path.</param>
    /// <param name="found">Gets the references.</param>
    public void Read(Manifest manifest, ManifestNode at, string path, ImmutableArray<Reference>.Builder found)
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

    /// <summary>Adds the selector that stands at one of the places of a row that chooses by labels.</summary>
    /// <param name="manifest">The object.</param>
    /// <param name="at">What holds the row's member.</param>
    /// <param name="path">Its field path.</param>
    /// <param name="found">Gets the selector.</param>
    public void ReadSelector(Manifest manifest, ManifestNode at, string path, ImmutableArray<Selection>.Builder found)
    {
        if ((_row.Name.Length == 0 ? at : at[_row.Name]) is { Kind: NodeKind.Object } selector && (_row.To.Labels != SelectorForm.Map || selector.Members.Length > 0))
        {
            found.Add(new(_row, manifest.Namespace, _row.Name.Length == 0 ? path : Joined(path, _row.Name), selector));
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

    internal static string Joined(string path, string name) =>
        name.Contains('/', StringComparison.Ordinal) ? $"{path}[{name}]" : path.Length == 0 ? name : $"{path}.{name}";

    private static IEnumerable<EdgeSegment> Segments(string path) => path.Split('.', StringSplitOptions.RemoveEmptyEntries).Select(part =>
    {
        var bracket = part.IndexOf('[', StringComparison.Ordinal);
        var names = (bracket < 0 ? part : part[..bracket]).Split('|');
        (string, string)? only = bracket >= 0 && part.IndexOf('=', StringComparison.Ordinal) is var equals and > 0 ? (part[(bracket + 1)..equals], part[(equals + 1)..^1]) : null;
        return new EdgeSegment([.. names], bracket >= 0, only);
    });
}

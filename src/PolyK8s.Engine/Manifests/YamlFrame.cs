namespace PolyK8s.Engine.Manifests;

/// <summary>A mapping or sequence of YAML that is not closed yet.</summary>
/// <param name="isMapping">Whether it is a mapping.</param>
/// <param name="anchor">Its anchor; empty for none.</param>
/// <param name="place">Where it begins.</param>
internal sealed class YamlFrame(bool isMapping, string anchor, Place place)
{
    private readonly List<ManifestNode> _items = [];
    private readonly List<ManifestMember> _members = [];
    private readonly Dictionary<string, (int Index, bool Merged)> _names = new(StringComparer.Ordinal);
    private (string Name, Place Place, bool IsMerge)? _name;
    private RepeatedKey? _repeated;

    /// <summary>Its anchor; empty for none.</summary>
    public string Anchor => anchor;

    /// <summary>Whether the next node is the name of a member.</summary>
    public bool WantsName => isMapping && _name is null;

    /// <summary>The node.</summary>
    public ManifestNode Node => isMapping ? ManifestNode.Object([.. _members], place) : ManifestNode.Array([.. _items], place);

    /// <summary>Takes the name of the next member.</summary>
    /// <param name="name">The name; ignored for a merge.</param>
    /// <param name="at">Where it stands.</param>
    /// <param name="isMerge">Whether it is the merge key <c>&lt;&lt;</c>.</param>
    public void Name(string name, Place at, bool isMerge) => _name = (name, at, isMerge);

    /// <summary>Takes an element, or the value of the last name.</summary>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public JsonFault? Add(ManifestNode value)
    {
        if (_name is not { } name)
        {
            _items.Add(value);
            return null;
        }

        _name = null;
        if (name.IsMerge)
        {
            return Merge(value, name.Place);
        }

        Set(new(name.Name, value, name.Place), merged: false);
        return null;
    }

    /// <summary>The key that was there before, if the last value came under one: said once.</summary>
    public RepeatedKey? TakeRepeated()
    {
        var key = _repeated;
        _repeated = null;
        return key;
    }

    /// <summary>The step of a path to what is inside it now.</summary>
    public string Step(bool isFirst) => _name is { } name ? RepeatedKey.Step(name.Name, isFirst) : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[{_items.Count}]");

    // Of a sequence the first mapping wins, so that it is merged last.
    private JsonFault? Merge(ManifestNode value, Place at)
    {
        var sources = value.Kind == NodeKind.Array ? value.Items : [value];
        if (!sources.All(source => source.Kind == NodeKind.Object))
        {
            return new(at, "the merge key `<<` takes a mapping or a list of mappings");
        }

        foreach (var member in sources.Reverse().SelectMany(source => source.Members))
        {
            Set(member, merged: true);
        }

        return null;
    }

    // As in go-yaml v2, a merge overwrites what stands before it, and is overwritten by what stands after it.
    private void Set(ManifestMember member, bool merged)
    {
        if (!_names.TryGetValue(member.Name, out var earlier))
        {
            _names.Add(member.Name, (_members.Count, merged));
            _members.Add(member);
            return;
        }

        if (!merged && !earlier.Merged)
        {
            _repeated = new(member.Name, "", member.NamePlace, _members[earlier.Index].NamePlace);
        }

        _members[earlier.Index] = member;
        _names[member.Name] = (earlier.Index, merged && earlier.Merged);
    }
}

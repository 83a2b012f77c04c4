using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Policy;

/// <summary>Profiles by a label their namespaces must have, so that a review looks at those that may speak about it and not at all.</summary>
internal sealed class ProfileIndex
{
    private readonly ImmutableArray<SafetyProfile> _others;
    private readonly ILookup<(string Label, string Value), SafetyProfile> _byLabel;

    /// <summary>The index of some profiles.</summary>
    public ProfileIndex(ImmutableArray<SafetyProfile> profiles)
    {
        _others = [.. profiles.Where(profile => Keys(profile).IsEmpty)];
        _byLabel = profiles.SelectMany(profile => Keys(profile).Select(key => (key, profile))).ToLookup(pair => pair.key, pair => pair.profile);
    }

    /// <summary>The profiles that speak about an object, in no particular order.</summary>
    /// <param name="kind">The object's kind.</param>
    /// <param name="ns">The object's namespace; empty for a cluster-scoped object.</param>
    /// <param name="namespaceLabels">The labels of that namespace; null when there are none or it is not known.</param>
    public ImmutableArray<SafetyProfile> About(GroupKind kind, string ns, ManifestNode? namespaceLabels)
    {
        var labelled = ns.Length == 0 ? [] : (namespaceLabels?.Members ?? []).SelectMany(label => _byLabel[(label.Name, label.Value.Text)]);
        return [.. _others.Concat(labelled).Where(profile => profile.AppliesTo(kind, ns, namespaceLabels))];
    }

    // The first requirement that only a label with one of some values meets.
    private static ImmutableArray<(string Label, string Value)> Keys(SafetyProfile profile) =>
        [.. (profile.Namespaces?.Requirements ?? []).Where(requirement => requirement is { Operator: "In", Values.IsEmpty: false }).Take(1)
            .SelectMany(one => one.Values.Distinct(StringComparer.Ordinal).Select(value => (one.Key, value)))];
}

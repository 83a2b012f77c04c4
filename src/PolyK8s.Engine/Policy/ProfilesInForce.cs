using System.Collections.Immutable;

namespace PolyK8s.Engine.Policy;

/// <summary>The profiles of a view that can be used, as rules about profiles read them.</summary>
internal static class ProfilesInForce
{
    /// <summary>The profiles, in the order of their names; one with a mistake is not in force.</summary>
    public static IReadOnlyList<SafetyProfile> Of(ClusterView view) => view.Get(FromView.Instance);

    /// <summary>One profile; null when it has a mistake.</summary>
    public static SafetyProfile? Of(Manifests.Manifest? manifest) =>
        manifest is not null && SafetyProfileReader.Read(manifest, RuleBook.All) is { Faults.IsEmpty: true } read ? read.Profile : null;

    /// <summary>The rules a profile enforces.</summary>
    public static IEnumerable<string> Enforced(SafetyProfile profile) =>
        RuleBook.All.Rules.Select(rule => rule.Card.Id).Where(id => profile.ModeOf(id) == Mode.Enforce);

    private sealed class FromView : IProjection<IReadOnlyList<SafetyProfile>>
    {
        public static readonly FromView Instance = new();

        public ImmutableArray<GroupKind> Kinds { get; } = [SafetyProfile.GroupKind];

        public IReadOnlyList<SafetyProfile> Project(ClusterView view) =>
            [.. view.Of(SafetyProfile.GroupKind).All.OrderBy(m => m.Name, StringComparer.Ordinal).Select(m => ProfilesInForce.Of(m)).OfType<SafetyProfile>()];
    }
}

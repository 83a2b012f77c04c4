using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks.Zones;

namespace PolyK8s.Engine.Policy;

/// <summary>Every kind of policy, each with its reader: what refuses a broken policy at admission and reports one that is already there.</summary>
public static class PolicyKinds
{
    /// <summary>The kinds, in order of their names; a module adds its own here.</summary>
    public static ImmutableArray<PolicyKind> All { get; } =
    [
        new(CapabilityCeiling.GroupKind, (policy, _) => CapabilityCeilingReader.Read(policy).Faults),
        new(NetworkZone.Kind, (policy, _) => NetworkZoneReader.Read(policy).Faults),
        new(RolloutGuard.GroupKind, (policy, _) => RolloutGuardReader.Read(policy).Faults),
        new(SafetyException.GroupKind, (policy, book) => SafetyExceptionReader.Read(policy, book).Faults),
        new(SafetyProfile.GroupKind, (policy, book) => SafetyProfileReader.Read(policy, book).Faults),
        new(SchemaConstraint.GroupKind, (policy, _) => SchemaConstraintReader.Read(policy).Faults),
    ];

    /// <summary>The kind of a policy; null for an object that is none.</summary>
    public static PolicyKind? Of(Manifest manifest) => All.FirstOrDefault(kind => kind.Kind.Kind == manifest.Kind && kind.Kind.Group == manifest.Group);
}

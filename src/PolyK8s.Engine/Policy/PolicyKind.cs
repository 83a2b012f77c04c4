using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Policy;

/// <summary>One kind of policy and how its mistakes are found.</summary>
/// <param name="Kind">The kind in the API.</param>
/// <param name="Faults">Every mistake in one policy of the kind; a policy with mistakes must not be used.</param>
public sealed record PolicyKind(GroupKind Kind, Func<Manifest, RuleBook, ImmutableArray<PolicyFault>> Faults);

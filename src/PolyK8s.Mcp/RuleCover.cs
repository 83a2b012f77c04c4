using System.Collections.Immutable;
using PolyK8s.Engine;

namespace PolyK8s.Mcp;

/// <summary>Changes a rule looks at, the kinds with the same operations taken together.</summary>
/// <param name="Operations">The operations.</param>
/// <param name="Kinds"><c>Kind</c> of the core group or <c>Kind.group</c>; <c>*</c> for any.</param>
/// <param name="Subresource">The subresource; empty for the object itself, <c>*</c> for both.</param>
internal sealed record RuleCover(ImmutableArray<Operation> Operations, ImmutableArray<string> Kinds, string Subresource)
{
    /// <summary>What a rule covers.</summary>
    public static ImmutableArray<RuleCover> Of(RuleCard card) =>
        [.. card.Scopes
            .GroupBy(scope => (Operations: string.Join(',', scope.Operations), scope.Subresource))
            .Select(alike => new RuleCover(alike.First().Operations, [.. alike.Select(Kind)], alike.Key.Subresource))];

    /// <inheritdoc />
    public override string ToString() =>
        $"{string.Join(", ", Operations.Select(operation => operation.ToString().ToUpperInvariant()))} of {string.Join(", ", Kinds)}{(Subresource.Length == 0 ? "" : $" ({Subresource})")}";

    private static string Kind(RuleScope scope) =>
        scope is { Kind: "*", Group: "*" } ? "*" : new GroupKind(scope.Group, scope.Kind).ToString();
}

using System.Collections.Immutable;

namespace PolyK8s.Engine;

/// <summary>A set of changes: kinds, operations and subresources.</summary>
/// <param name="Group">The API group; <c>*</c> for any.</param>
/// <param name="Kind">The kind of the object; <c>*</c> for any.</param>
/// <param name="Operations">The operations.</param>
/// <param name="Subresource">The subresource; empty for the object itself and for what writes its spec (see <see cref="Change.WritesPodSpec"/>), <c>*</c> for both.</param>
public sealed record RuleScope(string Group, string Kind, ImmutableArray<Operation> Operations, string Subresource = "")
{
    /// <summary>Writes of the object itself: create and update.</summary>
    public static RuleScope Writes(string group, string kind) => new(group, kind, [Operation.Create, Operation.Update]);

    /// <summary>Whether the change is in the set.</summary>
    public bool Covers(Change change) =>
        Operations.Contains(change.Operation)
        && (Subresource == "*" || Subresource == change.Subresource || (Subresource.Length == 0 && change.WritesPodSpec))
        && (Kind == "*" || Kind == change.Object.Kind)
        && (Group == "*" || Group == change.Object.Group);
}

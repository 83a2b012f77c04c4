using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Mutation;

/// <summary>Whether an object may replace another.</summary>
/// <remarks>Only what an update changes is judged; whether the new object is valid by itself is said by <see cref="FieldValidation"/>.</remarks>
public static class UpdateValidation
{
    /// <summary>The errors in the order the server lists them; empty for a valid update, and for what the table does not know.</summary>
    /// <param name="before">The object before.</param>
    /// <param name="after">The object after.</param>
    public static ImmutableArray<FieldError> Of(Manifest before, Manifest after)
    {
        var kind = new GroupKind(after.Group, after.Kind);
        if (kind != new GroupKind(before.Group, before.Kind))
        {
            return [];
        }

        var change = new Transition(before, after);
        MetadataUpdates.Check(change, kind, ClusterScopedKinds.Contains(kind));

        // Two versions of a kind may name the same field otherwise.
        if (before.ApiVersion == after.ApiVersion && UpdateTable.ByKind.TryGetValue(kind, out var rows))
        {
            foreach (var row in rows)
            {
                row(change);
            }
        }

        return [.. change.After.Errors.Distinct()];
    }
}

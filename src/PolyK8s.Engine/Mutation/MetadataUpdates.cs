using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Mutation;

/// <summary>What identifies an object.</summary>
/// <remarks>
/// Mirrors <c>rest.BeforeUpdate</c> of k8s.io/apiserver and <c>ValidateObjectMetaUpdate</c> of k8s.io/apimachinery: what is
/// left out is filled in from the request or from the object before.
/// </remarks>
internal static class MetadataUpdates
{
    /// <summary>The name, the namespace, the uid and the version of the object that is replaced.</summary>
    public static void Check(Transition change, GroupKind kind, bool isClusterScoped)
    {
        var metadata = change.New("metadata");
        Version(change, kind);
        var (name, space) = (metadata["name"], metadata["namespace"]);
        if (change.Old("metadata.name") is { Text.Length: > 0 } oldName && name.Text != oldName.Text)
        {
            name.InvalidText(Rows.Immutable);
        }

        if (space.Text.Length > 0 && !isClusterScoped && change.Old("metadata.namespace") is { } oldSpace && space.Text != oldSpace.Text)
        {
            space.InvalidText(Rows.Immutable);
        }

        foreach (var (field, detail) in new[] { ("uid", Rows.Immutable), ("resourceVersion", "the object has been modified; please apply your changes to the latest version and try again") })
        {
            if (metadata[field] is { Text.Length: > 0 } given && change.Old($"metadata.{field}") is { Text.Length: > 0 } old && given.Text != old.Text)
            {
                given.InvalidText(detail);
            }
        }

        Deletion(change, metadata);
    }

    // Only a request to delete marks an object as deleted; from then on nobody may add what its deletion waits for.
    private static void Deletion(Transition change, Field metadata)
    {
        var (at, seconds) = (metadata["deletionTimestamp"], metadata["deletionGracePeriodSeconds"]);
        var isDeleted = change.Old("metadata.deletionTimestamp") is not null;
        if (!isDeleted && at.IsSet)
        {
            at.InvalidText(Rows.Immutable);
        }

        if (seconds.IsSet && change.Old("metadata.deletionGracePeriodSeconds")?.Text != seconds.Node!.Text)
        {
            seconds.InvalidNumber(Rows.Immutable);
        }

        var added = metadata["finalizers"].Texts().Except(change.Before.TextsAt("metadata", "finalizers"), StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (isDeleted && added.Length > 0)
        {
            metadata["finalizers"].Forbidden($"no new finalizers can be added if the object is being deleted, found new finalizers []string{{{GoText.List(added)}}}");
        }
    }

    // An object that was read from the cluster and sent back without its version; `kubectl apply` sends the version itself.
    private static void Version(Transition change, GroupKind kind)
    {
        var version = change.New("metadata.resourceVersion");
        if (ConditionalUpdates.Concern(kind) && version.Text.Length == 0 && change.Old("metadata.resourceVersion") is { Text.Length: > 0 } && change.New("metadata.uid").Text.Length > 0)
        {
            version.Invalid("0", "must be specified for an update");
        }
    }
}

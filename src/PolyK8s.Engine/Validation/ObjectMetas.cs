using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation;

/// <summary>The metadata of every object.</summary>
/// <remarks>Mirrors <c>ValidateObjectMetaAccessor</c> of k8s.io/apimachinery <c>api/validation</c> and <c>ValidateObjectMeta</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class ObjectMetas
{
    /// <summary>The most bytes all annotations of an object may have together.</summary>
    private const int MostAnnotationBytes = 256 * 1024;

    private static readonly ImmutableArray<string> StandardFinalizers = ["kubernetes", "orphan", "foregroundDeletion"];

    /// <summary>The metadata of an object whose name must satisfy <paramref name="name"/>.</summary>
    /// <param name="metadata">The metadata.</param>
    /// <param name="name">The faults of a name.</param>
    /// <param name="prefixOfNamed">Whether the prefix of a generated name is read as a name beside a name, too: all but <c>ValidateObjectMetaWithOpts</c> do.</param>
    public static void Check(Field metadata, Func<string, ImmutableArray<string>> name, bool prefixOfNamed = true)
    {
        CheckAny(metadata, name, prefixOfNamed);
        foreach (var finalizer in metadata["finalizers"].Items())
        {
            StandardFinalizer(finalizer, finalizer);
        }
    }

    /// <summary>As <see cref="Check"/>, but finalizers need no group: what the server's storage checks of any object.</summary>
    public static void CheckAny(Field metadata, Func<string, ImmutableArray<string>> name, bool prefixOfNamed = true)
    {
        Name(metadata, name, prefixOfNamed);
        metadata["namespace"].MustIfAny(DnsNames.Label);
        LabelNames.Labels(metadata["labels"]);
        Annotations(metadata["annotations"]);
        Owners(metadata["ownerReferences"]);
        Finalizers(metadata["finalizers"]);
    }

    /// <summary>The metadata of what objects are made from: labels and annotations, and nothing else.</summary>
    /// <remarks>Mirrors <c>ValidateTemplateObjectMeta</c>.</remarks>
    public static void OfTemplate(Field metadata)
    {
        Annotations(metadata["annotations"]);
        LabelNames.Labels(metadata["labels"]);
        foreach (var (name, value) in metadata.Entries())
        {
            if (IsGiven(value) && name is not ("annotations" or "labels"))
            {
                metadata[name].Forbidden("cannot be set");
            }
        }
    }

    /// <summary>Annotation keys and their total size.</summary>
    public static void Annotations(Field annotations)
    {
        var bytes = 0L;
        foreach (var (key, value) in annotations.Entries())
        {
            foreach (var fault in LabelNames.KeyAnyCase(key))
            {
                annotations.Invalid(GoText.Quote(key), fault);
            }

            bytes += System.Text.Encoding.UTF8.GetByteCount(key) + System.Text.Encoding.UTF8.GetByteCount(value.Text);
        }

        if (bytes > MostAnnotationBytes)
        {
            annotations.TooLong(MostAnnotationBytes);
        }
    }

    /// <summary>A finalizer without a group must be one of Kubernetes' own.</summary>
    /// <remarks>Mirrors <c>validateKubeFinalizerName</c>.</remarks>
    public static void StandardFinalizer(Field finalizer, Field at)
    {
        if (!finalizer.Text.Contains('/', StringComparison.Ordinal) && !StandardFinalizers.Contains(finalizer.Text, StringComparer.Ordinal))
        {
            at.Invalid(GoText.Quote(finalizer.Text), "name is neither a standard finalizer name nor is it fully qualified");
        }
    }

    /// <summary>A finalizer's form.</summary>
    /// <remarks>Mirrors <c>ValidateFinalizerName</c>, which reports the list, not the item.</remarks>
    public static void Finalizer(Field finalizer, Field at)
    {
        foreach (var fault in LabelNames.Key(finalizer.Text))
        {
            at.Invalid(GoText.Quote(finalizer.Text), fault);
        }
    }

    // An empty list is something, an empty text or a zero is nothing.
    private static bool IsGiven(Field value) =>
        value.Node is { Kind: NodeKind.Array or NodeKind.Object } || value.Text.Length > 0 || value.Number != 0;

    private static void Name(Field metadata, Func<string, ImmutableArray<string>> check, bool prefixOfNamed)
    {
        var (name, generateName) = (metadata["name"], metadata["generateName"]);
        if (generateName.Text.Length > 0)
        {
            // Where nothing is generated it must only not break a path, unless the kind is validated whole once more.
            var weakly = (name.Text.Length > 0 && !prefixOfNamed) || (metadata.Before is { } before && !GeneratedNames.AreCheckedAgain(before));
            generateName.Must(text => DnsNames.Prefix(weakly ? DnsNames.PathSegment : check, text));
        }
        else if (name.Text.Length == 0)
        {
            name.Required("name or generateName is required");
        }

        name.MustIfAny(check);
    }

    private static void Owners(Field owners)
    {
        // The server drops what is there twice, with a warning.
        var different = owners.Items().Where((owner, i) => !owners.Items().Take(i).Any(earlier => SameJson.As(earlier.Node, owner.Node))).ToArray();
        foreach (var owner in different)
        {
            if (owner["apiVersion"].Text.Split('/') is not ([{ Length: > 0 }] or [_, { Length: > 0 }]))
            {
                owners["apiVersion"].Invalid(GoText.Quote(owner["apiVersion"].Text), "version must not be empty");
            }

            foreach (var name in (ReadOnlySpan<string>)["kind", "name", "uid"])
            {
                if (owner[name].Text.Length == 0)
                {
                    owners[name].Invalid("\"\"", "must not be empty");
                }
            }

            if (owner["apiVersion"].Text == "v1" && owner["kind"].Text == "Event")
            {
                owners.Invalid(GoText.Json(owner.Node), "/v1, Kind=Event is disallowed from being an owner");
            }
        }

        if (different.Where(owner => owner["controller"].IsTrue).ToArray() is [var first, var second, ..])
        {
            owners.InvalidJson($"Only one reference can have Controller set to true. Found \"true\" in references for {first["name"].Text} and {second["name"].Text}");
        }
    }

    private static void Finalizers(Field finalizers)
    {
        foreach (var finalizer in finalizers.Items())
        {
            Finalizer(finalizer, finalizers);
        }

        if (finalizers.Texts() is var texts && texts.Contains("orphan") && texts.Contains("foregroundDeletion"))
        {
            finalizers.InvalidJson("finalizer orphan and foregroundDeletion cannot be both set");
        }
    }
}

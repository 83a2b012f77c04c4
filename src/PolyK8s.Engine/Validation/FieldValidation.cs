using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation;

/// <summary>What the API server checks of an object beyond its schema, when it is created.</summary>
/// <remarks>
/// Mirrors <c>rest.BeforeCreate</c> of k8s.io/apiserver: first the kind's own validation, and only if that finds nothing,
/// the metadata once more in the weaker way that holds for every kind. Decoding comes before: a value of the wrong type
/// counts as missing here. What needs more than the object (the namespace in the URL, admission plug-ins, other
/// objects, allocation of addresses and ports) is not checked.
/// </remarks>
public static class FieldValidation
{
    /// <summary>Whether the kind's own validation is known.</summary>
    public static bool Knows(GroupKind kind) => KindValidators.ByKind.ContainsKey(kind);

    /// <summary>The errors in the order the server lists them; empty for a valid object.</summary>
    public static ImmutableArray<FieldError> Of(Manifest manifest)
    {
        var root = Field.Root(manifest.Root);
        if (KindValidators.ByKind.TryGetValue(new(manifest.Group, manifest.Kind), out var check))
        {
            check(root);
        }

        if (root.Errors.Count == 0 && !(manifest.Group.Length == 0 && manifest.Kind == "LimitRange"))
        {
            ObjectMetas.CheckAny(root["metadata"], DnsNames.PathSegment);
        }

        return [.. root.Errors];
    }
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation;

/// <summary>What the API server checks of an object beyond its schema.</summary>
/// <remarks>
/// Mirrors <c>rest.BeforeCreate</c> of k8s.io/apiserver: the kind's own validation, and where that leaves out the
/// metadata, the metadata in the weaker way that holds for every kind. Decoding comes before: a value of the wrong type
/// counts as missing here. What needs more than the object (the namespace in the URL, admission plug-ins, other
/// objects, allocation of addresses and ports) is not checked.
/// </remarks>
public static class FieldValidation
{
    private static readonly FrozenSet<GroupKind> WithoutMetadata = new GroupKind[] { new("", "Event"), new("certificates.k8s.io", "CertificateSigningRequest"), new("policy", "PodDisruptionBudget") }.ToFrozenSet();

    /// <summary>Whether the kind's own validation is known, in its stable version.</summary>
    public static bool Knows(GroupKind kind) => KindValidators.ByKind.ContainsKey(kind);

    /// <summary>The errors in the order the server lists them; empty for a valid object.</summary>
    /// <param name="manifest">The object.</param>
    /// <param name="before">The object it replaces; null when it is created. What an update may not change is not checked.</param>
    public static ImmutableArray<FieldError> Of(Manifest manifest, Manifest? before = null)
    {
        var root = Field.Root(manifest.Root, before?.Root);
        var kind = new GroupKind(manifest.Group, manifest.Kind);
        if (KindValidators.ByKind.TryGetValue(kind, out var check))
        {
            if (!IsStable(manifest.ApiVersion))
            {
                return [];
            }

            check(root);
        }
        else if (IsCustom(kind.Group))
        {
            ObjectMetas.CheckAny(root["metadata"], DnsNames.Subdomain);
        }

        if (root.Errors.Count == 0 && WithoutMetadata.Contains(kind))
        {
            ObjectMetas.CheckAny(root["metadata"], DnsNames.PathSegment);
        }

        // A namespace written into an object that lives in none is dropped before.
        var isClusterScoped = ClusterScopedKinds.Contains(kind);
        return [.. root.Errors.Where(error => !isClusterScoped || error.Path != "metadata.namespace")];
    }

    // The fields of an alpha or beta version may be others than those the validators read.
    private static bool IsStable(string apiVersion) =>
        !apiVersion.Contains("alpha", StringComparison.Ordinal) && !apiVersion.Contains("beta", StringComparison.Ordinal);

    // The groups of Kubernetes have no dot or end in .k8s.io, a suffix nobody else may use without its approval.
    private static bool IsCustom(string group) =>
        group.Contains('.', StringComparison.Ordinal) && !group.EndsWith(".k8s.io", StringComparison.Ordinal);
}

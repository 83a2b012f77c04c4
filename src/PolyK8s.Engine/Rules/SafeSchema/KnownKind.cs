// SafeSchema/known-kind
//
// The kind of an object must exist in the version of Kubernetes it is meant for.
//
// A kind can be misspelled (`Deploymnt`), belong to another group (`v1 Deployment`), or have been removed by an upgrade
// (`extensions/v1beta1 Ingress` is gone since 1.22). The server then knows nothing of the object at all: a whole release stops
// half-way. This rule names the kind that was probably meant, or the replacement and the version that removed the old one.
// Kinds that still work and are deprecated are a warning.
//
// Fields read: apiVersion, kind. A kind is known when it is built in, or when a CustomResourceDefinition in the cluster or
// beside the object defines it. A kind that a definition defines in other versions only is unknown in this one. A kind nobody
// here defines is not judged; that is said, because nothing of it is checked, with a warning when its name is close to another's.
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas;

namespace PolyK8s.Engine.Rules.SafeSchema;

/// <summary>Kinds exist.</summary>
public sealed class KnownKind : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeSchema/known-kind",
        Title = "the kind exists in the version of Kubernetes it is meant for",
        Why = "A misspelled or removed kind is refused by the API server as a whole, in the middle of a release.",
        Reads = "apiVersion and kind, the built-in kinds of the Kubernetes version judged for, and the CustomResourceDefinitions in the cluster and beside the object. The witness holds both, and the replacement.",
        Allows = "Built-in kinds and kinds that a definition defines. Use the apiVersion and kind that the finding names.",
        Scopes = [RuleScope.Writes("*", "*")],
        Severity = Severity.Error,
        Theorem = "SafeSchema.AMissingSchemaIsReported",
        RepeatsApiServer = true,
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        if (change.After is not { } after)
        {
            return [];
        }

        var version = KindLookup.VersionOf(after);
        var minor = view.Schemas.Minor;
        var retired = RetiredKind.Find(after.Group, version, after.Kind);
        if (KindLookup.Find(change, view) is { } known)
        {
            return known is { IsCustom: true } && known.Table[known.Root].Shape == Shape.Anything ? [NotChecked(after, null)]
                : retired is not null && retired.Deprecated <= minor ? [Deprecated(after, retired)] : [];
        }

        return retired?.Removed is { } removed && removed <= minor ? [Removed(after, retired, removed)]
            : after.Group == ClusterView.PolicyGroup ? []
            : IsOurs(after.Group, view) || IsDefined(after, change, view) ? [Unknown(after, change, view)]
            : [NotChecked(after, NearestName.Of(after.Kind, KindLookup.All(change, view).Where(k => k.Group == after.Group).Select(k => k.Kind).Distinct()))];
    }

    /// <summary>Whether only built-in kinds can live in a group: it has some, or it has no dot, as no group of a definition may.</summary>
    private static bool IsOurs(string group, ClusterView view) =>
        !group.Contains('.', StringComparison.Ordinal) || view.Schemas.Kinds.Any(k => !k.IsCustom && k.Group == group);

    /// <summary>Whether a definition defines the kind, in other versions: it names all that are served.</summary>
    private static bool IsDefined(Manifest after, Change change, ClusterView view) =>
        KindLookup.All(change, view).Any(k => k.IsCustom && k.Kind == after.Kind && k.Group == after.Group);

    private static Finding Deprecated(Manifest manifest, RetiredKind retired) => About(manifest, Severity.Warning, "deprecated kind",
        $"`{manifest.ApiVersion} {manifest.Kind}` is deprecated since 1.{retired.Deprecated}{(retired.Removed is { } removed ? $" and removed in 1.{removed}" : "")}",
        retired.Instead.Length > 0 ? $"use `{retired.Instead}`" : "do without it",
        retired.Instead);

    private static Finding Removed(Manifest manifest, RetiredKind retired, int removed) => About(manifest, Severity.Error, "removed kind",
        $"no matches for kind `{manifest.Kind}` in version `{manifest.ApiVersion}`: it was removed in 1.{removed}",
        $"use `{retired.Instead}`",
        retired.Instead);

    private static Finding Unknown(Manifest manifest, Change change, ClusterView view)
    {
        var named = KindLookup.All(change, view).Where(k => k.Kind == manifest.Kind).Select(k => $"{k.ApiVersion} {k.Kind}").ToArray();
        var near = named.Length > 0
            ? NearestName.Of($"{manifest.ApiVersion} {manifest.Kind}", named) ?? named[0]
            : NearestName.Of(manifest.Kind, KindLookup.All(change, view).Select(k => k.Kind).Distinct()) is { } kind
                ? KindLookup.All(change, view).Where(k => k.Kind == kind).OrderBy(k => k.Group == manifest.Group ? 0 : 1).Select(k => $"{k.ApiVersion} {k.Kind}").First()
                : "";
        return About(manifest, Severity.Error, "unknown kind",
            $"no matches for kind `{manifest.Kind}` in version `{manifest.ApiVersion}` of Kubernetes 1.{view.Schemas.Minor}",
            near.Length > 0 ? $"did you mean `{near}`?" : "name a kind that exists, or give the definition of this one",
            near);
    }

    // A group may have kinds that no definition here defines: a name close to one that is defined is worth a warning, no more.
    private static Finding NotChecked(Manifest manifest, string? near) => About(manifest, near is null ? Severity.Info : Severity.Warning, "not checked",
        $"there is no schema for `{manifest.ApiVersion} {manifest.Kind}`: nothing of its structure was checked",
        near is null ? "give its CustomResourceDefinition" : $"did you mean `{near}`? else give its CustomResourceDefinition",
        "");

    private static Finding About(Manifest manifest, Severity severity, string reason, string detail, string fix, string instead) => new()
    {
        Severity = severity,
        Reason = reason,
        Detail = detail,
        Path = severity == Severity.Info ? "" : manifest.Root["kind"] is null ? "" : "kind",
        At = manifest.Root["kind"] ?? manifest.Root,
        Key = $"{manifest.ApiVersion} {manifest.Kind}",
        Witness = ManifestNode.Object(
            ("apiVersion", ManifestNode.Of(manifest.ApiVersion)),
            ("kind", ManifestNode.Of(manifest.Kind)),
            ("instead", instead.Length > 0 ? ManifestNode.Of(instead) : null)),
        Fix = fix,
    };
}

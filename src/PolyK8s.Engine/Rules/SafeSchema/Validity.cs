// SafeSchema/validity: an object must pass the field validation of the API server.
//
// Intent. A manifest can conform to every published schema and still be refused by the server: a port of 70000, a mount
// of a volume that is not there, a selector that does not match its own template, a request above its limit. The server
// says so at deploy time; this rule says it before, in the server's own words.
//
// Looks at. The object itself, as it is created or as an update would leave it: names, labels and annotations of every
// kind, and the specs of the built-in kinds of the core, apps, batch, networking, rbac, policy, autoscaling, storage,
// discovery, admission registration, coordination, scheduling, node and resource groups. Missing fields count as
// what the server fills in.
//
// Allows. Whatever the server would accept. Not looked at: CEL expressions (they are not compiled), other objects,
// admission plug-ins, and what the server allocates (addresses, node ports).
//
// Witness: {value: the offending value or null, accepted: [the values that would be accepted, when they are a short list]}.
using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Rules.SafeSchema;

/// <summary>An object must pass the field validation of the API server.</summary>
public sealed class Validity : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeSchema/validity",
        Title = "an object must pass the field validation of the API server",
        Why = "a manifest can conform to its schema and still be refused when it is applied: a port out of range, a mount of a missing volume, a selector that does not match its template; found late, half a release is already applied",
        Reads = "the whole object, with the server's defaults for missing fields; the witness holds the offending value and the accepted values when they are few",
        Allows = "whatever the API server accepts; each error names the field, the kind of error, the value and what is wrong with it in the server's own words, and the fix names the nearest accepted value",
        Scopes = [RuleScope.Writes("*", "*")],
        Severity = Severity.Error,
        Theorem = "SafeSchema.EveryNoteHasAPlace",
        RepeatsApiServer = true,
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view) =>
        change.After is { } after && !IsNoObject(after, change, view) ? [.. FieldValidation.Of(after, change.Before).Distinct().Select(Found)] : ImmutableArray<Finding>.Empty;

    // The configuration of a tool, as `kustomization.yaml` is: of a kind nobody knows, and without the metadata every object has.
    private static bool IsNoObject(Manifest manifest, Change change, ClusterView view) =>
        manifest.Root["metadata"] is null && KindLookup.Find(change, view) is null;

    private static Finding Found(FieldError error) => new()
    {
        Reason = error.Type,
        Detail = string.Join(": ", new[] { error.Value, error.Detail }.Where(part => !string.IsNullOrEmpty(part))),
        Path = error.Path,
        Witness = ManifestNode.Object(
            ("value", error.IsMissing ? ManifestNode.Null : error.At ?? ManifestNode.Null),
            ("accepted", error.Accepted.IsEmpty ? null : ManifestNode.Array(error.Accepted))),
        Fix = FieldFixes.Of(error),
        At = error.At,
        Key = $"{error.Path}\n{error.Type}\n{error.Value}",
    };
}

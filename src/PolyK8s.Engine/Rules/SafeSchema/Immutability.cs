// SafeSchema/immutability: an update must not change what may not change.
//
// Intent. Some fields are decided once: the selector of a Deployment, the role of a binding, the data of an immutable
// ConfigMap, nearly all of a Pod. A manifest that changes one is valid by itself and still refused when it is applied,
// and the only way out is to delete the object and create it anew. This rule says so before.
//
// Looks at. The object before and the object after, as the server would store them: a field that is left out counts as its
// default, or as what it was before where the server restores it (the type of a Secret, the address of a Service).
// Equality (selectors, provisioners, parameters), lists of what alone may change (StatefulSet, Pod), conditions
// (`immutable`, a suspended Job, a bound claim), one-way changes (deadlines, scheduling gates) and what is set once
// (addresses, load balancer class). Of every kind: name, namespace, uid and resourceVersion.
//
// Allows. Every other change. A kind or field this rule does not know may change, and creation is not looked at.
//
// Witness: {before: the value before or null, after: the value after or null}; of two records only the members that
// differ, and nothing of the data of a Secret.
using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Mutation;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Rules.SafeSchema;

/// <summary>An update must not change what may not change.</summary>
public sealed class Immutability : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeSchema/immutability",
        Title = "an update must not change what may not change",
        Why = "a selector, a role reference, a storage class or the spec of a Pod is decided once; a manifest that changes it is valid by itself, and is refused when it is applied over the object that is there",
        Reads = "the object before and the object after, with the server's defaults and with what it restores from the object before; the witness holds the value before and after",
        Allows = "every change the API server accepts, and every field it is not known to protect; keep the value as it was, or delete the object and create it anew",
        Scopes = [new("*", "*", [Operation.Update])],
        Severity = Severity.Error,
        Theorem = "Ratchet.DeniedExactlyForANewError",
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view) =>
        change is { Operation: Operation.Update, Subresource: "", Before: { } before, After: { } after }
            ? [.. UpdateValidation.Of(before, after).Select(error => Found(error, before))]
            : ImmutableArray<Finding>.Empty;

    private static Finding Found(FieldError error, Manifest before)
    {
        var (old, now) = (At(before.Root, error.Path), error.IsMissing ? null : error.At);
        var isSecret = before is { Kind: "Secret", Group: "" } && error.Path == "data";
        return new()
        {
            Reason = error.Type,
            Detail = string.Join(": ", new[] { error.Value, error.Detail }.Where(part => !string.IsNullOrEmpty(part))),
            Path = error.Path,
            Witness = isSecret ? ManifestNode.Object() : ManifestNode.Object(("before", Beyond(old, now)), ("after", Beyond(now, old))),
            Fix = UpdateFixes.Of(before.Kind, error),
            At = error.At,
            Key = $"{error.Path}\n{error.Type}\n{error.Detail}",
        };
    }

    // Of two records, what the one has that the other has not.
    private static ManifestNode Beyond(ManifestNode? one, ManifestNode? other) =>
        one is { Kind: NodeKind.Object } && other is { Kind: NodeKind.Object }
            ? ManifestNode.Object([.. one.Members.Where(member => !SameJson.As(member.Value, other[member.Name]))])
            : one ?? ManifestNode.Null;

    private static ManifestNode? At(ManifestNode before, string path) =>
        path.Contains('[', StringComparison.Ordinal) ? null : before.At(path.Split('.'));
}

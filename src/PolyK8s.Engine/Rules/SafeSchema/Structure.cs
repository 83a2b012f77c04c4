// SafeSchema/structure
//
// Every field of an object must be one its kind has, and hold the type of value that field takes.
//
// A misspelled field is the mistake that hurts most, because without strict validation the API server drops it without a
// word: the Deployment with `replcias: 3` runs one replica. This rule refuses what the API server's strict decoder refuses:
// unknown fields (with the name that was probably meant), text where a number belongs, numbers that do not fit the field,
// malformed quantities, times, durations and base64. Null is taken as the server takes it: as an absent field.
//
// Custom resources are held to the structural schema of their CustomResourceDefinition, which the server enforces as a whole:
// required fields, enums, patterns, bounds, formats, sets and map-like lists without repetition.
//
// Fields read: all. Nothing of an object is left out, and nothing but the object and its schema is looked at.
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas;
using PolyK8s.Engine.Schemas.Custom;

namespace PolyK8s.Engine.Rules.SafeSchema;

/// <summary>Objects have the structure of their kind.</summary>
public sealed class Structure : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeSchema/structure",
        Title = "every field exists in its kind and holds the type of value it takes",
        Why = "A misspelled field is dropped without a word by a server that is not asked to be strict, and a value of the wrong type is refused only when it is applied.",
        Reads = "The whole object, and the schema of its kind: built in, or of a CustomResourceDefinition in the cluster or beside it. The witness names the path and the type found there.",
        Allows = "Fields the kind declares, with values of their types. Correct the name or the value.",
        Scopes = [RuleScope.Writes("*", "*")],
        Severity = Severity.Error,
        Theorem = "SafeSchema.AcceptsExactlyWhatConforms",
        RepeatsApiServer = true,
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        if (change.After is not { } after)
        {
            return [];
        }

        var repeated = after.Repeated.Select(RepeatedKeyFindings.Of);
        return KindLookup.Find(change, view) is { } kind ? repeated.Concat(Of(change, after, kind, view)) : repeated;
    }

    private static IEnumerable<Finding> Of(Change change, Manifest after, KindSchema kind, ClusterView view)
    {
        return StructureFindings.Of(after.Root, kind)
            .Concat(CustomDefinition.Is(after) ? OfDefinition(CustomDefinition.Read(after, view.Schemas), after) : [])
            .Concat(kind.HasExpressions && !IsSaidElsewhere(change, kind) ? [NotEvaluated(after.Root, $"{kind.Plural}.{kind.Group}")] : []);
    }

    private static IEnumerable<Finding> OfDefinition(CustomDefinition definition, Manifest manifest) =>
        definition.Faults
            .Select(fault => About(manifest.Root["spec"] ?? manifest.Root, Severity.Warning, "schema cannot be read", fault, "correct the schema"))
            .Concat(definition.Kinds.Any(k => k.HasExpressions) ? [NotEvaluated(manifest.Root, manifest.Name)] : []);

    // Once for each definition: by the definition itself where it is in the request, else by the first object of its kind.
    private static bool IsSaidElsewhere(Change change, KindSchema kind) => change.Part is { Request: var request } part
        ? !ReferenceEquals(request.Of(new(kind.Group, kind.Kind)).FirstOrDefault(), request.All[part.Index]) || request.Of(CustomDefinition.Definition).Any(b => Defines(b, kind))
        : change.Beside.Any(b => Defines(b, kind));

    private static bool Defines(Manifest manifest, KindSchema kind) =>
        CustomDefinition.Is(manifest) && CustomDefinition.Defined(manifest) == new GroupKind(kind.Group, kind.Kind);

    private static Finding NotEvaluated(ManifestNode at, string definition) =>
        About(at, Severity.Info, "expressions not evaluated", $"the `x-kubernetes-validations` of definition `{definition}` are not evaluated", "let the API server check them with a dry run");

    private static Finding About(ManifestNode at, Severity severity, string reason, string detail, string fix) => new()
    {
        Severity = severity,
        Reason = reason,
        Detail = detail,
        Path = "",
        At = at,
        Key = detail,
        Witness = ManifestNode.Object(),
        Fix = fix,
    };
}

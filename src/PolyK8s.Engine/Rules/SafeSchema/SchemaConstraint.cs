// SafeSchema/schema-constraint
//
// An object must conform to the extra schema that SchemaConstraints ask of its kind in its namespace.
//
// Intent. The API server asks only what every cluster needs. A platform asks more: an owner label, a registry, limits on
// every container. A SchemaConstraint says so as a structural schema, the one language every CustomResourceDefinition is
// written in, with a message for whoever violates it.
//
// Looks at. The SchemaConstraints of the cluster, the labels of the namespace, and all fields of the object that a schema
// names; what a schema does not name is none of its business. A constraint for Pods is asked of the Pods that a workload
// makes, with the defaults they would get, at the field path of the workload: a Deployment that passes never has its Pods
// refused.
//
// Allows. Objects that conform, and every object that no constraint matches.
//
// Witness: {constraint, path, found}: the constraint, the path in the object and the type found there.
using PolyK8s.Engine.Defaulting;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Policy;
using PolyK8s.Engine.Schemas;
using PolyK8s.Engine.Workloads;

namespace PolyK8s.Engine.Rules.SafeSchema;

/// <summary>Objects conform to what SchemaConstraints ask of their kind.</summary>
public sealed class SchemaConstraint : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeSchema/schema-constraint",
        Title = "an object conforms to the SchemaConstraints of its kind and namespace",
        Why = "a platform asks more of objects than the API server does: labels, registries, limits; what is only written down is forgotten with the next manifest",
        Reads = "the SchemaConstraints, the labels of the namespace and the fields that the schemas name; of a workload also the Pods it makes; the witness names the constraint, the path and the type found there",
        Allows = "objects that conform, and objects that no constraint matches; correct the field that is named",
        Scopes = [RuleScope.Writes("*", "*")],
        Severity = Severity.Error,
        Theorem = "SafeSchema.AcceptsExactlyWhatConforms",
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var book = view.Get(ConstraintBook.FromView.Only);
        if (change.After is not { } after || book.All.IsEmpty)
        {
            return [];
        }

        var pod = after is { Kind: "Pod", Group: "" } || book.For(Pods).IsEmpty ? null : PodTemplate.Of(after);
        return Of(after, after.Root, "", book, view).Concat(pod is null ? [] : OfPods(pod, after, book, view));
    }

    private static readonly GroupKind Pods = new("", "Pod");

    private static IEnumerable<Finding> OfPods(PodTemplate template, Manifest maker, ConstraintBook book, ClusterView view)
    {
        var pod = new Manifest(ManifestNode.Object(
            ("apiVersion", ManifestNode.Of("v1")), ("kind", ManifestNode.Of("Pod")), ("metadata", template.Metadata), ("spec", template.Spec))).InNamespace(maker.Namespace);
        var matching = NamespaceMatch.Of(book.For(Pods), pod.Namespace, view).Matching;
        return Of(pod, Defaulting.Defaults.Created(pod.Root, matching, book, view.Schemas.Find("", "v1", "Pod")), template.Path[..^"spec".Length], book, view);
    }

    private static IEnumerable<Finding> Of(Manifest subject, ManifestNode root, string above, ConstraintBook book, ClusterView view)
    {
        var kind = new GroupKind(subject.Group, subject.Kind);
        var match = NamespaceMatch.Of([.. book.For(kind).Where(c => c.Schema is not null)], subject.Namespace, view);
        return match.Matching
            .SelectMany(c => StructureFindings.Of(root, SchemaOf(c.Schema!, subject)).Select(finding => Said(finding, c, above)))
            .Concat(match.Unknown.Select(c => NotKnown(c, subject)));
    }

    private static KindSchema SchemaOf(ExtraSchema schema, Manifest subject) =>
        new(subject.Group, KindLookup.VersionOf(subject), subject.Kind, "", Namespaced: true, schema.Table, schema.Root);

    private static Finding Said(Finding finding, Policy.SchemaConstraint constraint, string above)
    {
        var path = above + finding.Path;
        return finding with
        {
            Detail = $"{(constraint.Message.Length > 0 ? $"{constraint.Message}: " : "")}{finding.Detail} (constraint `{constraint.Name}`)",
            Path = path,
            Key = $"{constraint.Name}\n{path}\n{finding.Reason}",
            Witness = ManifestNode.Object([new("constraint", ManifestNode.Of(constraint.Name)), .. finding.Witness.Members.Select(m => m.Name == "path" ? new(m.Name, ManifestNode.Of(path)) : m)]),
        };
    }

    private static Finding NotKnown(Policy.SchemaConstraint constraint, Manifest subject) => new()
    {
        Severity = Severity.Info,
        Reason = "namespace not known",
        Detail = $"constraint `{constraint.Name}` selects namespaces by labels, and those of `{subject.Namespace}` are not known",
        Path = "",
        At = subject.Root,
        Key = $"{constraint.Name}\nnamespace not known",
        Witness = ManifestNode.Object(("constraint", ManifestNode.Of(constraint.Name)), ("namespace", ManifestNode.Of(subject.Namespace))),
        Fix = "give the Namespace among the cluster's objects (`--state`, `--live`, or `state`)",
    };
}

using PolyK8s.Engine.Indexes;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;

namespace PolyK8s.Engine.Rules.SafeGraph;

// SafeGraph/wave-before-definition
//
// Nothing is applied before what defines it. A custom resource in an earlier wave than its CustomResourceDefinition, an
// object in an earlier wave than its Namespace, or a PreSync or pre-install hook that needs either from the ordinary
// objects: the sync fails at the first wave, each time.
//
// Looked at: `argocd.argoproj.io/sync-wave`, `argocd.argoproj.io/hook`, `helm.sh/hook` and `helm.sh/hook-weight` of the
// object, of its Namespace and of the definition of its kind.
//
// Allowed: the same wave or an earlier one for what defines, and definitions and namespaces that are not in the cluster or
// the request: they may come from elsewhere. Argo CD puts Namespaces first in their wave by itself.

/// <summary>Objects in an earlier wave than their definition or Namespace.</summary>
public sealed class WaveBeforeDefinition : IRule
{

    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeGraph/wave-before-definition",
        Title = "nothing is applied before what defines it",
        Why = "an object that is applied before its CustomResourceDefinition or Namespace is refused, and the waves that would create them never begin",
        Reads = "waves and hooks of the object, its Namespace and the definition of its kind; the witness has both objects and their stages",
        Allows = "definitions and namespaces in the same wave or an earlier one, or from elsewhere",
        Scopes = [RuleScope.Writes("*", "*")],
        Severity = Severity.Error,
        Theorem = "GraphLayers.AnInversionMeansNoSchedule",
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var subject = change.Object;
        if (SyncStage.Of(subject) is not { } stage)
        {
            yield break;
        }

        var world = change.WorldAfter(view);
        foreach (var definer in Definers(subject, world))
        {
            if (SyncStage.Of(definer) is { } later && later.IsAfter(stage))
            {
                yield return Found(subject, stage, definer, later);
            }
        }
    }

    private static IEnumerable<Manifest> Definers(Manifest subject, ClusterView world)
    {
        if (subject.Namespace.Length > 0 && world.Of("", "Namespace").Find("", subject.Namespace) is { } ns)
        {
            yield return ns;
        }

        foreach (var definition in DefinitionsOf.KindOf(subject, world))
        {
            yield return definition;
        }
    }

    private static Finding Found(Manifest subject, SyncStage stage, Manifest definer, SyncStage later) => new()
    {
        Reason = "applied before what defines it",
        Detail = $"it is in {stage}, `{ObjectKey.Of(definer)}` in {later}",
        Path = AnnotationPath.Of(stage.Source ?? OrderedObject.WaveAnnotation),
        At = stage.Source is null ? null : subject.Root.At("metadata", "annotations", stage.Source),
        Key = ObjectKey.Of(definer).ToString(),
        Witness = ManifestNode.Object(
            ("object", ObjectKey.Of(subject).AsWitness()), ("stage", ManifestNode.Of(stage.ToString())),
            ("definedBy", ObjectKey.Of(definer).AsWitness()), ("definedIn", ManifestNode.Of(later.ToString()))),
        Fix = $"put `{ObjectKey.Of(definer)}` into the same wave or an earlier one",
    };
}

using PolyK8s.Engine.Indexes;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;

namespace PolyK8s.Engine.Rules.SafeGraph;

// SafeGraph/wave-before-definition
//
// Nothing is applied before what it needs. A custom resource in an earlier wave than its CustomResourceDefinition, an object
// in an earlier wave than its Namespace, a PreSync or pre-install hook that needs either from the ordinary objects: it is
// refused, each time. A hook, or a workload in a wave, whose Pods need a ConfigMap, Secret, ServiceAccount, claim or Service
// of a later one: they never become ready, and the later one never begins.
//
// Looked at: `argocd.argoproj.io/sync-wave`, `argocd.argoproj.io/hook`, `helm.sh/hook` and `helm.sh/hook-weight` of the
// object, of its Namespace, of the definition of its kind, and of what its Pods name or wait for.
//
// Argo CD applies Namespaces and definitions together with the first object of its Application that needs them, whatever
// their waves. Where its waves say otherwise, that is a warning, and where the definition names no wave at all, a note.
//
// Allowed: the same wave or an earlier one for what is needed, and what is not in the cluster or the request: it may come
// from elsewhere. What is in the cluster already keeps no Pod waiting. Helm waits for Jobs and Pods among its hooks only.

/// <summary>Objects in an earlier wave than their definition or Namespace, or than what their Pods need.</summary>
public sealed class WaveBeforeDefinition : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeGraph/wave-before-definition",
        Title = "nothing is applied before what it needs",
        Why = "an object that is applied before its CustomResourceDefinition or Namespace is refused, and Pods that need an object of a later wave never become ready: the waves that would create it never begin",
        Reads = "waves and hooks of the object, its Namespace, the definition of its kind, and of what its Pods name or wait for; the witness has both objects and their stages",
        Allows = "definitions, namespaces and what Pods need in the same wave or an earlier one, or from elsewhere",
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

        var world = change.Around(view);
        foreach (var definer in Definers(subject, world))
        {
            if (SyncStage.Of(definer) is { } later && later.IsAfter(stage))
            {
                yield return Found(subject, stage, definer, later);
            }
        }

        foreach (var need in LateNeed.Of(subject, change.ReferencesOf(subject), stage, world))
        {
            yield return Waits(subject, stage, need);
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

    private static Finding Found(Manifest subject, SyncStage stage, Manifest definer, SyncStage later)
    {
        var moved = MovedForward.Holds(stage, later);
        return new()
        {
            Severity = !moved ? Severity.Error : later.Source is null ? Severity.Info : Severity.Warning,
            Reason = "applied before what defines it",
            Detail = $"it is in {stage}, `{ObjectKey.Of(definer)}` in {later}{(moved ? "; Argo CD moves that forward within one Application, other tools do not" : "")}",
            Path = PathOf(stage),
            At = AnnotationOf(subject, stage),
            Key = ObjectKey.Of(definer).ToString(),
            Witness = ManifestNode.Object(
                ("object", ObjectKey.Of(subject).AsWitness()), ("stage", ManifestNode.Of(stage.ToString())),
                ("definedBy", ObjectKey.Of(definer).AsWitness()), ("definedIn", ManifestNode.Of(later.ToString()))),
            Fix = $"put `{ObjectKey.Of(definer)}` into the same wave or an earlier one",
        };
    }

    private static Finding Waits(Manifest subject, SyncStage stage, LateNeed need) => new()
    {
        Reason = "waits for what is applied after it",
        Detail = $"it is in {stage} and has to be ready before {need.Stage} begins, where `{need.Needed}` is (`{need.Path}`): {need.Because}",
        Path = PathOf(stage),
        At = AnnotationOf(subject, stage),
        Key = $"{need.Path} {need.Needed}",
        Witness = ManifestNode.Object(
            ("object", ObjectKey.Of(subject).AsWitness()), ("stage", ManifestNode.Of(stage.ToString())), ("path", ManifestNode.Of(need.Path)),
            ("needs", need.Needed.AsWitness()), ("neededIn", ManifestNode.Of(need.Stage.ToString()))),
        Fix = $"put `{need.Needed}` into the same wave or hook or an earlier one",
    };

    private static string PathOf(SyncStage stage) => AnnotationPath.Of(stage.Source ?? OrderedObject.WaveAnnotation);

    private static ManifestNode? AnnotationOf(Manifest subject, SyncStage stage) => stage.Source is null ? null : subject.Root.At("metadata", "annotations", stage.Source);
}

using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Ordering;

/// <summary>What one object says about the order in which it is to be applied.</summary>
/// <param name="Id">The object.</param>
/// <param name="Dependencies">What it names itself: depends-on entries and Flux dependencies.</param>
/// <param name="Groups">The kapp groups it is in.</param>
/// <param name="Rules">The kapp rules it states.</param>
/// <param name="Wave">Its Argo CD sync wave; 0 when it states none.</param>
/// <param name="StatesWave">Whether it states a wave.</param>
/// <param name="Metadata">The annotations, for places.</param>
public sealed record OrderedObject(
    ObjectId Id,
    ImmutableArray<Dependency> Dependencies,
    ImmutableArray<string> Groups,
    ImmutableArray<ChangeRule> Rules,
    int Wave,
    bool StatesWave,
    ManifestNode? Metadata)
{
    /// <summary>Argo CD's annotation of the wave an object is applied in; smaller waves come first and are waited for.</summary>
    public const string WaveAnnotation = "argocd.argoproj.io/sync-wave";

    /// <summary>Whether the object says anything about order.</summary>
    public bool IsOrdered => !Dependencies.IsEmpty || !Groups.IsEmpty || !Rules.IsEmpty || StatesWave;

    /// <summary>Reads an object.</summary>
    public static OrderedObject Of(Manifest manifest)
    {
        var id = ObjectId.Of(manifest);
        var annotations = manifest.Root.At("metadata", "annotations");
        var members = annotations?.Members ?? [];
        var wave = annotations?[WaveAnnotation];
        var statesWave = int.TryParse(wave?.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        return new(
            id,
            [.. Named(id, annotations?[DependsOn.Annotation]), .. FluxDependencies.Of(manifest)],
            [.. members.Where(m => ChangeRule.Is(m.Name, ChangeRule.GroupAnnotation)).Select(m => Filled(m.Value.Text, id))],
            [.. members.Where(m => ChangeRule.Is(m.Name, ChangeRule.RuleAnnotation)).Select(m => ChangeRule.Parse(m.Name, Filled(m.Value.Text, id))).OfType<ChangeRule>()],
            number,
            statesWave,
            annotations);
    }

    private static IEnumerable<Dependency> Named(ObjectId id, ManifestNode? annotation) =>
        annotation is null ? [] : DependsOn.Parse(annotation.Text).Targets.Select(target => new Dependency(id, target, DependsOn.Annotation, id, annotation));

    // kapp fills these placeholders with the object's own values.
    private static string Filled(string text, ObjectId id) => !text.Contains('{', StringComparison.Ordinal) ? text : text
        .Replace("{api-group}", id.Group, StringComparison.Ordinal)
        .Replace("{kind}", id.Kind, StringComparison.Ordinal)
        .Replace("{name}", id.Name, StringComparison.Ordinal)
        .Replace("{namespace}", id.Namespace, StringComparison.Ordinal);
}

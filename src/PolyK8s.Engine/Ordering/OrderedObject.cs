using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Ordering;

/// <summary>An object and all it says about the order in which it is to be applied.</summary>
/// <param name="Key">The object.</param>
/// <param name="Waits">The objects it names and waits for (cli-utils, Flux).</param>
/// <param name="Groups">Its kapp change groups, with the annotation of each.</param>
/// <param name="Rules">Its kapp change rules.</param>
/// <param name="App">The kapp application it belongs to; rules reach only objects of the same one.</param>
/// <param name="Wave">Its Argo CD sync wave; null when it names none, which counts as 0.</param>
/// <param name="Malformed">What of this cannot be read.</param>
public sealed record OrderedObject(
    ObjectKey Key,
    ImmutableArray<Wait> Waits,
    ImmutableArray<(string Group, string Source)> Groups,
    ImmutableArray<ChangeRule> Rules,
    string App,
    int? Wave,
    ImmutableArray<Malformed> Malformed)
{
    /// <summary>The annotation of Argo CD.</summary>
    public const string WaveAnnotation = "argocd.argoproj.io/sync-wave";

    private const string GroupAnnotation = "kapp.k14s.io/change-group";
    private const string RuleAnnotation = "kapp.k14s.io/change-rule";

    /// <summary>Whether it says anything at all.</summary>
    public bool SaysSomething => IsLinking || Malformed.Length > 0 || Wave is not null;

    /// <summary>Whether it ties itself to other objects: a wave alone is a number.</summary>
    public bool IsLinking => Waits.Length + Groups.Length + Rules.Length > 0;

    /// <summary>What an object says.</summary>
    public static OrderedObject Of(Manifest manifest)
    {
        var said = new Reader(manifest);
        foreach (var annotation in manifest.Root.At("metadata", "annotations")?.Members ?? [])
        {
            if (annotation.Value.Kind == NodeKind.String)
            {
                said.Add(annotation.Name, annotation.Value);
            }
        }

        return new(
            ObjectKey.Of(manifest),
            [.. said.Waits, .. FluxDependencies.Read(manifest)],
            [.. said.Groups],
            [.. said.Rules],
            manifest.Root.TextAt("metadata", "labels", "kapp.k14s.io/app") ?? "",
            said.Wave,
            [.. said.Malformed]);
    }

    private static bool IsOf(string family, string annotation) =>
        annotation.StartsWith(family, StringComparison.Ordinal) && (annotation.Length == family.Length || annotation[family.Length] == '.');

    private sealed class Reader(Manifest manifest)
    {
        public List<Wait> Waits { get; } = [];

        public List<(string Group, string Source)> Groups { get; } = [];

        public List<ChangeRule> Rules { get; } = [];

        public List<Malformed> Malformed { get; } = [];

        public int? Wave { get; private set; }

        public void Add(string name, ManifestNode value)
        {
            if (name == DependsOn.Annotation)
            {
                var (waits, malformed) = DependsOn.Read(value);
                Waits.AddRange(waits);
                Malformed.AddRange(malformed);
            }
            else if (IsOf(GroupAnnotation, name))
            {
                Groups.Add((Filled(value.Text.Trim()), name));
            }
            else if (IsOf(RuleAnnotation, name))
            {
                AddRule(name, value);
            }
            else if (name == WaveAnnotation)
            {
                AddWave(value);
            }
        }

        private void AddRule(string name, ManifestNode value)
        {
            if (ChangeRule.Parse(Filled(value.Text), name) is { } rule)
            {
                Rules.Add(rule);
            }
            else if (!ChangeRule.IsWellFormed(value.Text))
            {
                Malformed.Add(ChangeRule.NotARule(name, value));
            }
        }

        private void AddWave(ManifestNode value)
        {
            if (int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var wave))
            {
                Wave = wave;
            }
            else
            {
                Malformed.Add(new(AnnotationPath.Of(WaveAnnotation), value.Text, "it is no wave", "a whole number in quotes, as in `\"-1\"`", value));
            }
        }

        private string Filled(string text) => text.Contains('{', StringComparison.Ordinal)
            ? text.Replace("{name}", manifest.Name, StringComparison.Ordinal)
                .Replace("{namespace}", manifest.Namespace, StringComparison.Ordinal)
                .Replace("{kind}", manifest.Kind, StringComparison.Ordinal)
                .Replace("{api-group}", manifest.Group, StringComparison.Ordinal)
            : text;
    }
}

using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks.Reading;
using PolyK8s.Engine.Schemas;
using PolyK8s.Engine.Validation;
using PolyK8s.Engine.Validation.Networking;

namespace PolyK8s.Engine.Networks;

/// <summary>What is wrong with a network policy out of a file or a text, before anything is said about flows.</summary>
/// <param name="Faults">What the API server would refuse, one line each: an answer would be about a policy that cannot be.</param>
/// <param name="Notes">What it would drop without a word, one line each.</param>
public sealed record PolicyMistakes(ImmutableArray<string> Faults, ImmutableArray<string> Notes)
{
    private const string UnknownField = "unknown field";

    private static readonly ImmutableArray<string> WideFields = ["tier", "priority", "subject", "ingress", "egress"];

    /// <summary>The mistakes of some objects; those that are no network policies have none.</summary>
    public static PolicyMistakes Of(IEnumerable<Manifest> objects)
    {
        var each = objects.Select(Of).ToList();
        return new([.. each.SelectMany(m => m.Faults)], [.. each.SelectMany(m => m.Notes)]);
    }

    /// <summary>The objects that are given twice: only the last of them counts.</summary>
    public static IEnumerable<string> Twice(IEnumerable<Manifest> objects) => objects
        .GroupBy(o => (o.Group, o.Reference.Kind, o.Namespace, o.Name))
        .Where(same => same.Count() > 1 && same.Key.Name.Length > 0)
        .Select(same => $"{Place(same.Last(), null)}{same.Last().Reference} is given more than once; the last one counts");

    private static PolicyMistakes Of(Manifest manifest)
    {
        var kind = new GroupKind(manifest.Group, manifest.Kind);
        if (kind == NetworkPolicyReader.Kind)
        {
            var structure = SchemaPack.Newest.Find(kind.Group, KindLookup.VersionOf(manifest), kind.Kind) is { } schema ? StructureFindings.Of(manifest.Root, schema).ToList() : [];
            var errors = FieldValidation.Of(manifest);
            return new(
                [
                    .. structure.Where(f => f.Reason != UnknownField && errors.All(e => e.Path != f.Path)).Select(f => Line(manifest, f.At, $"{f.Path}: {f.Detail}")),
                    .. Lines(manifest, errors),
                ],
                [.. structure.Where(f => f.Reason == UnknownField).Select(f => Line(manifest, f.At, $"{f.Detail} is not looked at; {f.Fix}"))]);
        }

        if (kind != ClusterNetworkPolicyReader.Cluster && kind != ClusterNetworkPolicyReader.Admin && kind != ClusterNetworkPolicyReader.Baseline)
        {
            return new([], []);
        }

        var root = Field.Root(manifest.Root);
        ClusterPolicies.Check(root, kind.Kind);
        return new([.. Lines(manifest, root.Errors)], [.. (manifest.Root["spec"]?.Members ?? []).Where(m => !WideFields.Contains(m.Name)).Select(m => Line(manifest, m.Value, Dropped(m.Name)))]);
    }

    private static string Dropped(string field) =>
        $"{UnknownField} `spec.{field}` is not looked at; {(NearestName.Of(field, WideFields) is { } near ? $"did you mean `{near}`?" : "remove it")}";

    private static IEnumerable<string> Lines(Manifest manifest, IEnumerable<FieldError> errors) => errors.Select(error => Line(manifest, error.At, $"{error}"));

    private static string Line(Manifest manifest, ManifestNode? at, string text) => $"{Place(manifest, at)}{manifest.Reference}: {text}";

    private static string Place(Manifest manifest, ManifestNode? node) =>
        manifest.File.Length == 0 ? "" : (node ?? manifest.Root).Place is { IsKnown: true } place ? $"{manifest.File}:{place}: " : $"{manifest.File}: ";
}

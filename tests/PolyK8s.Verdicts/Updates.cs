using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Mutation;
using PolyK8s.Engine.Rules.SafeSchema;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Verdicts;

/// <summary>Updates, judged by structure, validity and immutability together.</summary>
internal static class Updates
{
    private static readonly Structure Structure = new();

    /// <summary>The definitions of the custom kinds among the cases: <c>widgets.crd.yaml</c>.</summary>
    public static ClusterView View(string folder) => ClusterView.Of(ManifestReader.Read(File.ReadAllBytes(Path.Combine(folder, "widgets.crd.yaml")), "widgets.crd.yaml").Manifests);

    /// <summary>What the three find, in the order a server asks: it decodes, then validates, then compares.</summary>
    public static Agreement Judged(Case update, ClusterView view)
    {
        var change = new Change(Operation.Update, update.Base, update.Object);
        var structure = Structure.Judge(change, view)
            .Where(f => f.Severity == Severity.Error)
            .Select(f => new FieldError(f.Path, f.Reason, null, f.Detail, f.At));
        return new(update, [.. structure, .. FieldValidation.Of(update.Object, update.Base), .. UpdateValidation.Of(update.Base, update.Object)]);
    }
}

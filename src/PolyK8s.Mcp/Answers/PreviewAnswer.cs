using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using PolyK8s.Engine.Defaulting;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Mcp.Answers;

/// <summary>The answer of <c>preview_mutation</c>.</summary>
/// <param name="ApiVersion">The version of this shape.</param>
/// <param name="Results">One result per object that something is added to or left out of, in input order.</param>
/// <param name="Unchanged">How many objects stay as they are.</param>
/// <param name="Omitted">How many results are left out for length.</param>
/// <param name="Notes">What else bears on the answer, one line each.</param>
internal sealed record PreviewAnswer(string ApiVersion, ImmutableArray<PreviewResult> Results, int Unchanged, int Omitted, ImmutableArray<string> Notes)
{
    /// <summary>The answer for readers.</summary>
    [JsonIgnore]
    public string Text => string.Join('\n', new[] { Sum }.Concat(Results.SelectMany(Lines)).Concat(Notes.Select(note => PlainText.Line($"note: {note}"))));

    private string Sum => string.Create(CultureInfo.InvariantCulture, $"objects with defaults or notes: {Results.Length}, unchanged: {Unchanged}, left out for length: {Omitted}");

    /// <summary>As many results as fit.</summary>
    public static PreviewAnswer Of(IReadOnlyCollection<(Manifest Written, Defaulted? Defaulted)> objects, IEnumerable<string> notes)
    {
        var told = objects.Where(o => o.Defaulted is { } d && !(d.Patch.IsEmpty && d.Notes.IsEmpty)).Select(o => PreviewResult.Of(o.Written, o.Defaulted!)).ToImmutableArray();
        var (kept, left) = (ImmutableArray.CreateBuilder<PreviewResult>(), Fitting.Budget);
        foreach (var result in told)
        {
            // The text beside it says the diff once more.
            var size = JsonSerializer.SerializeToUtf8Bytes(result, McpJson.Default.PreviewResult).Length + Encoding.UTF8.GetByteCount(result.Diff);
            if (size <= left)
            {
                left -= size;
                kept.Add(result);
            }
        }

        return new("poly-k8s/v1", kept.ToImmutable(), objects.Count - told.Length, told.Length - kept.Count, [.. notes]);
    }

    private static IEnumerable<string> Lines(PreviewResult result) =>
        new[] { $"{result.Object} (constraints: {string.Join(", ", result.Constraints)})" }.Concat(result.Diff.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Concat(result.Notes.Select(note => $"note: {note}"))
            .Select(PlainText.Line);
}

/// <summary>What defaults add to one object.</summary>
/// <param name="Object">The object.</param>
/// <param name="Patch">The additions as a JSON Patch; empty when there are none.</param>
/// <param name="Diff">The same as a unified diff.</param>
/// <param name="Constraints">The constraints that match and have defaults.</param>
/// <param name="Notes">Defaults that are left out, and why.</param>
internal sealed record PreviewResult(ObjectReference Object, ImmutableArray<PatchOperation> Patch, string Diff, ImmutableArray<string> Constraints, ImmutableArray<string> Notes)
{
    /// <summary>The result for an object.</summary>
    public static PreviewResult Of(Manifest written, Defaulted defaulted) =>
        new(written.Reference, defaulted.Patch, DefaultsDiff.Of(written, defaulted) ?? "", defaulted.Constraints, defaulted.Notes);
}

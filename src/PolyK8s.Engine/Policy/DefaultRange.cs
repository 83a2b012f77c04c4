using System.Collections.Immutable;

namespace PolyK8s.Engine.Policy;

/// <summary>Where a default may be set: not on what identifies an object, and not on what only the server writes.</summary>
internal static class DefaultRange
{
    // An object's own depth is bounded by the reader; no field of a built-in kind lies deeper than this.
    private const int Deepest = 32;

    /// <summary>What is wrong with a path; null when nothing is.</summary>
    public static string? Problem(ImmutableArray<DefaultStep> steps)
    {
        var text = DefaultPath.Text(steps);
        return steps switch
        {
            [] => "is missing; name a field, `spec.containers[*].imagePullPolicy`",
            { Length: > Deepest } => $"`{text}` has more than {Deepest} steps",
            [.., { IsEvery: true }] => $"`{text}` names an element of a list; end with the name of a field",
            [{ IsEvery: true }, ..] => $"`{text}` begins with a list; an object is none",
            [{ Name: "apiVersion" or "kind" }, ..] => $"`{text}` identifies the object; a default cannot set it",
            [{ Name: "status" }, ..] => $"`{text}` is written by controllers; a default cannot set it",
            [{ Name: "metadata" }, { Name: "labels" or "annotations" }, ..] => null,
            [{ Name: "metadata" }, ..] => $"`{text}` is not for defaults; of `metadata` only `labels` and `annotations` are",
            _ => null,
        };
    }
}

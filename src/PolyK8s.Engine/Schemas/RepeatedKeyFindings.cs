using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Schemas;

/// <summary>Says which keys are there twice, in the words of the strict decoder.</summary>
internal static class RepeatedKeyFindings
{
    private const string Reason = "duplicate key";

    /// <summary>The finding about one key.</summary>
    public static Finding Of(RepeatedKey key) => new()
    {
        Reason = Reason,
        Detail = $"key `{key.Shown}` already set in map, first at {key.First}",
        Path = key.Path,
        At = ManifestNode.Of(key.Shown, key.Place),
        Key = $"{key.Path}\n{Reason}",
        Witness = ManifestNode.Object(("path", ManifestNode.Of(key.Path)), ("key", ManifestNode.Of(key.Shown)), ("first", ManifestNode.Of(key.First.ToString()))),
        Fix = "keep one of the two",
    };

    /// <summary>Why an object with such a key has no verdict: the rule that refuses it is off or lets it pass. Null when there is none, or it is refused.</summary>
    public static ManifestFault? Unsaid(Manifest manifest, Verdict verdict) =>
        manifest.Repeated is [var key, ..] && !verdict.Findings.Any(finding => finding is { Reason: Reason, Effect: Effect.Deny })
            ? new(manifest.File, manifest.Document, key.Place, key.Problem)
            : null;
}

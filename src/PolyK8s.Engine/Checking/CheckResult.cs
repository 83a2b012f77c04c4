using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PolyK8s.Engine.Defaulting;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Checking;

/// <summary>The answer for one object, or for one document that could not be read.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Document">The position of the document in its file, from 0.</param>
/// <param name="Object">The object; null when the document could not be read.</param>
/// <param name="Outcome">The verdict's outcome; <see cref="Outcome.CouldNotTell"/> for an unreadable document.</param>
/// <param name="Findings">What the rules found.</param>
/// <param name="NotJudged">The rules that apply and could not be judged.</param>
public sealed record CheckResult(string File, int Document, ObjectReference? Object, Outcome Outcome, ImmutableArray<Finding> Findings, ImmutableArray<NotJudged> NotJudged)
{
    /// <summary>Why the document could not be read; null when it could.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ManifestFault? Fault { get; init; }

    /// <summary>What the defaults of SchemaConstraints add, as a JSON Patch (RFC 6902); null when they add nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PatchOperation>? Patch { get; init; }

    /// <summary>The same as a unified diff, if it was asked for; null when they add nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Diff { get; init; }

    /// <summary>The defaults that are not set, and why, one line each, if the diff was asked for; null when there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? LeftOut { get; init; }
}

using System.Text.Json.Serialization;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine;

/// <summary>One thing a rule found, with the evidence to check it by hand.</summary>
/// <remarks>Texts start in lower case, have no full stop and no line break, and put values in backticks.</remarks>
public sealed record Finding
{
    /// <summary>The rule's id, <c>Module/kebab-case</c>. The judge fills it in.</summary>
    public string Rule { get; init; } = "";

    /// <summary>How bad it is in itself.</summary>
    public Severity Severity { get; init; } = Severity.Error;

    /// <summary>What it does to the change. The judge fills it in.</summary>
    public Effect Effect { get; init; }

    /// <summary>What is wrong, in a few words that never change: <c>workload exceeds its author</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>What is wrong here, with values; empty when the reason and the path say it all.</summary>
    public required string Detail { get; init; }

    /// <summary>The field, <c>spec.template.spec.containers[0].image</c>; empty for the object as a whole.</summary>
    public required string Path { get; init; }

    /// <summary>Where it stands in the source; null when there is no source. The judge fills it in from <see cref="At"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SourcePlace? Place { get; init; }

    /// <summary>The object it is about. The judge fills it in.</summary>
    public ObjectReference Object { get; init; } = new("", "", "", "");

    /// <summary>The evidence, in a shape the rule documents: the cycle, the role chain, the uncovered permissions.</summary>
    public required ManifestNode Witness { get; init; }

    /// <summary>What to do about it, in one line.</summary>
    public required string Fix { get; init; }

    /// <summary>The exception that holds for the object; null when none does. The judge fills it in.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExceptionInForce? Exception { get; init; }

    /// <summary>The offending node, from which the place is read.</summary>
    [JsonIgnore]
    public ManifestNode? At { get; init; }

    /// <summary>What makes two findings of one rule the same violation for the ratchet; the path when the rule gives nothing better.</summary>
    [JsonIgnore]
    public string? Key { get; init; }

    /// <summary>The <see cref="Key"/> of a rule that has to work for it: asked only where there was an object before to compare with.</summary>
    [JsonIgnore]
    public Func<string>? KeyOnDemand { get; init; }

    /// <summary>The ratchet's key: rule and <see cref="Key"/>, or rule and path.</summary>
    [JsonIgnore]
    public string RatchetKey => $"{Rule}\n{Key ?? KeyOnDemand?.Invoke() ?? Path}";

    /// <summary>The sentence every front door prints.</summary>
    [JsonIgnore]
    public string Sentence => Exception is null ? Said : $"{Exception.Sentence}: {Said}";

    private string Said => string.Join(": ", new[] { Rule, Path, Reason, Detail }.Where(part => part.Length > 0)) + $"; fix: {Fix}";
}

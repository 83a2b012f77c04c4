using System.Collections.Frozen;
using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Lifecycles.Compat;

/// <summary>What kstatus says of an object. After sigs.k8s.io/cli-utils/pkg/kstatus/status.</summary>
internal static class Kstatus
{
    private static readonly FieldSource[] Common =
    [
        FieldSource.Of("deleted", (m, _) => m.Root.TextAt("metadata", "deletionTimestamp") is { Length: > 0 } text ? ManifestNode.Of(text) : null),
        new("generation", "metadata.generation"),
        new("observed", "status.observedGeneration"),
    ];

    private static readonly TableRow[] First =
    [
        new("deleted?", "Terminating", "", "Resource scheduled for deletion"),
        new("observed < generation", "InProgress", "LatestGenerationNotObserved", "{kind} generation is {generation}, but latest observed generation is {observed}"),
        new("observed > generation", "InProgress", "LatestGenerationNotObserved", "{kind} generation is {generation}, but latest observed generation is {observed}"),
        TableRow.Walk(
            new("Reconciling=True", "InProgress", "{condition.reason}", "{condition.message}"),
            new("Stalled=True", "Failed", "{condition.reason}", "{condition.message}")),
    ];

    private static readonly TableRow[] Last =
    [
        TableRow.Walk(
            new("Ready=True", "Current", "", "Resource is Ready"),
            new("Ready=False", "InProgress", "{condition.reason}", "{condition.message}"),
            new("Ready=Unknown", "InProgress", "{condition.reason}", "{condition.message}")),
        new("", "Current", "", "Resource is current"),
    ];

    private static readonly CompiledRows Other = new(Common, [.. First, .. Last]);

    private static readonly FrozenDictionary<GroupKind, CompiledRows> ByKind = KstatusRows.ByKind()
        .ToFrozenDictionary(row => row.Kind, row => new CompiledRows([.. Common, .. row.Fields], [.. First, .. row.Rows]));

    /// <summary>What it says.</summary>
    public static ObjectState Of(Manifest manifest, DateTimeOffset now)
    {
        var fields = new GoFields(manifest.Root);
        _ = fields.Conditions();
        if (fields.Problem is { } problem)
        {
            return new("Unknown", "", problem, []);
        }

        var (said, walked) = ByKind.GetValueOrDefault(new(manifest.Group, manifest.Kind), Other).Decide(manifest, now)!.Value;
        return said with { Conditions = Conditions(said, walked) };
    }

    // A failure repeats the condition it was read from; its own message may be another.
    private static ImmutableArray<ObjectCondition> Conditions(ObjectState said, ObjectCondition? walked) => said.State switch
    {
        "InProgress" => [new("Reconciling", "True", said.Reason, said.Message)],
        "Failed" => [new("Stalled", "True", said.Reason, walked is { Type: not "Failed" } ? walked.Message : said.Message)],
        _ => [],
    };
}

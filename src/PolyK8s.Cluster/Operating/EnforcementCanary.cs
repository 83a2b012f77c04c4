using PolyK8s.Cluster.Writing;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cluster.Operating;

/// <summary>Asks the API server, without storing anything, for something that must be refused: the only way to know that we are asked at all.</summary>
/// <remarks>Nobody is shown changes of webhook configurations, and a call that fails open looks like one that was never made.</remarks>
public sealed class EnforcementCanary
{
    private const string Rule = "SafeSchema/policy-object";
    private const string Path = "apis/safety.poly-k8s.io/v1alpha1/safetyprofiles?dryRun=All";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    // A policy that parses by its schema and names a rule that does not exist: refused whatever profiles say.
    private static readonly ManifestNode Bad = ManifestNode.Object(
        ("apiVersion", ManifestNode.Of("safety.poly-k8s.io/v1alpha1")),
        ("kind", ManifestNode.Of("SafetyProfile")),
        ("metadata", ManifestNode.Object(("generateName", ManifestNode.Of("poly-k8s-canary-")))),
        ("spec", ManifestNode.Object(("rules", ManifestNode.Array([ManifestNode.Object(
            ("rules", ManifestNode.Array(["SafeCanary/must-be-refused"])),
            ("mode", ManifestNode.Of("Warn")))])))));

    private readonly ApiWriter _api;
    private readonly Turns _turns;
    private volatile PolicyCondition _condition = new("Enforcing", null, "NotAskedYet", "it was not tried yet");

    /// <summary>A canary for a cluster.</summary>
    /// <param name="connection">The cluster.</param>
    /// <param name="clock">The time.</param>
    /// <param name="say">Gets a line when asking itself fails; null for silence.</param>
    public EnforcementCanary(ClusterConnection connection, TimeProvider clock, Action<string>? say) => (_api, _turns) = (new(connection), new(clock, say));

    /// <summary>Whether the API server asks us and heeds the answer; null when that is not known, as on a replica that does not lead.</summary>
    public bool? Enforcing => _condition.Holds;

    /// <summary>Why, one line.</summary>
    public string Because => _condition.Message;

    /// <summary>The same as a condition.</summary>
    internal PolicyCondition Condition => _condition;

    /// <summary>Asks again and again; <paramref name="changed"/> is called when the answer is another than before.</summary>
    internal async Task RunAsync(Action changed, CancellationToken stop)
    {
        await _turns.RepeatAsync("enforcing", async cancelled =>
        {
            var before = _condition;
            await AskAsync(cancelled);
            if (before != _condition)
            {
                changed();
            }
        }, Pause, stop);
        _condition = new("Enforcing", null, "NotLeading", "another replica asks");
    }

    /// <summary>Asks once.</summary>
    public async Task AskAsync(CancellationToken cancelled)
    {
        var answer = await _api.CreateAsync(Path, Bad, cancelled);
        _condition = answer switch
        {
            { IsSuccess: true } => No("NotRefused", "the API server accepted what must be refused: it does not ask the webhook, or could not and failurePolicy Ignore let it through"),
            { Status: 422 or 403 } when answer.Message.Contains(Rule, StringComparison.Ordinal) => new("Enforcing", true, "Refused", "the API server refuses what must be refused"),
            { Status: 404 } => No("NotInstalled", "the API server knows no SafetyProfiles: the product's definitions are not installed"),
            { Status: 500 } when answer.Message.Contains("failed calling webhook", StringComparison.Ordinal) => No("CallFails", answer.Message),
            _ => new("Enforcing", null, "CouldNotAsk", ApiWriter.Problem("create `safetyprofiles` (dry run)", answer)),
        };
    }

    private static PolicyCondition No(string reason, string message) => new("Enforcing", false, reason, message);
}

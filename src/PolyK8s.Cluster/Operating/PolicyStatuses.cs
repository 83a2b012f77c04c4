using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PolyK8s.Cluster.Writing;
using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Policy;

namespace PolyK8s.Cluster.Operating;

/// <summary>Says in the status of every policy whether it is in use, and in that of every profile whether anything is enforced at all.</summary>
internal sealed class PolicyStatuses(ApiWriter api, ISnapshotSource source, EnforcementCanary canary, TimeProvider clock, Action<string>? say)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    // 50 writes a second at most: 10,000 policies have their status within four minutes, and the API server hardly notices.
    private const int MostAtOnce = 100;

    private readonly ConditionalWeakTable<Manifest, StrongBox<ImmutableArray<PolicyFault>>> _faults = [];
    private string _said = "";

    /// <summary>Writes what has changed, again and again.</summary>
    public Task RunAsync(CancellationToken stop) => new Turns(clock, say).RepeatAsync("conditions of policies", TurnAsync, Pause, stop);

    /// <summary>Writes what has changed.</summary>
    public async Task TurnAsync(CancellationToken cancelled)
    {
        var left = MostAtOnce;
        foreach (var kind in PolicyKinds.All)
        {
            var resource = WatchedResources.All.FirstOrDefault(r => r.GroupKind == kind.Kind);
            foreach (var policy in resource is null ? [] : source.Current.View.Of(kind.Kind).All)
            {
                var conditions = Conditions(policy, kind);
                if (conditions.All(c => c.IsSaidBy(policy.Root)))
                {
                    continue;
                }

                if (left-- == 0)
                {
                    return;
                }

                await WriteAsync(resource!, policy, conditions, cancelled);
            }
        }
    }

    private ImmutableArray<PolicyCondition> Conditions(Manifest policy, PolicyKind kind)
    {
        // A policy never changes, it is replaced: each is read once, not at every look.
        var accepted = Accepted(policy, _faults.GetValue(policy, p => new(kind.Faults(p, RuleBook.All))).Value);
        return kind.Kind == SafetyProfile.GroupKind ? [accepted, canary.Condition] : [accepted];
    }

    private PolicyCondition Accepted(Manifest policy, ImmutableArray<PolicyFault> faults) =>
        faults.IsEmpty && policy.Kind == SafetyException.GroupKind.Kind && SafetyExceptionReader.Read(policy, RuleBook.All).Exception.ExpiresAt <= clock.GetUtcNow()
            ? new("Accepted", false, "Expired", "it has expired and holds nowhere; delete it, or give it another `spec.expiresAt`")
            : faults.IsEmpty ? new("Accepted", true, "Accepted", "it is in use")
            : new("Accepted", false, "Invalid", string.Join("; ", faults.Select(fault => $"{fault.Path}: {fault.Problem}")));

    private async Task WriteAsync(WatchedResource resource, Manifest policy, ImmutableArray<PolicyCondition> conditions, CancellationToken cancelled)
    {
        var others = policy.Root.ItemsAt("status", "conditions").Where(said => conditions.All(c => c.Type != said.TextAt("type")));
        var status = ManifestNode.Object(("status", ManifestNode.Object(
            ("conditions", ManifestNode.Array([.. others, .. conditions.Select(c => c.Written(policy.Root, clock.GetUtcNow()))])))));
        var answer = await api.MergeAsync($"{ApiPath.Of(resource, policy.Namespace, policy.Name)}/status", status, cancelled);
        if (!answer.IsSuccess && !answer.IsAbsent && ApiWriter.Problem($"patch `{resource.Plural}/status`", answer) is var problem && problem != _said)
        {
            _said = problem;
            say?.Invoke(problem);
        }
    }
}

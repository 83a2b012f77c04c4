using System.Globalization;
using System.Text;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Policy;

namespace PolyK8s.Engine.Tests.Rollouts;

/// <summary>RolloutGuards: their mistakes, and when their windows hold.</summary>
public sealed class RolloutGuardTests
{
    [Theory]
    [InlineData("2026-03-27T14:59:00Z", false)]
    [InlineData("2026-03-27T15:00:00Z", true)]
    [InlineData("2026-03-28T06:59:00Z", true)]
    [InlineData("2026-03-28T07:00:00Z", false)]
    [InlineData("2026-04-03T14:00:00Z", true)]
    [InlineData("2026-04-02T15:00:00Z", false)]
    public void Freezes_by_the_clock_of_its_time_zone_and_over_midnight(string at, bool holds) => Assert.Equal(
        holds,
        Assert.Single(Read("freezes: [{days: [Friday], from: '16:00', until: '08:00', timeZone: Europe/Berlin}]").Guard.Freezes).Holds(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("match: {kinds: [Pod]}", "spec.match.kinds[0]: `Pod` does not roll out; use `Deployment`, `StatefulSet` or `DaemonSet`")]
    [InlineData("allow: [{state: Happy, events: []}]", "spec.allow[0].state: `Happy` is no state; use `Paused`, `Observing`, `Stalled`, `ReplicaFailure`, `Updating`, `Scaling`, `Progressing`, `Available`")]
    [InlineData("allow: [{state: Stalled, events: [Rollback]}]", "spec.allow[0].events[0]: `Rollback` is no event; use `Restart`, `Undo`, `Scale`, `Pause`, `Resume`, `Edit`")]
    [InlineData("allow: [{state: Stalled, events: [Undo]}, {state: Stalled, events: []}]", "spec.allow: names the state `Stalled` more than once; put its events into one entry")]
    [InlineData("freezes: [{from: '16:00', until: '25:00', timeZone: Etc/UTC}]", "spec.freezes[0].until: `25:00` is no time of the day; write `16:00`, in quotes")]
    [InlineData("freezes: [{from: '16:00', until: '17:00', timeZone: Mars/Olympus}]", "spec.freezes[0].timeZone: `Mars/Olympus` is no time zone of the IANA database; write `Europe/Berlin` or `Etc/UTC`")]
    [InlineData("freezes: [{from: '16:00', until: '17:00'}]", "spec.freezes[0].timeZone: `` is no time zone of the IANA database; write `Europe/Berlin` or `Etc/UTC`")]
    [InlineData("freezes: [{days: ['1'], from: '16:00', until: '17:00', timeZone: Etc/UTC}]", "spec.freezes[0].days[0]: `1` is no day; use `Monday` to `Sunday`")]
    [InlineData("maxUnavailable: -1", "spec.maxUnavailable: `-1` is no bound; write a number of Pods or a percentage, `25%`")]
    public void Names_every_mistake(string spec, string fault) =>
        Assert.Equal(fault, string.Join('\n', Read(spec).Faults.Select(f => $"{f.Path}: {f.Problem}")));

    [Fact]
    public void Accepts_a_guard_that_asks_for_nothing() => Assert.Empty(Read("{}").Faults);

    private static (RolloutGuard Guard, System.Collections.Immutable.ImmutableArray<PolicyFault> Faults) Read(string spec) => RolloutGuardReader.Read(
        Assert.Single(ManifestReader.Read(Encoding.UTF8.GetBytes($"apiVersion: safety.poly-k8s.io/v1alpha1\nkind: RolloutGuard\nmetadata: {{name: g}}\nspec: {(spec.StartsWith('{') ? spec : $"{{{spec}}}")}\n"), "g.yaml").Manifests));
}

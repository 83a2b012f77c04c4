using System.Globalization;
using PolyK8s.Engine;
using PolyK8s.Engine.Rollouts;

namespace PolyK8s.Cli.Output;

/// <summary>Rollouts, for people.</summary>
internal static class RolloutText
{
    /// <summary>A status.</summary>
    public static string Of(RolloutStatus s) => string.Create(CultureInfo.InvariantCulture,
        $"{s.State}: {s.Available} of {s.Wanted} Pods available, {s.Updated} of {s.Pods} updated\nkubectl: {PlainLine.Of(s.Error is { } error ? $"error: {error}" : s.Message)}\n");

    /// <summary>A history.</summary>
    public static string Of(RolloutHistory history) => history.Revisions.IsEmpty
        ? "no revision is kept\n"
        : Table([["REVISION", "RUNS", "KEPT BY", "CHANGE-CAUSE"], .. history.Revisions.Select(r => new[] { Said(r.Revision), r.Running ? "yes" : "", r.KeptBy, r.ChangeCause })]);

    /// <summary>A plan.</summary>
    public static string Of(RolloutPlan plan)
    {
        var head = $"{plan.Kind} {plan.Namespace}/{plan.Name}, {plan.State}{(plan.Event is null ? "" : $", {plan.Event}")}\n";
        if (plan.Refused is { } refused)
        {
            return $"{PlainLine.Of(head.TrimEnd())}\nrefused: {PlainLine.Of(refused)}\n";
        }

        var rows = plan.Steps.Select(s => new[] { Said(s.Step), s.By, s.State.ToString(), $"{s.OldReady}+{s.OldUnready}", $"{s.NewReady}+{s.NewUnready}", Said(s.Pods), Said(s.Available) });
        return string.Concat(
        [
            PlainLine.Of(head.TrimEnd()) + "\n",
            Table([["STEP", "BY", "STATE", "OLD", "NEW", "PODS", "AVAILABLE"], .. rows]),
            plan.Omitted > 0 ? $"{Said(plan.Omitted)} moments before the last are left out\n" : "",
            $"never more than {Said(plan.MostPods)} Pods, never fewer than {Said(plan.LeastAvailable)} available; {(plan.Ends ? "it reaches its end" : "it does not reach its end")}\n",
            .. plan.Notes.Select(note => $"note: {PlainLine.Of(note)}\n"),
        ]);
    }

    private static string Table(string[][] rows) => string.Concat(TextColumns.Of(rows).Select(line => PlainLine.Of(line) + "\n"));

    private static string Said(long number) => number.ToString(CultureInfo.InvariantCulture);
}

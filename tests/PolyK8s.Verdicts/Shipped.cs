using System.Text;
using PolyK8s.Engine;
using PolyK8s.Engine.Checking;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Verdicts;

/// <summary>What <c>poly-k8s check</c> says of the cases: all rules, every rule enforced, the definitions known.</summary>
internal sealed class Shipped(ClusterView view)
{
    private readonly Judge _judge = new(RuleBook.All);
    private readonly Snapshot _snapshot = new(view, Policies.Strict);

    /// <summary>Prints per kind how often both refuse and how often only one does, and then the cases on which they disagree.</summary>
    public void Print(string name, IEnumerable<Case> cases, bool isUpdate)
    {
        var results = cases.AsParallel().AsOrdered().Select(c => (Case: c, Findings: Denying(c, isUpdate))).ToArray();
        Console.WriteLine($"check, {name}");
        Console.WriteLine($"{"kind",-28}{"refused",8}{"caught",8}{"allowed",9}{"alarms",8}");
        foreach (var kind in results.GroupBy(r => r.Case.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            Row(kind.Key, [.. kind]);
        }

        Row("all", results);
        foreach (var (c, findings) in results.Where(r => r.Case.Allowed == r.Findings.Length > 0))
        {
            Console.WriteLine($"{(c.Allowed ? "ALARM" : "MISSED")} {c.Kind} {c.Id}: {c.Change}: {string.Join("; ", c.Allowed ? findings : c.Causes.Select(cause => cause.Message))}");
        }
    }

    private static void Row(string name, IReadOnlyCollection<(Case Case, string[] Findings)> results) => Console.WriteLine(
        $"{name,-28}{results.Count(r => !r.Case.Allowed),8}{results.Count(r => !r.Case.Allowed && r.Findings.Length > 0),8}{results.Count(r => r.Case.Allowed),9}{results.Count(r => r.Case.Allowed && r.Findings.Length > 0),8}");

    private string[] Denying(Case c, bool isUpdate)
    {
        var report = Check.Run(new(Read(c.Object)) { Old = isUpdate ? Read(c.Base).Manifests : [] }, _snapshot, _judge);
        return
        [
            .. report.Results.Select(r => r.Fault?.Problem).OfType<string>(),
            .. report.Results.Where(r => r.Outcome == Outcome.Denied).SelectMany(r => r.Findings).Where(f => f.Effect == Effect.Deny).Select(f => $"{f.Rule} {f.Sentence}"),
        ];
    }

    private static ManifestSet Read(Manifest manifest) => ManifestReader.Read(Encoding.UTF8.GetBytes(manifest.Root.ToString()), "");
}

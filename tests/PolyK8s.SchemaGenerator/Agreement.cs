using System.Text;
using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.SchemaGenerator;

/// <summary>Holds the structure rule against recorded verdicts of a server: an error exactly where the server could not decode.</summary>
internal static class Agreement
{
    /// <summary>Compares, kind by kind, and lists every disagreement.</summary>
    /// <param name="folder">A folder with <c>create.jsonl</c>, <c>create.bases.json</c> and definitions as <c>*.crd.yaml</c>.</param>
    public static int Run(string folder)
    {
        var definitions = Directory.EnumerateFiles(folder, "*.crd.yaml").SelectMany(f => ManifestReader.Read(File.ReadAllBytes(f), f).Manifests);
        var view = ClusterView.Of(definitions);
        var judge = new Judge(RuleBook.All.Select(["SafeSchema/structure", "SafeSchema/known-kind"], []));
        var bases = Json.Read(Path.Combine(folder, "create.bases.json"));
        var kinds = new SortedDictionary<string, (int Both, int Neither, int Missed, int Alarms)>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(Path.Combine(folder, "create.jsonl")))
        {
            var recorded = new Mutation(Json.Parse(Encoding.UTF8.GetBytes(line)));
            if (recorded.Case.TextAt("message")?.Contains("does not match the namespace sent", StringComparison.Ordinal) == true)
            {
                continue;
            }

            var custom = recorded.Case.TextAt("kind") == "Widget";
            var refused = custom ? recorded.Case["allowed"]!.Text == "false" : recorded.Case["code"]!.Text == "400";
            var findings = judge.Decide(Change.Create(new(recorded.Applied(bases[recorded.Case.TextAt("base")!]!))), view, Policies.Strict).Findings;
            var found = findings.Any(f => f.Severity == Severity.Error);
            var kind = recorded.Case.TextAt("kind")!;
            var count = kinds.GetValueOrDefault(kind);
            kinds[kind] = (count.Both + (refused && found ? 1 : 0), count.Neither + (!refused && !found ? 1 : 0), count.Missed + (refused && !found ? 1 : 0), count.Alarms + (!refused && found ? 1 : 0));
            if (refused != found)
            {
                Console.WriteLine($"{(refused ? "MISSED" : "ALARM ")} {kind} {recorded.Case["path"]} {recorded.Case.TextAt("op")} {Short(recorded.Case["value"]!.ToString())} {recorded.Case["code"]} {Short(recorded.Case.TextAt("message") ?? "")} | {Short(findings.FirstOrDefault()?.Sentence ?? "")}");
            }
        }

        foreach (var (kind, count) in kinds)
        {
            Console.WriteLine($"{kind,-34} refused by both {count.Both,5}  accepted by both {count.Neither,5}  missed {count.Missed,4}  false alarms {count.Alarms,4}");
        }

        Console.WriteLine($"{"all",-34} refused by both {kinds.Values.Sum(c => c.Both),5}  accepted by both {kinds.Values.Sum(c => c.Neither),5}  missed {kinds.Values.Sum(c => c.Missed),4}  false alarms {kinds.Values.Sum(c => c.Alarms),4}");
        return kinds.Values.Any(c => c.Missed + c.Alarms > 0) ? 1 : 0;
    }

    private static string Short(string text) => text.Length > 160 ? text[..160] + "…" : text;
}

using System.Text.Json;

namespace PolyK8s.Load;

/// <summary>The profile under which files are judged as a webhook that watches a cluster judges: without the rules that repeat the API server.</summary>
internal static class RulesOfACluster
{
    /// <summary>Reads what <c>poly-k8s rules -o json</c> wrote, and writes a SafetyProfile that turns these rules off.</summary>
    public static int Write(Stream rules, TextWriter profile)
    {
        using var book = JsonDocument.Parse(rules);
        profile.Write("apiVersion: safety.poly-k8s.io/v1alpha1\nkind: SafetyProfile\nmetadata:\n  name: rules-of-a-cluster\nspec:\n  rules:\n  - mode: \"Off\"\n    rules:\n");
        foreach (var rule in book.RootElement.GetProperty("rules").EnumerateArray().Where(r => r.GetProperty("repeatsApiServer").GetBoolean()))
        {
            profile.Write($"    - {rule.GetProperty("id").GetString()}\n");
        }

        return 0;
    }
}

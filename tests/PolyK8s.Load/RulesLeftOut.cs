using System.Text.Json;

namespace PolyK8s.Load;

/// <summary>Profiles under which a webhook leaves rules out, so that what the others cost can be told apart.</summary>
internal static class RulesLeftOut
{
    /// <summary>Turns off the rules that repeat the API server: what is left is what a webhook that watches a cluster judges by.</summary>
    public static int Repeats(Stream rules, TextWriter profile) =>
        Write(rules, profile, "rules-of-a-cluster", rule => rule.GetProperty("repeatsApiServer").GetBoolean());

    /// <summary>Turns every rule off: what is left is the connection, the reading of the object and the answer.</summary>
    public static int Every(Stream rules, TextWriter profile) => Write(rules, profile, "no-rules", _ => true);

    // Reads what `poly-k8s rules -o json` wrote, and writes a SafetyProfile.
    private static int Write(Stream rules, TextWriter profile, string name, Func<JsonElement, bool> leftOut)
    {
        using var book = JsonDocument.Parse(rules);
        profile.Write($"apiVersion: safety.poly-k8s.io/v1alpha1\nkind: SafetyProfile\nmetadata:\n  name: {name}\nspec:\n  rules:\n  - mode: \"Off\"\n    rules:\n");
        foreach (var rule in book.RootElement.GetProperty("rules").EnumerateArray().Where(leftOut))
        {
            profile.Write($"    - {rule.GetProperty("id").GetString()}\n");
        }

        return 0;
    }
}

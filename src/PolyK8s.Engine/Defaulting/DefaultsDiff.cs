using System.Globalization;
using System.Text;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Defaulting;

/// <summary>What defaults add to an object, as a unified diff of its YAML.</summary>
/// <remarks>Of the object as it was understood, not of its text: comments and the order of documents are not in it.</remarks>
public static class DefaultsDiff
{
    // As many lines around a change as diff -u shows.
    private const int Context = 3;

    /// <summary>The diff, each line ended; null when nothing changes.</summary>
    /// <param name="written">The object as its author wrote it.</param>
    /// <param name="defaulted">What defaults make of it.</param>
    public static string? Of(Manifest written, Defaulted defaulted)
    {
        if (defaulted.Growth is not { } growth)
        {
            return null;
        }

        var lines = YamlLines.Of(written is { Kind: "Secret", Group: "" } ? Hidden(written.Root) : written.Root, growth);
        var text = new StringBuilder($"--- {written.Reference}\n+++ {written.Reference} with defaults\n");
        for (var start = 0; Next(lines, start) is var at && at < lines.Count;)
        {
            var (from, to) = (Math.Max(start, at - Context), End(lines, at));
            Hunk(text, lines, from, to);
            start = to;
        }

        return text.ToString();
    }

    private static void Hunk(StringBuilder text, List<YamlLine> lines, int from, int to)
    {
        var (old, now) = (lines.Take(from).Count(l => l.Mark != '+'), lines.Take(from).Count(l => l.Mark != '-'));
        var shown = lines.Skip(from).Take(to - from).ToArray();
        text.Append(CultureInfo.InvariantCulture, $"@@ -{Range(old, shown.Count(l => l.Mark != '+'))} +{Range(now, shown.Count(l => l.Mark != '-'))} @@\n");
        foreach (var line in shown)
        {
            text.Append(line.Mark).Append(line.Text).Append('\n');
        }
    }

    private static string Range(int before, int count) => string.Create(CultureInfo.InvariantCulture, $"{(count == 0 ? before : before + 1)},{count}");

    private static int Next(List<YamlLine> lines, int from)
    {
        while (from < lines.Count && lines[from].Mark == ' ')
        {
            from++;
        }

        return from;
    }

    // Changes closer than twice the context share a hunk.
    private static int End(List<YamlLine> lines, int change)
    {
        while (true)
        {
            var after = change;
            while (after < lines.Count && lines[after].Mark != ' ')
            {
                after++;
            }

            change = Next(lines, after);
            if (change >= lines.Count || change - after > 2 * Context)
            {
                return Math.Min(lines.Count, after + Context);
            }
        }
    }

    // What a Secret holds is nobody's business, in a diff neither.
    private static ManifestNode Hidden(ManifestNode secret) => ManifestNode.Object([.. secret.Members.Select(member =>
        member.Name is "data" or "stringData" && member.Value.Kind == NodeKind.Object
            ? member with { Value = ManifestNode.Object([.. member.Value.Members.Select(m => m with { Value = ManifestNode.Of("***") })]) }
            : member)]);
}

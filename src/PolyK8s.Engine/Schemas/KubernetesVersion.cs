using System.Globalization;

namespace PolyK8s.Engine.Schemas;

/// <summary>Kubernetes versions as people and servers write them.</summary>
public static class KubernetesVersion
{
    // Kubernetes has never left major version 1, and three digits outlast it at three minors a year.
    private const int LongestMinor = 3;

    /// <summary>The versions that can be named, for messages: <c>`1.32`, `1.33` or `1.34`</c>.</summary>
    public static string Legal { get; } =
        $"{string.Join(", ", Enumerable.Range(SchemaPack.Oldest, SchemaPack.Latest - SchemaPack.Oldest).Select(minor => $"`{Said(minor)}`"))} or `{Said(SchemaPack.Latest)}`";

    /// <summary><c>1.36</c> of 36.</summary>
    public static string Said(int minor) => string.Create(CultureInfo.InvariantCulture, $"1.{minor}");

    /// <summary>The minor of <c>1.36</c>, <c>v1.36</c>, <c>1.36.3</c> or <c>v1.36.3-gke.1</c>; null of anything else.</summary>
    public static int? MinorOf(string text)
    {
        var parts = text.TrimStart('v').Split('.', 3);
        var holds = text.Length - text.TrimStart('v').Length <= 1 && parts.Length > 1 && parts[0] == "1"
            && parts[1].Length is > 0 and <= LongestMinor && parts[1].All(char.IsAsciiDigit)
            && (parts.Length < 3 || (parts[2].Length > 0 && char.IsAsciiDigit(parts[2][0])));
        return holds ? int.Parse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>The embedded pack of a version; null for one that is not embedded.</summary>
    /// <param name="text">The version as it was given.</param>
    /// <param name="problem">Why there is none, one line; null when there is one.</param>
    public static SchemaPack? Pack(string text, out string? problem)
    {
        var pack = MinorOf(text) is { } minor ? SchemaPack.Of(minor) : null;
        problem = pack is null ? $"there are no schemas of Kubernetes `{text}`; use {Legal}" : null;
        return pack;
    }
}

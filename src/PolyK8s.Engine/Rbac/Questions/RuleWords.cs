using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rbac.Questions;

/// <summary>A policy rule in words.</summary>
public static class RuleWords
{
    /// <summary>Named of each list: a line stays readable, and the JSON has all.</summary>
    private const int Most = 8;

    /// <summary><c>`get,list` on `pods,pods/log` named `web`</c>.</summary>
    public static string Of(ManifestNode rule)
    {
        var verbs = List(rule.TextsAt("verbs"));
        var urls = rule.TextsAt("nonResourceURLs");
        if (!urls.IsEmpty)
        {
            return $"`{verbs}` on `{List(urls)}`";
        }

        var names = rule.TextsAt("resourceNames");
        var groups = rule.TextsAt("apiGroups");
        var of = groups is [""] ? "" : $" of `{List([.. groups.Select(group => group.Length == 0 ? "core" : group)])}`";
        return $"`{verbs}` on `{List(rule.TextsAt("resources"))}`{of}{(names.IsEmpty ? "" : $" named `{List(names)}`")}";
    }

    private static string List(ImmutableArray<string> words) =>
        string.Join(',', words.Take(Most)) + (words.Length > Most ? $",… {(words.Length - Most).ToString(System.Globalization.CultureInfo.InvariantCulture)} more" : "");
}

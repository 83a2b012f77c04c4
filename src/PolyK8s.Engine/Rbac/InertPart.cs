using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rbac;

/// <summary>A part of a role or binding that allows nothing.</summary>
/// <param name="Reason">Why, in a few words that never change.</param>
/// <param name="Detail">Why, with values.</param>
/// <param name="Path">The field.</param>
/// <param name="At">The node.</param>
/// <param name="Value">What is inert.</param>
/// <param name="Fix">What to do.</param>
internal sealed record InertPart(string Reason, string Detail, string Path, ManifestNode At, string Value, string Fix);

/// <summary>The parts of a policy rule that no request matches.</summary>
internal static class InertParts
{
    private static readonly ImmutableArray<string> Nameless = ["create", "deletecollection"];
    private static readonly ImmutableArray<string> ByFieldSelector = ["list", "watch"];

    /// <summary>The inert parts of a rule.</summary>
    public static IEnumerable<InertPart> Of(ManifestNode rule, string path) =>
        [.. Resources(rule, path), .. Names(rule, path), .. Groups(rule, path), .. Urls(rule, path), .. Verbs(rule, path)];

    private static IEnumerable<InertPart> Resources(ManifestNode rule, string path) => Listed(rule, "resources", path)
        .Where(item => item.Text.EndsWith("/*", StringComparison.Ordinal))
        .Select(item => new InertPart("no pattern", $"`{item.Text}` is no pattern: only `*` takes in subresources", item.Path, item.Node, item.Text,
            item.Text == "*/*" ? "use `*`" : $"list the subresources, as `{item.Text[..^1]}log`, or use `*`"));

    private static IEnumerable<InertPart> Names(ManifestNode rule, string path)
    {
        if (rule.TextsAt("resourceNames").IsEmpty || rule.TextsAt("resources").IsEmpty)
        {
            return [];
        }

        // A name comes with the creation of a subresource alone.
        var isSubresource = rule.TextsAt("resources").All(resource => resource.Contains('/', StringComparison.Ordinal));
        return Listed(rule, "verbs", path).Where(item => !isSubresource && (Nameless.Contains(item.Text) || ByFieldSelector.Contains(item.Text))).Select(item => Nameless.Contains(item.Text)
            ? new InertPart("request carries no name", $"`{item.Text}` never matches a rule with `resourceNames`: its requests carry no name", item.Path, item.Node, item.Text, $"put `{item.Text}` into a rule without `resourceNames`, or leave it out")
            : new InertPart("request carries no name", $"`{item.Text}` matches a rule with `resourceNames` only when the request has the field selector `metadata.name=NAME`", item.Path, item.Node, item.Text, $"use `get`, or put `{item.Text}` into a rule without `resourceNames`"));
    }

    private static IEnumerable<InertPart> Groups(ManifestNode rule, string path)
    {
        var groups = rule.TextsAt("apiGroups");
        return groups.IsEmpty || !groups.All(ResourceTypes.IsBuiltInGroup) ? [] : Listed(rule, "resources", path)
            .Select(item => (Item: item, Plural: item.Text.Split('/')[0]))
            .Where(pair => pair.Plural != "*" && ResourceTypes.GroupsOf(pair.Plural) is { IsEmpty: false } serving && !serving.Any(groups.Contains))
            .Select(pair => (pair.Item, pair.Plural, Serving: ResourceTypes.GroupsOf(pair.Plural)))
            .Select(wrong => new InertPart("wrong API group", $"`{wrong.Item.Text}` is not served by {Words(groups)} but by {Words(wrong.Serving)}", wrong.Item.Path, wrong.Item.Node, wrong.Item.Text, $"add {Words(wrong.Serving)} to `apiGroups`"));
    }

    private static IEnumerable<InertPart> Urls(ManifestNode rule, string path) => Listed(rule, "nonResourceURLs", path)
        .Where(item => item.Text.TrimEnd('*').Contains('*', StringComparison.Ordinal))
        .Select(item => new InertPart("no pattern", $"`{item.Text}` is no pattern: a `*` stands for anything at the end alone", item.Path, item.Node, item.Text, $"use `{item.Text[..(item.Text.IndexOf('*', StringComparison.Ordinal) + 1)]}`, or list the paths"));

    private static IEnumerable<InertPart> Verbs(ManifestNode rule, string path) => Listed(rule, "verbs", path)
        .Where(item => item.Text.Any(char.IsUpper))
        .Select(item => new InertPart("verb in capitals", $"`{item.Text}` is no verb of any request: verbs are in small letters", item.Path, item.Node, item.Text, $"use `{item.Text.ToLowerInvariant()}`"));

    private static string Words(ImmutableArray<string> groups) => string.Join(" and ", groups.Select(group => group.Length == 0 ? "the core group `\"\"`" : $"`{group}`"));

    private static IEnumerable<(string Text, string Path, ManifestNode Node)> Listed(ManifestNode rule, string list, string path) =>
        rule.ItemsAt(list).Select((node, i) => (node.Text, $"{path}.{list}[{i.ToString(System.Globalization.CultureInfo.InvariantCulture)}]", node)).Where(item => item.node.Kind == NodeKind.String).Select(item => (item.Text!, item.Item2, item.node));
}

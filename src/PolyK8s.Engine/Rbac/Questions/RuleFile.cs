using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rbac.Questions;

/// <summary>Policy rules out of a text: those of its Roles and ClusterRoles, and bare lists of rules, together.</summary>
public static class RuleFile
{
    private const string Accepted = "a Role, a ClusterRole or a list of policy rules is accepted";
    private static readonly ImmutableArray<string> Lists = ["verbs", "apiGroups", "resources", "resourceNames", "nonResourceURLs"];

    /// <summary>The rules of a text, and one line for each mistake; a rule with a mistake is not left out in silence.</summary>
    public static ImmutableArray<PolicyRule> Read(ReadOnlyMemory<byte> utf8, string file, List<string> problems)
    {
        var set = ManifestReader.ReadTrees(utf8, file);
        problems.AddRange(set.Faults.Select(fault => fault.Sentence));
        if (set.Manifests.IsEmpty && set.Faults.IsEmpty)
        {
            problems.Add($"{file}: holds nothing; {Accepted}");
        }

        return [.. set.Manifests.SelectMany(document => RulesOf(document, problems)).Select(PolicyRule.From)];
    }

    private static ImmutableArray<ManifestNode> RulesOf(Manifest document, List<string> problems)
    {
        var (rules, path) = document.Root.Kind switch
        {
            NodeKind.Array => (document.Root, ""),
            NodeKind.Object when document.Root["kind"] is null && document.Root["verbs"] is not null => (ManifestNode.Array([document.Root]), ""),
            NodeKind.Object when document.Root["kind"] is null && document.Root["rules"] is { } bare => (bare, "rules"),
            NodeKind.Object when document.Kind is "Role" or "ClusterRole" => (document.Root["rules"] ?? ManifestNode.Array([]), "rules"),
            _ => (ManifestNode.Null, ""),
        };
        if (rules.Kind != NodeKind.Array)
        {
            if (!(rules.Kind == NodeKind.Null && path.Length > 0))
            {
                var what = document.Kind.Length > 0 ? $"kind `{document.Kind}` holds no policy rules" : "holds no policy rules";
                problems.Add($"{document.File}:{document.Root.Place}: {what}; {Accepted}");
            }

            return [];
        }

        problems.AddRange(rules.Items.SelectMany((rule, i) => Faults(rule, $"{path}[{i.ToString(System.Globalization.CultureInfo.InvariantCulture)}]")
            .Select(fault => $"{document.File}:{rule.Place}: {fault}")));
        return rules.Items;
    }

    private static IEnumerable<string> Faults(ManifestNode rule, string path)
    {
        if (rule.Kind != NodeKind.Object)
        {
            return [$"{path}: is no policy rule; a mapping with `verbs`, and `apiGroups` and `resources` or `nonResourceURLs`, is accepted"];
        }

        return rule.Members.Where(member => !Lists.Contains(member.Name)).Select(member => $"{path}: `{member.Name}` is no field of a policy rule; {string.Join(", ", Lists.Select(l => $"`{l}`"))} are accepted")
            .Concat(Lists.Where(list => rule[list] is { } value && !IsTexts(value)).Select(list => $"{path}.{list}: is no list of texts"))
            .Concat(rule.ItemsAt("verbs").IsEmpty ? [$"{path}.verbs: is empty; a rule without verbs allows nothing, and the API server refuses it"] : []);
    }

    private static bool IsTexts(ManifestNode value) => value.Kind == NodeKind.Null || (value.Kind == NodeKind.Array && value.Items.All(item => item.Kind == NodeKind.String));
}

using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rbac;

namespace PolyK8s.Engine.Policy;

/// <summary>Reads a CapabilityCeiling, or says what is wrong with it.</summary>
public static class CapabilityCeilingReader
{
    /// <summary>The ceiling, and one line per mistake; a ceiling with mistakes must not be used.</summary>
    public static (CapabilityCeiling Ceiling, ImmutableArray<PolicyFault> Faults) Read(Manifest manifest)
    {
        var faults = ImmutableArray.CreateBuilder<PolicyFault>();
        var spec = manifest.Root["spec"] ?? manifest.Root;
        void Fault(ManifestNode? at, string path, string problem) => faults.Add(new(manifest, at ?? spec, path, problem));

        var subjects = ReadSubjects(spec, "spec.subjects", ["subjects"], mayBeAll: true, Fault);
        if (subjects.IsEmpty)
        {
            Fault(spec["subjects"], "spec.subjects", "names nobody; list at least one user, group or service account");
        }

        var actAs = ReadSubjects(spec, "spec.never.actAs", ["never", "actAs"], mayBeAll: false, Fault);
        var rules = ReadRules(spec, Fault);
        var admin = spec.At("never", "clusterAdmin") is { Kind: NodeKind.Boolean, Text: "true" };
        if (actAs.IsEmpty && rules.IsEmpty && !admin)
        {
            Fault(spec["never"], "spec.never", "forbids nothing; give `rules`, `actAs` or `clusterAdmin: true`");
        }

        return (new(manifest.Name, subjects, rules, actAs, admin), faults.DrainToImmutable());
    }

    private static ImmutableArray<Subject> ReadSubjects(ManifestNode spec, string path, ImmutableArray<string> at, bool mayBeAll, Action<ManifestNode?, string, string> fault)
    {
        var subjects = ImmutableArray.CreateBuilder<Subject>();
        foreach (var (node, i) in spec.ItemsAt(at.AsSpan()).Select((node, i) => (node, i)))
        {
            var (kind, ns, name) = (node.TextAt("kind") ?? "", node.TextAt("namespace") ?? "", node.TextAt("name") ?? "");
            if (kind is not ("User" or "Group" or "ServiceAccount"))
            {
                fault(node["kind"] ?? node, $"{path}[{i}].kind", $"`{kind}` is no kind of subject; use `User`, `Group` or `ServiceAccount`");
            }
            else if (kind == "ServiceAccount" && ns.Length == 0)
            {
                fault(node, $"{path}[{i}].namespace", "is missing; a service account needs one");
            }
            else if (name.Length == 0 && !(mayBeAll && kind == "ServiceAccount"))
            {
                fault(node["name"] ?? node, $"{path}[{i}].name", "is missing");
            }

            subjects.Add(kind == "User" ? Subject.User(name) : new(kind, ns, name));
        }

        return subjects.DrainToImmutable();
    }

    private static ImmutableArray<PolicyRule> ReadRules(ManifestNode spec, Action<ManifestNode?, string, string> fault)
    {
        var nodes = spec.ItemsAt("never", "rules");
        var rules = nodes.Select(PolicyRule.From).ToImmutableArray();
        for (var i = 0; i < rules.Length; i++)
        {
            if (rules[i].Verbs.IsEmpty)
            {
                fault(nodes[i], $"spec.never.rules[{i}].verbs", "is empty; a rule without verbs forbids nothing");
            }

            if (rules[i].NonResourceUrls.IsEmpty && (rules[i].Resources.IsEmpty || rules[i].ApiGroups.IsEmpty))
            {
                fault(nodes[i], $"spec.never.rules[{i}]", "names nothing; give `apiGroups` and `resources`, or `nonResourceURLs`");
            }
        }

        return rules;
    }
}

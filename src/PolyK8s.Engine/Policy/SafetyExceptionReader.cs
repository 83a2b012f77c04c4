using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Policy;

/// <summary>Reads a SafetyException, or says what is wrong with it.</summary>
public static class SafetyExceptionReader
{
    // RFC 3339 as metav1.Time writes it, with a fraction for those who give one.
    private static readonly string[] Times = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>The exception, and one line per mistake; an exception with mistakes excepts nothing.</summary>
    public static (SafetyException Exception, ImmutableArray<PolicyFault> Faults) Read(Manifest manifest, RuleBook book)
    {
        var faults = ImmutableArray.CreateBuilder<PolicyFault>();
        var spec = manifest.Root["spec"] ?? manifest.Root;
        void Fault(ManifestNode? at, string path, string problem) => faults.Add(new(manifest, at ?? spec, path, problem));

        var rules = spec.TextsAt("rules");
        ReadRules(spec, rules, book, Fault);
        var objects = spec.ItemsAt("objects").Select((entry, i) => ReadObjects(entry, $"spec.objects[{i}]", Fault)).ToImmutableArray();
        if (objects.IsEmpty)
        {
            Fault(spec["objects"], "spec.objects", "names no object; list at least one entry with `kinds` and `names`");
        }

        var reason = spec.TextAt("reason") ?? "";
        if (string.IsNullOrWhiteSpace(reason))
        {
            Fault(spec["reason"], "spec.reason", "is empty; say why the rules cannot hold here yet");
        }

        var expires = ReadTime(spec, Fault);
        return (new(manifest.Namespace, manifest.Name, rules, objects, reason, expires), faults.DrainToImmutable());
    }

    private static void ReadRules(ManifestNode spec, ImmutableArray<string> rules, RuleBook book, Action<ManifestNode?, string, string> fault)
    {
        if (rules.IsEmpty)
        {
            fault(spec["rules"], "spec.rules", "names no rule; give ids or `Module/*`");
        }

        for (var i = 0; i < rules.Length; i++)
        {
            var at = spec.ItemsAt("rules")[i];
            if (rules[i] == "*")
            {
                fault(at, $"spec.rules[{i}]", "`*` would turn everything off; name the rules, or `Module/*`");
            }
            else if (!RulePattern.NamesAny(rules[i], book))
            {
                fault(at, $"spec.rules[{i}]", $"`{rules[i]}` names no rule; `poly-k8s rules` lists them");
            }
        }
    }

    private static ExceptedObjects ReadObjects(ManifestNode entry, string path, Action<ManifestNode?, string, string> fault)
    {
        var (kinds, names) = (entry.TextsAt("kinds"), entry.TextsAt("names"));
        if (kinds.IsEmpty)
        {
            fault(entry["kinds"] ?? entry, $"{path}.kinds", "names no kind; give `Deployment` or `Deployment.apps`");
        }

        if (names.IsEmpty)
        {
            fault(entry["names"] ?? entry, $"{path}.names", "names no object; give names, `web`, or beginnings, `web-*`");
        }

        for (var i = 0; i < names.Length; i++)
        {
            if (names[i].TrimEnd('*').Length == 0 || names[i].AsSpan(0, names[i].Length - 1).Contains('*'))
            {
                fault(entry.ItemsAt("names")[i], $"{path}.names[{i}]", $"`{names[i]}` is no name; a star may only stand at the end, after at least one character");
            }
        }

        return new(kinds, names);
    }

    private static DateTimeOffset ReadTime(ManifestNode spec, Action<ManifestNode?, string, string> fault)
    {
        if (DateTimeOffset.TryParseExact(spec.TextAt("expiresAt"), Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time;
        }

        fault(spec["expiresAt"], "spec.expiresAt", $"`{spec["expiresAt"]?.Text}` is no time; write `2026-12-31T23:59:59Z`");
        return DateTimeOffset.MinValue;
    }
}

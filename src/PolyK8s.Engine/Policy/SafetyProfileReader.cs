using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Policy;

/// <summary>Reads a SafetyProfile, or says what is wrong with it: a profile that does not parse is never silently ignored.</summary>
public static class SafetyProfileReader
{
    private const string Modes = "`Enforce`, `Warn`, `Audit` or `Off`";

    /// <summary>The profile, and one line per mistake; a profile with mistakes must not be used.</summary>
    public static (SafetyProfile Profile, ImmutableArray<PolicyFault> Faults) Read(Manifest manifest, RuleBook book)
    {
        var faults = ImmutableArray.CreateBuilder<PolicyFault>();
        var spec = manifest.Root["spec"];
        var entries = spec?.ItemsAt("rules") ?? [];
        if (entries.IsEmpty)
        {
            faults.Add(new(manifest, spec?["rules"] ?? spec ?? manifest.Root, "spec.rules", "names no rule; list at least one entry with `rules` and `mode`"));
        }

        var rules = entries.Select((entry, i) => ReadEntry(manifest, entry, $"spec.rules[{i}]", book, faults)).ToImmutableArray();
        var selector = spec?.At("match", "namespaceSelector");
        return (new(manifest.Name, selector is null ? null : LabelSelector.From(selector), spec?.TextsAt("match", "kinds") ?? [], rules), faults.DrainToImmutable());
    }

    private static ProfileRule ReadEntry(Manifest manifest, ManifestNode entry, string path, RuleBook book, ImmutableArray<PolicyFault>.Builder faults)
    {
        var patterns = entry.TextsAt("rules");
        if (patterns.IsEmpty)
        {
            faults.Add(new(manifest, entry, $"{path}.rules", "names no rule; give ids, `Module/*` or `*`"));
        }

        foreach (var (pattern, i) in patterns.Select((pattern, i) => (pattern, i)).Where(p => !RulePattern.NamesAny(p.pattern, book)))
        {
            faults.Add(new(manifest, entry.ItemsAt("rules")[i], $"{path}.rules[{i}]", $"`{pattern}` names no rule; `poly-k8s rules` lists them"));
        }

        if (!Enum.TryParse<Mode>(entry.TextAt("mode"), out var mode) || !Enum.IsDefined(mode))
        {
            faults.Add(new(manifest, entry["mode"] ?? entry, $"{path}.mode", $"`{entry["mode"]?.Text}` is no mode; use {Modes}"));
        }

        return new(patterns, mode);
    }
}

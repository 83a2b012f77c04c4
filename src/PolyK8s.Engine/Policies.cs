using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Policy;

namespace PolyK8s.Engine;

/// <summary>The policies in force: what each rule may do to each object.</summary>
/// <remarks>
/// Where several profiles name a rule for an object, the strictest mode holds; where none does, <see cref="Default"/> does.
/// Without policies the CLI and MCP enforce everything (they ask what could be refused), a cluster only warns until
/// somebody enforces.
/// </remarks>
public sealed class Policies
{
    private readonly ProfileIndex _profiles;
    private readonly string _text;

    private Policies(Mode @default, ProfileIndex profiles, ImmutableArray<PolicyFault> faults, string text)
    {
        (Default, _profiles, Faults, _text) = (@default, profiles, faults, text);
        Digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{@default}\n{text}")));
    }

    /// <summary>No profile, everything enforced.</summary>
    public static Policies Strict { get; } = new(Mode.Enforce, new([]), [], "");

    /// <summary>No profile, everything warns.</summary>
    public static Policies WarnOnly { get; } = new(Mode.Warn, new([]), [], "");

    /// <summary>The mode of a rule that no profile names.</summary>
    public Mode Default { get; }

    /// <summary>What is wrong with the profiles that could not be used.</summary>
    public ImmutableArray<PolicyFault> Faults { get; }

    /// <summary>A digest of the policies' text.</summary>
    public string Digest { get; }

    /// <summary>The policies among <paramref name="objects"/>; objects that are no policies are passed over.</summary>
    /// <param name="default">The mode where no profile speaks.</param>
    /// <param name="objects">Objects of any kind.</param>
    /// <param name="book">The rules that profiles may name.</param>
    public static Policies From(Mode @default, IEnumerable<Manifest> objects, RuleBook book)
    {
        var read = objects.Where(o => o.Kind == SafetyProfile.GroupKind.Kind && o.Group == SafetyProfile.GroupKind.Group)
            .OrderBy(o => o.Name, StringComparer.Ordinal)
            .Select(o => (Manifest: o, Read: SafetyProfileReader.Read(o, book)))
            .ToImmutableArray();
        return new(
            @default,
            new([.. read.Where(r => r.Read.Faults.IsEmpty).Select(r => r.Read.Profile)]),
            [.. read.SelectMany(r => r.Read.Faults)],
            string.Join('\n', read.Select(r => $"{r.Manifest.Name} {r.Manifest.Root["spec"]}")));
    }

    /// <summary>The same profiles, and another mode where none speaks.</summary>
    public Policies Defaulting(Mode mode) => mode == Default ? this : new(mode, _profiles, Faults, _text);

    /// <summary>The profiles that speak about an object: those to ask for the mode of each rule.</summary>
    /// <param name="kind">The object's kind.</param>
    /// <param name="ns">The object's namespace; empty for a cluster-scoped object.</param>
    /// <param name="namespaceLabels">The labels of that namespace, as far as known.</param>
    internal ImmutableArray<SafetyProfile> About(GroupKind kind, string ns, ManifestNode? namespaceLabels) => _profiles.About(kind, ns, namespaceLabels);

    /// <summary>The mode of a rule for an object.</summary>
    /// <param name="card">The rule. Where no profile names it, its own default holds if that is milder than <see cref="Default"/>.</param>
    /// <param name="profiles">The profiles that speak about the object.</param>
    internal Mode ModeOf(RuleCard card, ImmutableArray<SafetyProfile> profiles)
    {
        Mode? strictest = null;
        foreach (var profile in profiles)
        {
            if (profile.ModeOf(card.Id) is { } mode && (strictest is null || mode > strictest))
            {
                strictest = mode;
            }
        }

        return strictest ?? (card.DefaultMode is { } own && own < Default ? own : Default);
    }
}

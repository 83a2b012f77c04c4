using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace PolyK8s.Engine;

/// <summary>The rules, in order of their ids.</summary>
public sealed partial class RuleBook
{
    private readonly FrozenDictionary<string, IRule> _byId;
    private readonly FrozenDictionary<string, ImmutableArray<IRule>> _byKind;
    private readonly ImmutableArray<IRule> _ofAnyKind;

    /// <summary>A book of some rules. Two rules with one id are a mistake of the build.</summary>
    public RuleBook(IEnumerable<IRule> rules)
    {
        Rules = [.. rules.OrderBy(rule => rule.Card.Id, StringComparer.Ordinal)];
        _byId = Rules.ToFrozenDictionary(rule => rule.Card.Id, StringComparer.Ordinal);
        _ofAnyKind = [.. Rules.Where(rule => rule.Card.Scopes.Any(scope => scope.Kind == "*"))];
        _byKind = Rules.SelectMany(rule => rule.Card.Scopes).Select(scope => scope.Kind).Where(kind => kind != "*").Distinct()
            .ToFrozenDictionary(kind => kind, kind => Rules.Where(rule => rule.Card.Scopes.Any(scope => scope.Kind == "*" || scope.Kind == kind)).ToImmutableArray(), StringComparer.Ordinal);
        Digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Rules.Select(Line)))));
    }

    /// <summary>Every rule of the product.</summary>
    public static RuleBook All { get; } = new(Written);

    /// <summary>The rules for a webhook that an API server asks.</summary>
    /// <remarks>
    /// The API server has decoded and validated an object before it asks a validating webhook: it would only hear those
    /// rules repeat that, from the schemas of a release that need not be its own.
    /// </remarks>
    public static RuleBook AtAdmission { get; } = new(All.Rules.Where(rule => !rule.Card.RepeatsApiServer));

    /// <summary>The rules.</summary>
    public ImmutableArray<IRule> Rules { get; }

    /// <summary>A digest of the cards.</summary>
    public string Digest { get; private init; }

    /// <summary>The rule of that id, or null.</summary>
    public IRule? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The rules that look at some changes of kinds of that name, of whatever group: all that could cover a change of an object of that kind.</summary>
    public ImmutableArray<IRule> About(string kind) => _byKind.GetValueOrDefault(kind, _ofAnyKind);

    /// <summary>The rules that <paramref name="include"/> names (all if it is empty) and <paramref name="skip"/> does not. <c>Module/*</c> names a module.</summary>
    public RuleBook Select(IReadOnlyCollection<string> include, IReadOnlyCollection<string> skip) =>
        include.Count == 0 && skip.Count == 0 ? this : new(Rules.Where(rule =>
            (include.Count == 0 || include.Any(pattern => RulePattern.Names(pattern, rule.Card.Id)))
            && !skip.Any(pattern => RulePattern.Names(pattern, rule.Card.Id))));

    /// <summary>These rules, each inside another that says the same: to measure it, for instance. The digest stays.</summary>
    public RuleBook Wrapped(Func<IRule, IRule> wrap) => new(Rules.Select(wrap)) { Digest = Digest };

    private static string Line(IRule rule) => $"{rule.Card.Id}|{rule.Card.Severity}|{rule.Card.Title}|{rule.GetType().Assembly.GetName().Version}";
}

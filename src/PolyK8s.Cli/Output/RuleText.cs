using PolyK8s.Engine;

namespace PolyK8s.Cli.Output;

/// <summary>Rule cards for people.</summary>
internal static class RuleText
{
    /// <summary>One line for each rule: id, severity, title.</summary>
    public static IEnumerable<string> Lines(IReadOnlyCollection<RuleCard> cards)
    {
        var width = cards.Max(card => (int?)card.Id.Length) ?? 0;
        return cards.Select(card => $"{card.Id.PadRight(width)}  {Word(card.Severity),-7}  {card.Title}");
    }

    /// <summary>The whole card.</summary>
    public static IEnumerable<string> Lines(RuleCard card) =>
    [
        card.Id,
        card.Title,
        "",
        card.Why,
        "",
        $"reads:    {card.Reads}",
        $"allows:   {card.Allows}",
        $"looks at: {string.Join("; ", card.Scopes.Select(Scope))}",
        $"severity: {Word(card.Severity)}",
        $"needs:    {Needs(card)}",
        $"proof:    {card.RestsOn}",
    ];

    /// <summary>The severity as it is written everywhere.</summary>
    public static string Word(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "info",
    };

    private static string Scope(RuleScope scope)
    {
        var kind = scope.Kind == "*" ? "any kind" : new GroupKind(scope.Group == "*" ? "" : scope.Group, scope.Kind).ToString();
        var where = scope.Subresource switch { "" => kind, "*" => $"{kind} and its subresources", var sub => $"{kind}/{sub}" };
        return $"{string.Join(", ", scope.Operations.Select(operation => operation.ToString().ToLowerInvariant()))} of {where}";
    }

    private static string Needs(RuleCard card)
    {
        var kinds = string.Join(", ", card.NeedsKinds);
        return (card.NeedsAuthor, kinds.Length > 0) switch
        {
            (true, true) => $"the author of the change (`--as`) and the cluster's objects of {kinds} (`--state`)",
            (true, false) => "the author of the change (`--as`)",
            (false, true) => $"the cluster's objects of {kinds} (`--state`)",
            _ => "nothing but the object",
        };
    }
}

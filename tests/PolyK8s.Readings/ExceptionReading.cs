using PolyK8s.Engine.Policy;

namespace PolyK8s.Readings;

/// <summary>Which exception holds for a finding, read a second time; <paramref name="misreading"/> plants one mistake.</summary>
public sealed class ExceptionReading(string misreading = "")
{
    /// <summary>The mistakes.</summary>
    public static IReadOnlyList<string> Misreadings { get; } =
        ["the last second counts", "other namespaces count", "kinds are ignored", "names are ignored", "every name is a beginning", "rules of one module count", "entries add up"];

    /// <summary>The name of the exception that holds; null when none does.</summary>
    public string? Holding(IEnumerable<SafetyException> exceptions, string rule, string group, string kind, string ns, string name, DateTimeOffset now)
    {
        foreach (var exception in exceptions.OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            var inTime = misreading == "the last second counts" ? now <= exception.ExpiresAt : now < exception.ExpiresAt;
            if (inTime && (exception.Namespace == ns || misreading == "other namespaces count") && exception.Rules.Any(r => NamesRule(r, rule)) && Covers(exception, group, kind, name))
            {
                return exception.Name;
            }
        }

        return null;
    }

    private bool Covers(SafetyException exception, string group, string kind, string name) => misreading == "entries add up"
        ? exception.Objects.Any(o => HasKind(o, group, kind)) && exception.Objects.Any(o => HasName(o, name))
        : exception.Objects.Any(o => HasKind(o, group, kind) && HasName(o, name));

    private bool HasKind(ExceptedObjects some, string group, string kind) =>
        misreading == "kinds are ignored" || some.Kinds.Any(k => k == kind || k == (group.Length == 0 ? kind : $"{kind}.{group}"));

    private bool HasName(ExceptedObjects some, string name) =>
        misreading == "names are ignored" || some.Names.Any(n => n == name || (n.EndsWith('*') && name.StartsWith(n[..^1], StringComparison.Ordinal))
            || (misreading == "every name is a beginning" && name.StartsWith(n, StringComparison.Ordinal)));

    private bool NamesRule(string pattern, string rule)
    {
        var module = rule[..rule.IndexOf('/', StringComparison.Ordinal)];
        return pattern == rule || pattern == $"{module}/*" || (misreading == "rules of one module count" && pattern.StartsWith($"{module}/", StringComparison.Ordinal));
    }
}

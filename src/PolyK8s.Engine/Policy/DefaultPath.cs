using System.Collections.Immutable;

namespace PolyK8s.Engine.Policy;

/// <summary>The way to a default, as a policy writes it: <c>spec.containers[*].securityContext.privileged</c>, <c>metadata.labels[app.kubernetes.io/name]</c>.</summary>
/// <remarks>A name with dots or slashes stands in brackets; one that is a star, in brackets and quotes.</remarks>
public static class DefaultPath
{
    /// <summary>The path as people write it.</summary>
    public static string Text(ImmutableArray<DefaultStep> steps) => string.Concat(steps).TrimStart('.');

    /// <summary>The steps, or what is wrong with the text.</summary>
    public static (ImmutableArray<DefaultStep> Steps, string? Problem) Read(string text)
    {
        var steps = ImmutableArray.CreateBuilder<DefaultStep>();
        for (var at = 0; at < text.Length;)
        {
            var (step, next) = text[at] == '[' ? InBrackets(text, at) : Plain(text, at);
            if (next < 0)
            {
                return ([], $"`{text}` is no path; write it like `spec.containers[*].securityContext.privileged` or `metadata.labels[app.kubernetes.io/name]`");
            }

            steps.Add(step);
            at = next;
        }

        return (steps.DrainToImmutable(), null);
    }

    private static (DefaultStep Step, int Next) Plain(string text, int at)
    {
        var start = at > 0 && text[at] == '.' ? at + 1 : at;
        var end = text.AsSpan(start).IndexOfAny('.', '[') is var length and >= 0 ? start + length : text.Length;
        return end == start || (at > 0 && text[at] != '.') ? (default, -1) : (new(text[start..end]), end);
    }

    private static (DefaultStep Step, int Next) InBrackets(string text, int at)
    {
        var quote = at + 1 < text.Length && text[at + 1] is '"' or '\'' ? text[at + 1].ToString() : "";
        var start = at + 1 + quote.Length;
        var end = text.IndexOf(quote + "]", Math.Min(start, text.Length), StringComparison.Ordinal);
        return end <= start ? (default, -1)
            : (text[start..end] == "*" && quote.Length == 0 ? DefaultStep.Every : new(text[start..end]), end + quote.Length + 1);
    }
}

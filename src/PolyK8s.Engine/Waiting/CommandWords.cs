using System.Collections.Immutable;
using System.Text;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Waiting;

/// <summary>The words of a container's command, shell scripts among them taken apart.</summary>
internal static class CommandWords
{
    /// <summary>Stands between two commands.</summary>
    public const string End = ";";

    // Commands are lines that people write; a longer one is data, and looking at its beginning is enough.
    private const int Longest = 64 * 1024;

    /// <summary>The words of a command and its arguments, with variables of the container filled in where their value is known.</summary>
    /// <param name="parts">The parts, in order.</param>
    /// <param name="container">The container.</param>
    public static ImmutableArray<string> Of(IEnumerable<string> parts, ManifestNode container)
    {
        var text = string.Join(' ', parts);
        var words = ImmutableArray.CreateBuilder<string>();
        var word = new StringBuilder();
        foreach (var c in Filled(text.Length > Longest ? text[..Longest] : text, container))
        {
            if (c is ';' or '|' or '&' or '(' or ')' or '{' or '}' or '<' or '>' or '`' or '\n' or '!')
            {
                Close(words, word);
                words.Add(End);
            }
            else if (c is ' ' or '\t' or '\r' or '"' or '\'' or '\\' or '[' or ']')
            {
                Close(words, word);
            }
            else
            {
                word.Append(c);
            }
        }

        Close(words, word);
        return words.DrainToImmutable();
    }

    private static void Close(ImmutableArray<string>.Builder words, StringBuilder word)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }

    private static string Filled(string text, ManifestNode container)
    {
        if (!text.Contains('$', StringComparison.Ordinal))
        {
            return text;
        }

        foreach (var variable in container.ItemsAt("env").OrderByDescending(e => e.TextAt("name")?.Length ?? 0))
        {
            if (variable.TextAt("name") is { Length: > 0 } name && variable.TextAt("value") is { } value)
            {
                text = text.Replace($"$({name})", value, StringComparison.Ordinal).Replace($"${{{name}}}", value, StringComparison.Ordinal).Replace($"${name}", value, StringComparison.Ordinal);
            }
        }

        return text;
    }
}

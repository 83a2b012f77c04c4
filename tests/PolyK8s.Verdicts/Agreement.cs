using System.Collections.Immutable;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Verdicts;

/// <summary>A case, what was found, and whether that is what the server found.</summary>
internal sealed record Agreement(Case Case, ImmutableArray<FieldError> Found)
{
    /// <summary>Whether the server accepted what is refused here.</summary>
    public bool IsFalseAlarm => Case.Allowed && !Found.IsEmpty;

    /// <summary>Whether the server refused the object.</summary>
    public bool IsRefused => !Case.Allowed;

    /// <summary>Whether both refuse.</summary>
    public bool IsCaught => IsRefused && !Found.IsEmpty;

    /// <summary>Whether the first error has the same field and the same words as the server's first cause.</summary>
    public bool IsSame => IsCaught && Case.Causes is [var (path, message), ..] && Found[0].Path == path && Found[0].Message == FirstLine(message);

    /// <summary>Whether every error is the server's, in its order.</summary>
    public bool IsWhole => IsCaught && Case.Causes.Select(c => $"{c.Field}: {FirstLine(c.Message)}").SequenceEqual(Found.Select(f => f.ToString()));

    // A server prints the difference of two specs below its message.
    private static string FirstLine(string message) => message.IndexOf("\n@@", StringComparison.Ordinal) is var end and >= 0 ? message[..end] : message;
}

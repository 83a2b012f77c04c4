using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation;

/// <summary>What may be said about a field.</summary>
internal sealed partial class Field
{
    /// <summary>The field must be set.</summary>
    public void Required(string detail = "") => Add(FieldErrorType.Required, null, detail);

    /// <summary>The field may not be set.</summary>
    public void Forbidden(string detail) => Add(FieldErrorType.Forbidden, null, detail);

    /// <summary>The string here is wrong.</summary>
    public void InvalidText(string detail) => Add(FieldErrorType.Invalid, GoText.Quote(Text), detail);

    /// <summary>The integer here is wrong.</summary>
    public void InvalidNumber(string detail) => Add(FieldErrorType.Invalid, GoText.Number(Number), detail);

    /// <summary>The list, map or struct here is wrong; it is printed as JSON.</summary>
    public void InvalidJson(string detail) => Add(FieldErrorType.Invalid, Node is { Kind: NodeKind.Array } ? GoText.Items(Node) : GoText.Json(Node), detail);

    /// <summary>Something here is wrong.</summary>
    /// <param name="printed">The value as the server prints it.</param>
    /// <param name="detail">What is wrong.</param>
    public void Invalid(string printed, string detail) => Add(FieldErrorType.Invalid, printed, detail);

    /// <summary>The string here occurs twice.</summary>
    public void DuplicateText() => Duplicate(GoText.Quote(Text));

    /// <summary>The value here occurs twice.</summary>
    public void Duplicate(string printed, string detail = "") => Add(FieldErrorType.Duplicate, printed, detail);

    /// <summary>The name here refers to nothing.</summary>
    /// <param name="known">What it may refer to.</param>
    /// <param name="detail">What is wrong, or empty.</param>
    public void NotFound(IEnumerable<string> known, string detail = "") => Add(FieldErrorType.NotFound, GoText.Quote(Text), detail, [.. known.Order(StringComparer.Ordinal)]);

    /// <summary>The value here has too many bytes.</summary>
    public void TooLong(int most) => Add(FieldErrorType.TooLong, null, $"may not be more than {most} bytes");

    /// <summary>The list here has too many items.</summary>
    public void TooMany(int most) => Add(FieldErrorType.TooMany, GoText.Number(Count), $"must have at most {most} items");

    /// <summary>The value is none of a fixed set.</summary>
    /// <param name="printed">The value as the server prints it.</param>
    /// <param name="accepted">The set, in the server's order.</param>
    public void NotSupported(string printed, params ImmutableArray<string> accepted) =>
        Add(FieldErrorType.NotSupported, printed, $"supported values: {GoText.List(accepted)}", accepted);

    /// <summary>The string here, or its default, must be one of <paramref name="accepted"/>.</summary>
    public void OneOf(ImmutableArray<string> accepted, string orDefault = "")
    {
        if (!accepted.Contains(TextOr(orDefault), StringComparer.Ordinal))
        {
            NotSupported(GoText.Quote(Text), accepted);
        }
    }

    /// <summary>As <see cref="OneOf"/>, but a missing field is fine: how the server treats pointers.</summary>
    public void OneOfIfSet(ImmutableArray<string> accepted)
    {
        if (IsSet)
        {
            OneOf(accepted);
        }
    }

    /// <summary>As <see cref="OneOf"/>, but an empty string is a missing one.</summary>
    public void RequiredOneOf(ImmutableArray<string> accepted, string orDefault = "", string detail = "")
    {
        if (TextOr(orDefault).Length == 0)
        {
            Required(detail);
        }
        else
        {
            OneOf(accepted, orDefault);
        }
    }

    /// <summary>The string here must satisfy <paramref name="check"/>, which gives one line per fault.</summary>
    public void Must(Func<string, ImmutableArray<string>> check)
    {
        foreach (var fault in check(Text))
        {
            InvalidText(fault);
        }
    }

    /// <summary>As <see cref="Must"/>, but an empty string is fine.</summary>
    public void MustIfAny(Func<string, ImmutableArray<string>> check)
    {
        if (Text.Length > 0)
        {
            Must(check);
        }
    }

    /// <summary>As <see cref="Must"/>, but an empty string is a missing one.</summary>
    public void RequiredMust(Func<string, ImmutableArray<string>> check)
    {
        if (RequiredText())
        {
            Must(check);
        }
    }

    /// <summary>The string here must not be empty.</summary>
    /// <returns>Whether it is not.</returns>
    public bool RequiredText(string detail = "")
    {
        if (Text.Length == 0)
        {
            Required(detail);
        }

        return Text.Length > 0;
    }

    /// <summary>The integer here must not be negative.</summary>
    /// <remarks>Mirrors <c>ValidateNonnegativeField</c>.</remarks>
    public void NonNegative()
    {
        if (Number < 0)
        {
            InvalidNumber("must be greater than or equal to 0");
        }
    }

    /// <summary>The integer here must lie in a range.</summary>
    public void InRange(long least, long most)
    {
        if (Number < least || Number > most)
        {
            InvalidNumber($"must be between {least} and {most}, inclusive");
        }
    }

    private void Add(string type, string? value, string detail, params ImmutableArray<string> accepted) =>
        Errors.Add(new(Path, type, value, detail, Nearest()) { Accepted = accepted, IsMissing = !IsSet });
}

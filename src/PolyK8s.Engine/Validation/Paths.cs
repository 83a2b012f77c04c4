namespace PolyK8s.Engine.Validation;

/// <summary>Paths in file systems.</summary>
/// <remarks>Mirrors <c>validatePathNoBacksteps</c>, <c>validateLocalDescendingPath</c> and <c>ValidateLocalNonReservedPath</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class Paths
{
    /// <summary>The path must have no element <c>..</c>.</summary>
    public static void NoBacksteps(Field path, Field? at = null)
    {
        if (path.Text.Split('/').Contains("..", StringComparer.Ordinal))
        {
            (at ?? path).Invalid(GoText.Quote(path.Text), "must not contain '..'");
        }
    }

    /// <summary>The path must be relative and have no element <c>..</c>.</summary>
    /// <param name="path">The path.</param>
    /// <param name="at">Where the server reports it, when that is another field.</param>
    public static void Descending(Field path, Field? at = null)
    {
        if (path.Text is ['/', ..])
        {
            (at ?? path).Invalid(GoText.Quote(path.Text), "must be a relative path");
        }

        NoBacksteps(path, at);
    }

    /// <summary>As <see cref="Descending"/>, and it may not start with two dots.</summary>
    public static void NotReserved(Field path, Field? at = null)
    {
        Descending(path, at);
        if (path.Text.StartsWith("..", StringComparison.Ordinal) && !path.Text.StartsWith("../", StringComparison.Ordinal))
        {
            (at ?? path).Invalid(GoText.Quote(path.Text), "must not start with '..'");
        }
    }

    /// <summary>Whether a path is that of the root, however it is written.</summary>
    public static bool IsRoot(string path) => path is ['/', ..] && path.Split('/').All(part => part is "" or ".");

    /// <summary>Permission bits.</summary>
    public static void Mode(Field mode)
    {
        if (mode.Number is < 0 or > 511)
        {
            mode.InvalidNumber("must be a number between 0 and 0777 (octal), both inclusive");
        }
    }
}

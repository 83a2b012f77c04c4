using System.Globalization;

namespace PolyK8s.Cli.Output;

/// <summary>Numbers with their noun.</summary>
internal static class Counted
{
    /// <summary><c>1 object</c>, <c>2 objects</c>.</summary>
    public static string Of(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}

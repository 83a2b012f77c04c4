using System.Globalization;
using System.Text.Json.Serialization;

namespace PolyK8s.Engine;

/// <summary>The exception that keeps a finding from doing what its rule says.</summary>
/// <param name="Name">The SafetyException, <c>NAMESPACE/NAME</c>.</param>
/// <param name="Reason">Why it is there, in its author's words.</param>
/// <param name="ExpiresAt">The first moment at which it no longer holds.</param>
/// <param name="Would">What the finding would do without it.</param>
public sealed record ExceptionInForce(string Name, string Reason, DateTimeOffset ExpiresAt, Effect Would)
{
    /// <summary>What is said before the finding.</summary>
    [JsonIgnore]
    public string Sentence => string.Create(
        CultureInfo.InvariantCulture,
        $"excepted (would {(Would == Effect.Deny ? "deny" : "warn")}) by `{Name}` until {ExpiresAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");
}

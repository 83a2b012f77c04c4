using System.Globalization;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cluster.Operating;

/// <summary>A condition of a policy's status.</summary>
/// <param name="Type"><c>Accepted</c> or <c>Enforcing</c>.</param>
/// <param name="Holds">Whether it holds; null when that is not known.</param>
/// <param name="Reason">One word.</param>
/// <param name="Message">One line.</param>
internal sealed record PolicyCondition(string Type, bool? Holds, string Reason, string Message)
{
    // What the schema of a condition's message allows is longer; nobody reads more.
    private const int LongestMessage = 1000;

    private string Status => Holds switch { true => "True", false => "False", null => "Unknown" };

    private string Shown => Message.Length <= LongestMessage ? Message : $"{Message[..(LongestMessage - 3)]}...";

    /// <summary>Whether a policy's status says this already.</summary>
    public bool IsSaidBy(ManifestNode policy) => Find(policy) is { } said
        && said.TextAt("status") == Status && said.TextAt("reason") == Reason && said.TextAt("message") == Shown
        && said["observedGeneration"]?.Text == Generation(policy)?.Text;

    /// <summary>The condition as it is written; the time moves only when the status does.</summary>
    public ManifestNode Written(ManifestNode policy, DateTimeOffset now) => ManifestNode.Object(
        ("type", ManifestNode.Of(Type)),
        ("status", ManifestNode.Of(Status)),
        ("observedGeneration", Generation(policy)),
        ("lastTransitionTime", Find(policy) is { } said && said.TextAt("status") == Status && said["lastTransitionTime"] is { } since
            ? since
            : ManifestNode.Of(now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))),
        ("reason", ManifestNode.Of(Reason)),
        ("message", ManifestNode.Of(Shown)));

    private ManifestNode? Find(ManifestNode policy) => policy.ItemsAt("status", "conditions").FirstOrDefault(c => c.TextAt("type") == Type);

    private static ManifestNode? Generation(ManifestNode policy) => policy.At("metadata", "generation");
}

using System.Text.Json.Serialization;

namespace PolyK8s.Engine;

/// <summary>How a judgement ends.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Outcome>))]
public enum Outcome
{
    /// <summary>Nothing found denies the change.</summary>
    Allowed,

    /// <summary>At least one finding denies the change.</summary>
    Denied,

    /// <summary>Nothing found denies the change, but an enforced rule could not be judged yet.</summary>
    CouldNotTell,
}

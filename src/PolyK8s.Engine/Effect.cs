using System.Text.Json.Serialization;

namespace PolyK8s.Engine;

/// <summary>What a finding does to its change.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Effect>))]
public enum Effect
{
    /// <summary>Recorded only: the rule is in mode Audit.</summary>
    [JsonStringEnumMemberName("audit")]
    Audit,

    /// <summary>The rule would deny or warn; an exception holds for the object, so the change passes, and the author is told.</summary>
    [JsonStringEnumMemberName("excepted")]
    Excepted,

    /// <summary>The author is told; the change passes.</summary>
    [JsonStringEnumMemberName("warn")]
    Warn,

    /// <summary>The object was like this before the change, which therefore passes; the author is told.</summary>
    [JsonStringEnumMemberName("existing")]
    Existing,

    /// <summary>The change is denied.</summary>
    [JsonStringEnumMemberName("deny")]
    Deny,
}

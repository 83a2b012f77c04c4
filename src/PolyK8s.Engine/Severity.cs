using System.Text.Json.Serialization;

namespace PolyK8s.Engine;

/// <summary>How bad a finding is in itself, whatever a profile makes of it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Severity>))]
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    [JsonStringEnumMemberName("info")]
    Info,

    /// <summary>Probably a mistake.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>Wrong: where the rule is enforced, the change is denied.</summary>
    [JsonStringEnumMemberName("error")]
    Error,
}

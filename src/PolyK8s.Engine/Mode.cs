using System.Text.Json.Serialization;

namespace PolyK8s.Engine;

/// <summary>What a profile lets a rule do, from nothing to everything.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Mode>))]
public enum Mode
{
    /// <summary>The rule does not run.</summary>
    Off,

    /// <summary>Findings are recorded (audit annotations, metrics) and nobody is told.</summary>
    Audit,

    /// <summary>Findings are warnings.</summary>
    Warn,

    /// <summary>Findings of severity error deny the change; the others warn.</summary>
    Enforce,
}

using System.Text.Json.Serialization;

namespace PolyK8s.Engine.References;

/// <summary>What it means that one object leads to another.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EdgeKind>))]
public enum EdgeKind
{
    /// <summary>The other is named, and something does not work without it.</summary>
    [JsonStringEnumMemberName("exists")]
    Exists,

    /// <summary>Pods do not start, or do not become ready, before the other is there or ready.</summary>
    [JsonStringEnumMemberName("waits")]
    Waits,

    /// <summary>The API server refuses requests without the other.</summary>
    [JsonStringEnumMemberName("admits")]
    Admits,

    /// <summary>It is to be applied after the other.</summary>
    [JsonStringEnumMemberName("orders")]
    Orders,

    /// <summary>It is deleted with the other.</summary>
    [JsonStringEnumMemberName("owns")]
    Owns,

    /// <summary>The other is chosen by its labels.</summary>
    [JsonStringEnumMemberName("selects")]
    Selects,
}

using System.Text.Json.Serialization;

namespace PolyK8s.Engine;

/// <summary>What is being done to an object, in the words of <c>admission.k8s.io/v1</c>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Operation>))]
public enum Operation
{
    /// <summary>A new object; there is no object before.</summary>
    [JsonStringEnumMemberName("CREATE")]
    Create,

    /// <summary>A changed object; there is one before and one after.</summary>
    [JsonStringEnumMemberName("UPDATE")]
    Update,

    /// <summary>A deleted object; there is no object after.</summary>
    [JsonStringEnumMemberName("DELETE")]
    Delete,

    /// <summary>A connection to a subresource such as <c>exec</c>; the object is the subresource's options.</summary>
    [JsonStringEnumMemberName("CONNECT")]
    Connect,
}

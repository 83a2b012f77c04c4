using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PolyK8s.Cli.Output;
using PolyK8s.Engine.Endpoints;
using PolyK8s.Engine.Graphs;
using PolyK8s.Engine.Lifecycles.Workloads;
using PolyK8s.Engine.Lifecycles;
using PolyK8s.Engine.Ordering;
using PolyK8s.Engine.Networks.Answers;
using PolyK8s.Engine.Rbac.Questions;

namespace PolyK8s.Cli;

/// <summary>How the answers of the commands are written as JSON, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DifferenceAnswer))]
[JsonSerializable(typeof(FlowAnswer))]
[JsonSerializable(typeof(MatrixAnswer))]
[JsonSerializable(typeof(AccessAnswer))]
[JsonSerializable(typeof(CapabilityTable))]
[JsonSerializable(typeof(CoverAnswer))]
[JsonSerializable(typeof(EscalationAnswer))]
[JsonSerializable(typeof(RuleList))]
[JsonSerializable(typeof(RuleExplanation))]
[JsonSerializable(typeof(SarifLog))]
[JsonSerializable(typeof(Engine.Rollouts.RolloutHistory))]
[JsonSerializable(typeof(Engine.Rollouts.RolloutPlan))]
[JsonSerializable(typeof(Engine.Rollouts.RolloutStatus))]
[JsonSerializable(typeof(Engine.Writing.WriteReport))]
[JsonSerializable(typeof(SchemaDiff))]
[JsonSerializable(typeof(SchemaList))]
[JsonSerializable(typeof(ObjectState))]
[JsonSerializable(typeof(KubectlStatus))]
[JsonSerializable(typeof(ImmutableArray<ListedState>))]
[JsonSerializable(typeof(ImmutableArray<ListedKubectl>))]
[JsonSerializable(typeof(VersionAnswer))]
[JsonSerializable(typeof(EnforcingAnswer))]
[JsonSerializable(typeof(OrderAnswer))]
[JsonSerializable(typeof(GraphAnswer))]
[JsonSerializable(typeof(EndpointAnswer))]
internal sealed partial class CliJson : JsonSerializerContext
{
    // People read it too: indented, and letters and brackets as they are.
    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1024 };

    /// <summary>The JSON text of a value, indented, with a line break at its end.</summary>
    public static string Write<T>(T value, JsonTypeInfo<T> type)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            JsonSerializer.Serialize(writer, value, type);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }
}

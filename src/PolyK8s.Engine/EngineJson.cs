using System.Text.Json.Serialization;

namespace PolyK8s.Engine;

/// <summary>How results are written as JSON, without reflection, in one way for every front door.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Verdict))]
[JsonSerializable(typeof(Finding))]
[JsonSerializable(typeof(IReadOnlyList<Finding>))]
[JsonSerializable(typeof(Checking.CheckReport))]
[JsonSerializable(typeof(IReadOnlyList<Defaulting.PatchOperation>))]
[JsonSerializable(typeof(RuleCard))]
[JsonSerializable(typeof(IReadOnlyList<RuleCard>))]
public sealed partial class EngineJson : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Serialization;
using PolyK8s.Engine;
using PolyK8s.Engine.Checking;
using PolyK8s.Mcp.Answers;
using PolyK8s.Mcp.Tools;

namespace PolyK8s.Mcp;

/// <summary>How arguments and answers are read and written: without reflection, and results exactly as every other front door writes them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ValidateArguments))]
[JsonSerializable(typeof(UpdateArguments))]
[JsonSerializable(typeof(PreviewArguments))]
[JsonSerializable(typeof(PreviewAnswer))]
[JsonSerializable(typeof(PreviewResult))]
[JsonSerializable(typeof(ListArguments))]
[JsonSerializable(typeof(RbacArguments))]
[JsonSerializable(typeof(RbacAnswer))]
[JsonSerializable(typeof(ExplainArguments))]
[JsonSerializable(typeof(GraphArguments))]
[JsonSerializable(typeof(GetGraphAnswer))]
[JsonSerializable(typeof(NetworkAnswer))]
[JsonSerializable(typeof(NetworkArguments))]
[JsonSerializable(typeof(ValidateAnswer))]
[JsonSerializable(typeof(RuleList))]
[JsonSerializable(typeof(RuleSummary))]
[JsonSerializable(typeof(StateArguments))]
[JsonSerializable(typeof(StateList))]
[JsonSerializable(typeof(RuleCard))]
[JsonSerializable(typeof(CheckResult))]
[JsonSerializable(typeof(Finding))]
[JsonSerializable(typeof(PlanArguments))]
[JsonSerializable(typeof(RolloutAnswer))]
[JsonSerializable(typeof(ApplyArguments))]
[JsonSerializable(typeof(RolloutOperationArguments))]
[JsonSerializable(typeof(WriteAnswer))]
[JsonSerializable(typeof(RefusedRequest))]
[JsonSerializable(typeof(IDictionary<string, JsonElement>))]
internal sealed partial class McpJson : JsonSerializerContext;

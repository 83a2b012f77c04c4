using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PolyK8s.Cli.Output;

/// <summary>A SARIF file: what of SARIF 2.1.0 a report needs, in its own words.</summary>
internal sealed record SarifLog([property: JsonPropertyName("$schema")] string Schema, string Version, ImmutableArray<SarifRun> Runs);

/// <summary>One run of the tool.</summary>
internal sealed record SarifRun(SarifTool Tool, ImmutableArray<SarifInvocation> Invocations, ImmutableArray<SarifResult> Results, string ColumnKind);

/// <summary>The tool.</summary>
internal sealed record SarifTool(SarifDriver Driver);

/// <summary>The tool's name, version and rules.</summary>
internal sealed record SarifDriver(string Name, string Version, ImmutableArray<SarifRule> Rules);

/// <summary>A rule.</summary>
internal sealed record SarifRule(string Id, SarifText ShortDescription, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SarifText? FullDescription, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SarifText? Help, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SarifConfiguration? DefaultConfiguration);

/// <summary>How bad a finding of a rule is by default.</summary>
internal sealed record SarifConfiguration(string Level);

/// <summary>A text.</summary>
internal sealed record SarifText(string Text);

/// <summary>How the run went.</summary>
internal sealed record SarifInvocation(bool ExecutionSuccessful, ImmutableArray<SarifNotification> ToolExecutionNotifications);

/// <summary>What could not be read.</summary>
internal sealed record SarifNotification(string Level, SarifText Message, ImmutableArray<SarifLocation> Locations);

/// <summary>A finding.</summary>
internal sealed record SarifResult(string RuleId, int RuleIndex, string Level, SarifText Message, ImmutableArray<SarifLocation> Locations, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<SarifSuppression>? Suppressions);

/// <summary>Why a finding does not count.</summary>
internal sealed record SarifSuppression(string Kind, string Justification);

/// <summary>Where something is, in a file and in the object.</summary>
internal sealed record SarifLocation(SarifPhysical PhysicalLocation, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<SarifLogical>? LogicalLocations);

/// <summary>The object and the field.</summary>
internal sealed record SarifLogical(string FullyQualifiedName);

/// <summary>The file and the place in it.</summary>
internal sealed record SarifPhysical(SarifArtifact ArtifactLocation, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SarifRegion? Region);

/// <summary>A file.</summary>
internal sealed record SarifArtifact(string Uri);

/// <summary>A line and a column.</summary>
internal sealed record SarifRegion(int StartLine, int StartColumn);

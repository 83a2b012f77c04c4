using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Schemas.OpenApi;

/// <summary>A named schema of an OpenAPI document.</summary>
/// <param name="Node">The schema.</param>
/// <param name="File">The file the document is in; empty when it is in none.</param>
internal sealed record OpenApiSchema(ManifestNode Node, string File);

using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Kernels;

/// <summary>One thing wrong with the structure of a document.</summary>
/// <param name="Fault">What.</param>
/// <param name="Path">The field, <c>spec.containers[0]</c>; of an unknown or missing field the record it is in or should be in.</param>
/// <param name="Node">The value at the path.</param>
/// <param name="Schema">The index of its schema; -1 when it does not matter.</param>
/// <param name="Text">The name of an unknown or missing field, or what a check says.</param>
internal sealed record StructureNote(StructureFault Fault, string Path, ManifestNode Node, int Schema, string Text);

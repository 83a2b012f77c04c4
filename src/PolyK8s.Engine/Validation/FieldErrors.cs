using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation;

/// <summary>The errors of one object, in the order the server lists them, and the object it replaces.</summary>
/// <param name="before">The object before an update; null on create.</param>
internal sealed class FieldErrors(ManifestNode? before) : List<FieldError>
{
    /// <summary>The object before an update; null on create.</summary>
    public ManifestNode? Before => before;
}

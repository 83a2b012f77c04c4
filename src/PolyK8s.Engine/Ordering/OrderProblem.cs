using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Ordering;

/// <summary>Something that objects say about their order and that cannot be followed.</summary>
/// <param name="Object">The object that says it.</param>
/// <param name="Path">The field path.</param>
/// <param name="Text">What is wrong, with values.</param>
/// <param name="At">Where it stands.</param>
public sealed record OrderProblem(Manifest Object, string Path, string Text, ManifestNode? At)
{
    /// <summary>The problem in one line, with file, line and column where they are known.</summary>
    public string Sentence
    {
        get
        {
            var place = Object.File.Length == 0 ? "" : (At ?? Object.Root).Place is { IsKnown: true } p ? $"{Object.File}:{p}: " : $"{Object.File}: ";
            return $"{place}{ObjectKey.Of(Object)}: {Path}: {Text}";
        }
    }
}

namespace PolyK8s.Engine.Ordering;

/// <summary>The field path of an annotation.</summary>
internal static class AnnotationPath
{
    public static string Of(string annotation) => $"metadata.annotations[{annotation}]";
}

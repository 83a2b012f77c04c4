namespace PolyK8s.Engine.Manifests;

/// <summary>How large and how deep a manifest may be.</summary>
public static class ManifestLimits
{
    /// <summary>Levels of nesting.</summary>
    /// <remarks>
    /// The deepest built-in shape, a CustomResourceDefinition, nests its schema about three levels per field level; 512
    /// leaves room for 170 field levels, and a walk that calls itself once per level stays far below any thread's stack.
    /// </remarks>
    public const int Depth = 512;

    /// <summary>Bytes of JSON in one object.</summary>
    /// <remarks>kube-apiserver refuses a request body above 3 MiB (<c>MaxRequestBodyBytes</c> in k8s.io/apiserver), so no larger object can be applied.</remarks>
    public const int ObjectBytes = 3 * 1024 * 1024;
}

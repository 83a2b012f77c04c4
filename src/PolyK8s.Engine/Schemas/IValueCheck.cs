using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Schemas;

/// <summary>What a schema asks of a value beyond its shape: a format, a pattern, bounds.</summary>
public interface IValueCheck
{
    /// <summary>The format's name, as schemas write it; empty when there is none.</summary>
    string Format { get; }

    /// <summary>What is wrong with a value (never null), each in one line; nothing when it is right.</summary>
    IEnumerable<string> Problems(ManifestNode value);
}

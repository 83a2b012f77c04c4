namespace PolyK8s.Engine.Manifests;

/// <summary>One named member of an object.</summary>
/// <param name="Name">The member's name, exactly as written.</param>
/// <param name="Value">Its value.</param>
/// <param name="NamePlace">Where the name stands.</param>
public readonly record struct ManifestMember(string Name, ManifestNode Value, Place NamePlace = default);

using System.Text.Json.Serialization;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rbac.Questions;

/// <summary>A binding, a role or a subject by name.</summary>
public sealed record NamedObject
{
    /// <summary>A name; the namespace is empty where there is none.</summary>
    public NamedObject(string kind, string ns, string name) => (Kind, Namespace, Name) = (kind, ns.Length == 0 ? null : ns, name);

    /// <summary>The kind.</summary>
    public string Kind { get; }

    /// <summary>The namespace; left out where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Namespace { get; }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>A binding.</summary>
    public static NamedObject Of(Binding binding) => new(binding.Kind, binding.Namespace, binding.Name);

    /// <summary>A role.</summary>
    public static NamedObject Of(Role role) => new(role.Reference.Kind, role.Namespace, role.Reference.Name);

    /// <summary>A role by reference.</summary>
    public static NamedObject Of(RoleReference reference) => new(reference.Kind, "", reference.Name);

    /// <summary>A power: the subject it is, or kind <c>Power</c>.</summary>
    public static NamedObject Of(Reach.Power power) =>
        power.Subject is { } subject ? Of(subject) : new("Power", "", power.ToString().Replace("`", "", StringComparison.Ordinal));

    /// <summary>For a witness.</summary>
    public ManifestNode AsNode() => ManifestNode.Object(
        ("kind", ManifestNode.Of(Kind)),
        ("namespace", Namespace is null ? null : ManifestNode.Of(Namespace)),
        ("name", ManifestNode.Of(Name)));

    /// <summary>A subject.</summary>
    public static NamedObject Of(Subject subject) => new(subject.Kind, subject.Namespace, subject.Name);

    /// <inheritdoc />
    public override string ToString() => Kind == "Power" ? Name : Namespace is null ? $"{Kind} `{Name}`" : $"{Kind} `{Namespace}/{Name}`";
}

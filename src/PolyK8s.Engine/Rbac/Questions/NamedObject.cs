using System.Text.Json.Serialization;

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

    /// <summary>A subject.</summary>
    public static NamedObject Of(Subject subject) => new(subject.Kind, subject.Namespace, subject.Name);

    /// <inheritdoc />
    public override string ToString() => Namespace is null ? $"{Kind} `{Name}`" : $"{Kind} `{Namespace}/{Name}`";
}

using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rbac;

/// <summary>A role somebody holds, and the binding that gives it.</summary>
/// <param name="Binding">The binding.</param>
/// <param name="Role">The role.</param>
public sealed record HeldRole(Binding Binding, Role Role)
{
    /// <summary>What it lets its holder do where the binding applies.</summary>
    public Capability Capability => Binding.Namespace.Length == 0 ? Role.Everything : Role.InNamespace;

    /// <summary>What is asked of others on its behalf: all there is when it grants more than can be compared one by one.</summary>
    public Capability Compared => Capability.Permissions > AccessList.MostCompared ? Capability.Everything : Capability;

    /// <summary>The binding and the role, for a witness.</summary>
    public ManifestNode AsWitness() => ManifestNode.Object(
        ("binding", Named(Binding.Kind, Binding.Namespace, Binding.Name)),
        ("role", Named(Role.Reference.Kind, Role.Namespace, Role.Reference.Name)));

    private static ManifestNode Named(string kind, string ns, string name) => ManifestNode.Object(
        ("kind", ManifestNode.Of(kind)),
        ("namespace", ns.Length == 0 ? null : ManifestNode.Of(ns)),
        ("name", ManifestNode.Of(name)));
}

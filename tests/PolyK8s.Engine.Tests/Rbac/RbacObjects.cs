using System.Text;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Tests.Rbac;

/// <summary>Objects written as YAML, for the tests of this folder.</summary>
internal static class RbacObjects
{
    /// <summary>The objects of a text.</summary>
    public static Manifest[] Read(string yaml)
    {
        var set = ManifestReader.Read(Encoding.UTF8.GetBytes(yaml), "test.yaml");
        Assert.Empty(set.Faults);
        return [.. set.Manifests];
    }

    /// <summary>The one object of a text.</summary>
    public static Manifest One(string yaml) => Assert.Single(Read(yaml));

    /// <summary>A Role, or a ClusterRole without a namespace.</summary>
    /// <param name="ns">The namespace, or empty.</param>
    /// <param name="name">The name.</param>
    /// <param name="rules">The rules as a YAML flow sequence.</param>
    /// <param name="rest">More members of the object, as YAML lines.</param>
    public static Manifest Role(string ns, string name, string rules, string rest = "") => One($$"""
        apiVersion: rbac.authorization.k8s.io/v1
        kind: {{(ns.Length == 0 ? "ClusterRole" : "Role")}}
        metadata: {{Metadata(ns, name)}}
        rules: {{rules}}
        {{rest}}
        """);

    /// <summary>A RoleBinding, or a ClusterRoleBinding without a namespace.</summary>
    public static Manifest Binding(string ns, string name, string roleKind, string role, string subject) => One($$"""
        apiVersion: rbac.authorization.k8s.io/v1
        kind: {{(ns.Length == 0 ? "ClusterRoleBinding" : "RoleBinding")}}
        metadata: {{Metadata(ns, name)}}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: {{roleKind}}, name: {{role}}}
        subjects: [{{subject}}]
        """);

    private static string Metadata(string ns, string name) => ns.Length == 0 ? $"{{name: {name}}}" : $"{{name: {name}, namespace: {ns}}}";
}

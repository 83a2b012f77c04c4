using System.Collections.Immutable;
using PolyK8s.Engine.References;
using PolyK8s.Engine.Schemas;
using PolyK8s.Engine.Workloads;

namespace PolyK8s.Engine.Tests.Schemas;

/// <summary>T-13: every field of every kind that holds a container is one the rules read. A minor that brings another fails here, not in a cluster.</summary>
public sealed class ContainerFieldTests
{
    // Where containers are in a pod spec, as the catalogue of references reads them: `containers|initContainers|…[]`.
    private static readonly ImmutableArray<string> Lists =
        [.. EdgeCatalogue.Rows.Single(r => r.Of == "Pods" && r.At.EndsWith(".envFrom[].secretRef", StringComparison.Ordinal)).At.Split("[]")[0].Split('|')];

    // Kinds that carry a template nobody runs: a DaemonSet's or StatefulSet's own history is data without a schema.
    private static readonly ImmutableHashSet<string> Read =
    [
        .. from maker in PodTemplate.Makers
           let spec = string.Concat(maker.Template.Select(name => name + ".")) + "spec"
           from path in Lists.Select(list => $"{spec}.{list}[]").Append(spec).Concat(maker.Template.IsEmpty ? [] : [spec[..^5]])
           select $"{maker.Kind} {path}",
    ];

    [Theory]
    [MemberData(nameof(SchemaPackTests.Minors), MemberType = typeof(SchemaPackTests))]
    public void T_13_Every_container_bearing_field_is_read(int minor)
    {
        var found = SchemaPack.Of(minor)!.Kinds.SelectMany(Bearing).ToHashSet(StringComparer.Ordinal);
        Assert.Equal("", string.Join(", ", found.Except(Read).Order(StringComparer.Ordinal)));

        // And the walk sees: all that is read is there.
        Assert.Equal("", string.Join(", ", Read.Except(found).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void T_13_A_field_that_a_schema_gains_is_noticed()
    {
        var pod = SchemaPack.Newest.Find("", "v1", "Pod")!;
        var nodes = pod.Table.Nodes;
        var (spec, containers) = (nodes.Single(n => n.Name == "PodSpec"), nodes.Single(n => n.Name == "PodSpec").Fields.Single(f => f.Name == "containers"));
        var gained = pod with { Table = new(nodes.Replace(spec, spec with { Fields = spec.Fields.Add(containers with { Name = "lateContainers" }) })) };
        Assert.Equal(["Pod spec.lateContainers[]"], Bearing(gained).Except(Read));
    }

    /// <summary>The fields of a kind that lead to a container, a pod spec or a pod template.</summary>
    private static List<string> Bearing(KindSchema kind)
    {
        var found = new List<string>();
        Walk(kind.Root, "", []);
        return found;

        void Walk(int index, string path, ImmutableStack<int> above)
        {
            if (index < 0 || above.Contains(index))
            {
                return;
            }

            var node = kind.Table[index];
            if (node.Name is "PodSpec" or "PodTemplateSpec" || IsContainer(node))
            {
                found.Add($"{new GroupKind(kind.Group, kind.Kind)} {path}");
            }

            foreach (var field in node.Fields)
            {
                Walk(field.Schema, path.Length == 0 ? field.Name : $"{path}.{field.Name}", above.Push(index));
            }

            Walk(node.Element, path + (node.Shape == Shape.List ? "[]" : "[*]"), above.Push(index));
        }
    }

    // By what it has, whatever it is called.
    private static bool IsContainer(SchemaNode node) =>
        node.Name is "Container" or "EphemeralContainer" || (node.Fields.Any(f => f.Name == "image") && node.Fields.Any(f => f.Name == "command"));
}

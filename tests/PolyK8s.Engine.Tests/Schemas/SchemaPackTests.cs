using PolyK8s.Engine.Schemas;

namespace PolyK8s.Engine.Tests.Schemas;

/// <summary>The embedded packs.</summary>
public sealed class SchemaPackTests
{
    /// <summary>The minors embedded.</summary>
    public static TheoryData<int> Minors => [.. Enumerable.Range(SchemaPack.Oldest, SchemaPack.Latest - SchemaPack.Oldest + 1)];

    [Theory]
    [MemberData(nameof(Minors))]
    public void Knows_the_stable_kinds_of_every_minor(int minor)
    {
        var pack = SchemaPack.Of(minor)!;
        Assert.Equal(minor, pack.Minor);
        Assert.All(
            [("", "v1", "Pod"), ("apps", "v1", "Deployment"), ("batch", "v1", "CronJob"), ("networking.k8s.io", "v1", "Ingress"), ("rbac.authorization.k8s.io", "v1", "Role")],
            ((string Group, string Version, string Kind) k) => Assert.NotNull(pack.Find(k.Group, k.Version, k.Kind)));
    }

    [Theory]
    [MemberData(nameof(Minors))]
    public void Declares_every_type_it_refers_to(int minor)
    {
        var kind = SchemaPack.Of(minor)!.Find("", "v1", "Pod")!;
        foreach (var node in kind.Table.Nodes.Where(n => n.Shape == Shape.Record))
        {
            Assert.All(node.Fields, f => Assert.InRange(f.Schema, 0, kind.Table.Nodes.Length - 1));
        }

        Assert.DoesNotContain(Reachable(kind), n => n.Shape == Shape.Record && n.Fields.IsEmpty && n.Name.Length > 0 && n.Name != "EmptyDirVolumeSource");
    }

    [Theory]
    [InlineData(32, "resource.k8s.io", "v1", "DeviceClass", false)]
    [InlineData(34, "resource.k8s.io", "v1", "DeviceClass", true)]
    [InlineData(35, "admissionregistration.k8s.io", "v1", "MutatingAdmissionPolicy", false)]
    [InlineData(36, "admissionregistration.k8s.io", "v1", "MutatingAdmissionPolicy", true)]
    [InlineData(36, "storagemigration.k8s.io", "v1", "StorageVersionMigration", false)]
    [InlineData(37, "storagemigration.k8s.io", "v1", "StorageVersionMigration", true)]
    public void Has_a_kind_only_in_the_minors_that_serve_it(int minor, string group, string version, string kind, bool known) =>
        Assert.Equal(known, SchemaPack.Of(minor)!.Find(group, version, kind) is not null);

    [Fact]
    public void Holds_enums_defaults_and_list_types()
    {
        var pod = SchemaPack.Newest.Find("", "v1", "Pod")!;
        var containers = Field(pod, "spec", "containers");
        Assert.Equal(ListType.Map, containers.Node.ListType);
        Assert.Equal("name", Assert.Single(containers.Node.Keys));
        var ports = Field(pod, "spec", "containers", "ports");
        Assert.Equal("containerPort protocol", string.Join(" ", ports.Node.Keys));
        var protocol = Field(pod, "spec", "containers", "ports", "protocol");
        Assert.Equal("SCTP TCP UDP", string.Join(" ", protocol.Node.Allowed));
        Assert.Equal("\"TCP\"", protocol.Field.Default);
        Assert.True(Field(pod, "spec", "containers", "name").Field.Required);
    }

    [Fact]
    public void Has_no_pack_of_a_minor_it_does_not_embed() => Assert.Null(SchemaPack.Of(SchemaPack.Latest + 1));

    private static (SchemaField Field, SchemaNode Node) Field(KindSchema kind, params string[] names)
    {
        var (field, node) = (default(SchemaField), kind.Table[kind.Root]);
        foreach (var name in names)
        {
            field = (node.Shape == Shape.List ? kind.Table[node.Element] : node).Fields.Single(f => f.Name == name);
            node = kind.Table[field.Schema];
        }

        return (field!, node);
    }

    private static IEnumerable<SchemaNode> Reachable(KindSchema kind)
    {
        var seen = new HashSet<int>();
        var open = new Stack<int>([kind.Root]);
        while (open.TryPop(out var index))
        {
            if (index >= 0 && seen.Add(index))
            {
                yield return kind.Table[index];
                open.Push(kind.Table[index].Element);
                kind.Table[index].Fields.ToList().ForEach(f => open.Push(f.Schema));
            }
        }
    }
}

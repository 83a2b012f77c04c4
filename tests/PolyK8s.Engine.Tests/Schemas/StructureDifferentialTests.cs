using CsCheck;
using NJsonSchema;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas;

namespace PolyK8s.Engine.Tests.Schemas;

/// <summary>The kernel behind its border and NJsonSchema agree on whether an object has the structure of its kind.</summary>
public sealed class StructureDifferentialTests
{
    /// <summary>Deep enough to reach a container's fields in a Deployment.</summary>
    private const int Depth = 9;

    /// <summary>Kinds of every shape; NJsonSchema takes seconds to load each, so not all.</summary>
    public static TheoryData<string, string, string> Kinds => new()
    {
        { "apps", "v1", "Deployment" },
        { "", "v1", "Service" },
        { "networking.k8s.io", "v1", "NetworkPolicy" },
        { "rbac.authorization.k8s.io", "v1", "Role" },
        { "autoscaling", "v2", "HorizontalPodAutoscaler" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Agrees_with_an_independent_validator(string group, string version, string name)
    {
        var kind = SchemaPack.Newest.Find(group, version, name)!;
        var reading = await JsonSchema.FromJsonAsync(SchemaDocument.Of(kind));
        var (right, wrong) = (0, 0);
        new ObjectGenerator(kind.Table, 0.02).Of(kind.Root, Depth).Where(o => o.Kind == NodeKind.Object).Sample(
            root =>
            {
                var ours = Sound(kind, root);
                Interlocked.Increment(ref ours ? ref right : ref wrong);
                return ours == (reading.Validate(root.ToString()).Count == 0);
            },
            iter: 1500);
        Assert.True(right > 30 && wrong > 30, $"{right} right and {wrong} wrong objects: the generator has lost its vocabulary");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Names_only_places_that_exist(string group, string version, string name)
    {
        var kind = SchemaPack.Newest.Find(group, version, name)!;
        new ObjectGenerator(kind.Table, 0.05).Of(kind.Root, Depth).Sample(
            root => Assert.All(kind.Table.Kernel.Notes(root, kind.Root), note => Assert.True(Holds(root, note.Node))),
            iter: 500);
    }

    [Fact]
    public void Sees_a_planted_fault_in_the_schema()
    {
        // The same differential, with a field that has lost its type: it must find the fault, or it proves nothing.
        var kind = SchemaPack.Newest.Find("", "v1", "Service")!;
        var spec = kind.Table[kind.Root].Fields.Single(f => f.Name == "spec").Schema;
        var ports = kind.Table[spec].Fields.Single(f => f.Name == "ports").Schema;
        var port = kind.Table[kind.Table[ports].Element];
        var planted = new SchemaTable(kind.Table.Nodes.SetItem(kind.Table[ports].Element, port with { Open = true }));
        var faulty = kind with { Table = planted };
        var found = 0;
        new ObjectGenerator(kind.Table, 0.05).Of(kind.Root, Depth).Sample(root => { Interlocked.Add(ref found, Sound(kind, root) != Sound(faulty, root) ? 1 : 0); }, iter: 20_000);
        Assert.True(found > 0);
    }

    private static bool Sound(KindSchema kind, ManifestNode root) =>
        kind.Table.Kernel.Notes(root, kind.Root).All(n => n.Fault == StructureFault.Malformed);

    private static bool Holds(ManifestNode root, ManifestNode node) =>
        ReferenceEquals(root, node) || root.Items.Any(i => Holds(i, node)) || root.Members.Any(m => Holds(m.Value, node));
}

using System.Text;
using PolyK8s.Engine.Checking;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Tests.Checking;

/// <summary>How manifests become changes.</summary>
public sealed class CheckTests
{
    private const string A1 = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {v: '1'}\n";
    private const string A2 = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: default}\ndata: {v: '2'}\n";
    private const string B = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b, namespace: other}\ndata: {v: b}\n";
    private const string Node = "apiVersion: v1\nkind: Node\nmetadata: {name: 'n'}\n";

    [Fact]
    public void Creates_what_has_no_old_object_beside_the_others() =>
        Assert.Equal(
            ["Create ConfigMap default/a before=- after=1 sub= by= beside=b,n", "Create ConfigMap other/b before=- after=b sub= by= beside=a,n", "Create Node n before=- after=? sub= by= beside=a,b"],
            Seen(new(Read(A1 + "---\n" + B + "---\n" + Node))));

    [Fact]
    public void Updates_what_has_an_old_object() =>
        Assert.Equal(
            ["Update ConfigMap default/a before=1 after=2 sub= by= beside=b", "Create ConfigMap other/b before=- after=b sub= by= beside=a"],
            Seen(new(Read(A2 + "---\n" + B)) { Old = Read(A1).Manifests }));

    [Fact]
    public void Pairs_an_old_object_of_another_version_of_its_group() =>
        Assert.StartsWith("Update", Assert.Single(Seen(new(Read("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d}\n")) { Old = Read("apiVersion: apps/v1beta1\nkind: Deployment\nmetadata: {name: d}\n").Manifests })), StringComparison.Ordinal);

    [Theory]
    [InlineData("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: other}\n")]
    [InlineData("apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n")]
    [InlineData("apiVersion: x/v1\nkind: ConfigMap\nmetadata: {name: a}\n")]
    public void Pairs_nothing_else(string old) =>
        Assert.StartsWith("Create", Assert.Single(Seen(new(Read(A1)) { Old = Read(old).Manifests })), StringComparison.Ordinal);

    [Fact]
    public void Pairs_objects_of_one_uid_whatever_they_are_called() =>
        Assert.StartsWith("Update ConfigMap other/b", Assert.Single(Seen(new(Read("{apiVersion: v1, kind: ConfigMap, metadata: {name: b, namespace: other, uid: u}}")) { Old = Read("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, uid: u}}").Manifests })), StringComparison.Ordinal);

    [Fact]
    public void Takes_an_object_without_a_name_for_a_new_one()
    {
        const string Generated = "apiVersion: v1\nkind: Pod\nmetadata: {generateName: p-}\n";
        Assert.StartsWith("Create", Assert.Single(Seen(new(Read(Generated)) { Old = Read(Generated).Manifests })), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "before=2 after=-")]
    [InlineData(A1, "before=1 after=-")]
    public void Deletes_the_old_object_or_else_the_new(string old, string expected) =>
        Assert.Equal([$"Delete ConfigMap default/a {expected} sub= by= beside="], Seen(new(Read(A2)) { Old = Read(old).Manifests, Operation = Operation.Delete }));

    [Fact]
    public void Puts_namespaced_objects_into_the_given_namespace() =>
        Assert.Equal(["ConfigMap team/a", "Node n"], Run(new(Read(A1 + "---\n" + Node)) { Namespace = "team" }).Results.Select(r => r.Object!.ToString()));

    [Fact]
    public void Passes_author_and_subresource_on() =>
        Assert.Contains(" sub=status by=eve ", Assert.Single(Seen(new(Read(A1)) { Author = Author.Named("eve", []), Subresource = "status" })), StringComparison.Ordinal);

    [Fact]
    public void Answers_in_input_order_with_the_unreadable_in_their_place()
    {
        var set = ManifestReader.Read("5"u8.ToArray(), "z").And(Read(A1 + "---\nkind: [\n---\n" + B)).And(ManifestReader.Read("kind: 1"u8.ToArray(), "a"));
        var report = Run(new(set));
        Assert.Equal(["z 0 -", "f 0 a", "f 1 -", "f 2 b", "a 0 -"], report.Results.Select(r => $"{r.File} {r.Document} {r.Object?.Name ?? "-"}"));
        Assert.Equal((2, 3), (report.Summary.Objects, report.Summary.Unreadable));
        Assert.All(report.Results, r => Assert.Equal(r.Fault is null ? Outcome.Allowed : Outcome.CouldNotTell, r.Outcome));
    }

    private static IEnumerable<string> Seen(CheckRequest request) => Run(request).Results.Select(r => Assert.Single(r.Findings).Detail);

    private static CheckReport Run(CheckRequest request) =>
        Check.Run(request, new(ClusterView.NotGiven, Policies.Strict), new(new RuleBook([new EchoRule()])));

    private static ManifestSet Read(string text) => ManifestReader.Read(Encoding.UTF8.GetBytes(text), "f");
}

using System.Text;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Writing;

namespace PolyK8s.Engine.Tests.Writing;

/// <summary>What a server-side apply leaves, takes away and keeps, by who owns what.</summary>
public sealed class ServerApplyTests
{
    private const string Live = """
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          namespace: shop
          uid: u
          resourceVersion: "7"
          labels: {ours: a, shared: b, theirs: c}
          finalizers: [example.org/ours, example.org/theirs]
          managedFields:
          - manager: poly-k8s
            operation: Apply
            fieldsV1:
              f:metadata: {f:labels: {f:ours: {}, f:shared: {}}, f:finalizers: {'v:"example.org/ours"': {}}}
              f:spec: {f:ports: {'k:{"port":80,"protocol":"TCP"}': {.: {}, f:port: {}, f:name: {}}, 'k:{"port":81,"protocol":"TCP"}': {.: {}, f:port: {}}}, f:selector: {}}
          - manager: poly-k8s
            operation: Apply
            subresource: status
            fieldsV1: {f:status: {f:conditions: {}}}
          - manager: kubectl
            operation: Update
            fieldsV1: {f:metadata: {f:labels: {f:shared: {}, f:theirs: {}}}, f:spec: {f:type: {}}}
        spec:
          type: ClusterIP
          selector: {app: web}
          ports:
          - {port: 80, name: http, protocol: TCP}
          - {port: 81, protocol: TCP}
          - {port: 82, name: theirs, protocol: TCP}
        """;

    [Fact]
    public void Takes_away_what_we_alone_own_and_do_not_want_any_more()
    {
        var after = Over("{apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop}, spec: {ports: [{port: 80}]}}");
        Assert.Equal("""{"shared":"b","theirs":"c"}""", after.At("metadata", "labels")!.ToString());
        Assert.Equal("""["example.org/theirs"]""", after.At("metadata", "finalizers")!.ToString());
        Assert.Equal("""[{"port":80,"protocol":"TCP"},{"port":82,"name":"theirs","protocol":"TCP"}]""", after.At("spec", "ports")!.ToString());
        Assert.Null(after.At("spec", "selector"));
        Assert.Equal("ClusterIP", after.TextAt("spec", "type"));
    }

    [Fact]
    public void Keeps_what_is_wanted_and_what_others_own()
    {
        var after = Over("{apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop, labels: {ours: z}}, spec: {selector: {app: other}, ports: [{port: 81}, {port: 80, name: http}]}}");
        Assert.Equal("""{"ours":"z","shared":"b","theirs":"c"}""", after.At("metadata", "labels")!.ToString());
        Assert.Equal("""[{"port":80,"name":"http","protocol":"TCP"},{"port":81,"protocol":"TCP"},{"port":82,"name":"theirs","protocol":"TCP"}]""", after.At("spec", "ports")!.ToString());
        Assert.Equal("""{"app":"other"}""", after.At("spec", "selector")!.ToString());
        Assert.Equal("7", after.TextAt("metadata", "resourceVersion"));
    }

    [Fact]
    public void Is_the_manifest_where_nothing_is_there_yet()
    {
        var manifest = Read("{apiVersion: v1, kind: Service, metadata: {name: web}}");
        Assert.Same(manifest, ServerApply.Over(null, manifest, ClusterView.Empty));
    }

    [Fact]
    public void Adds_a_field_to_what_was_applied_before()
    {
        var body = ServerApply.Adding(Read(Live), ManifestNode.Of("LoadBalancer"), "spec", "type");
        Assert.Equal(
            """{"apiVersion":"v1","kind":"Service","metadata":{"labels":{"ours":"a","shared":"b"},"finalizers":["example.org/ours"],"name":"web","namespace":"shop"},"spec":{"selector":{"app":"web"},"ports":[{"protocol":"TCP","port":80,"name":"http"},{"protocol":"TCP","port":81}],"type":"LoadBalancer"}}""",
            body.ToString());
        Assert.Equal("7", ServerApply.Holding(body, Read(Live)).TextAt("metadata", "resourceVersion"));
    }

    [Theory]
    [InlineData("managedFields: 7")]
    [InlineData("managedFields: [{manager: poly-k8s, operation: Apply, fieldsV1: [1]}]")]
    [InlineData("""managedFields: [{manager: poly-k8s, operation: Apply, fieldsV1: {"f:spec": {"f:ports": {"k:not json": {}, "k:[]": {}, "v:": {}, "i:x": {}}}}}]""")]
    public void Reads_any_managed_fields_without_a_crash(string fields)
    {
        var live = Read($"apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  namespace: shop\n  {fields}\nspec: {{ports: [{{port: 80}}], type: ClusterIP}}\n");
        var after = ServerApply.Over(live, Read("{apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop}, spec: {type: NodePort}}"), ClusterView.Empty);
        Assert.Equal("NodePort", after.Root.TextAt("spec", "type"));
        Assert.Equal("x", ServerApply.Adding(live, ManifestNode.Of("x"), "spec", "type").TextAt("spec", "type"));
    }

    private static ManifestNode Over(string manifest) => ServerApply.Over(Read(Live), Read(manifest), ClusterView.Empty).Root;

    private static Manifest Read(string text) => Assert.Single(ManifestReader.Read(Encoding.UTF8.GetBytes(text), "").Manifests);
}

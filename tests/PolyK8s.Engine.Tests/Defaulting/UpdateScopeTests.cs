namespace PolyK8s.Engine.Tests.Defaulting;

/// <summary>What an update may set: an object that is older than a constraint is in nobody's way.</summary>
public sealed class UpdateScopeTests
{
    private const string Old = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: shop, labels: {a: b}}, spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: a, image: one}, {name: b, image: two}]}}}}";
    private const string OldPod = "{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {containers: [{name: a, image: one}, {name: b, image: two}]}}";

    [Fact]
    public void Leaves_a_record_alone_that_its_author_left_alone() =>
        Assert.Empty(Update(Old, Old.Replace("a: b", "a: c", StringComparison.Ordinal)));

    [Fact]
    public void Sets_a_default_in_the_container_that_changed_and_in_no_other() => Assert.Equal(
        "add /spec/template/spec/containers/1/imagePullPolicy \"Always\"",
        Update(Old, Old.Replace("image: two", "image: three", StringComparison.Ordinal)));

    [Fact]
    public void Tells_containers_apart_by_their_names() => Assert.Equal(
        "add /spec/template/spec/containers/0/imagePullPolicy \"Always\"",
        Update(Old, Old.Replace("[{name: a, image: one}, {name: b, image: two}]", "[{name: b, image: three}, {name: a, image: one}]", StringComparison.Ordinal)));

    [Fact]
    public void Brings_back_what_a_replacement_dropped() => Assert.Equal(
        "add /spec/template/spec/containers/0/imagePullPolicy \"Always\"",
        Update(Old.Replace("image: one", "image: one, imagePullPolicy: Always", StringComparison.Ordinal), Old));

    [Fact]
    public void Sets_nothing_that_an_update_may_not_change()
    {
        var defaulted = Written.Of(
            new(Operation.Update, Written.Object(OldPod), Written.Object(OldPod.Replace("image: two", "image: three", StringComparison.Ordinal).Replace("shop}", "shop, annotations: {a: b}}", StringComparison.Ordinal))),
            Written.Constraint("hard", "[{path: 'spec.containers[*].securityContext.privileged', value: false}, {path: metadata.labels.owner, value: web}]"));
        Assert.Equal("""add /metadata/labels {"owner":"web"}""", Written.Lines(defaulted));
        Assert.Equal(["an update may not change `spec`: its defaults are left out"], defaulted.Notes.ToArray());
    }

    [Fact]
    public void Brings_back_what_a_replaced_pod_may_not_lose()
    {
        var stored = OldPod.Replace("image: one", "image: one, securityContext: {privileged: false}", StringComparison.Ordinal);
        var defaulted = Written.Of(
            new(Operation.Update, Written.Object(stored), Written.Object(OldPod)), Written.Constraint("hard", "[{path: 'spec.containers[*].securityContext.privileged', value: false}]"));
        Assert.Equal("""add /spec/containers/0/securityContext {"privileged":false}""", Written.Lines(defaulted));
    }

    private static string Update(string before, string after) => Written.Lines(Written.Of(
        new(Operation.Update, Written.Object(before), Written.Object(after)),
        Written.Constraint("pull", "[{path: 'spec.template.spec.containers[*].imagePullPolicy', value: Always}]", "kinds: [Deployment]")));
}

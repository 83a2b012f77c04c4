using PolyK8s.Engine.Defaulting;

namespace PolyK8s.Engine.Tests.Defaulting;

/// <summary>What is set, where, and where nothing is.</summary>
public sealed class DefaultsTests
{
    private const string Pod = "{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {containers: [{name: a, image: one}, {name: b, image: two, securityContext: {privileged: true}}]}}";
    private const string NoEscalation = "[{path: 'spec.containers[*].securityContext.allowPrivilegeEscalation', value: false}]";

    [Fact]
    public void Sets_a_field_in_every_container_and_makes_the_records_that_are_missing() => Assert.Equal(
        """
        add /spec/containers/0/securityContext {"allowPrivilegeEscalation":false}
        add /spec/containers/1/securityContext/allowPrivilegeEscalation false
        """,
        Written.Lines(Written.Create(Pod, Written.Constraint("hard", NoEscalation))));

    [Fact]
    public void Makes_no_record_where_it_is_told_not_to() => Assert.Equal(
        "add /spec/containers/1/securityContext/allowPrivilegeEscalation false",
        Written.Lines(Written.Create(Pod, Written.Constraint("hard", NoEscalation.Replace("false}", "false, createParents: false}", StringComparison.Ordinal)))));

    [Theory]
    [InlineData("scaleTargetRef: {kind: Deployment, name: web}", "add /spec/scaleTargetRef/apiVersion \"apps/v1\"")]
    [InlineData("minReplicas: 1", "")]
    public void Makes_no_record_that_the_kind_requires(string spec, string lines)
    {
        var defaulted = Written.Create(
            $"{{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {{name: web}}, spec: {{maxReplicas: 3, {spec}}}}}",
            Written.Constraint("target", "[{path: spec.scaleTargetRef.apiVersion, value: apps/v1}]", "kinds: [HorizontalPodAutoscaler]"));
        Assert.Equal(lines, Written.Lines(defaulted));
        Assert.Empty(defaulted.Notes);
    }

    [Fact]
    public void Changes_nothing_that_is_there_not_even_an_empty_value() => Assert.Empty(Written.Create(
        "{apiVersion: v1, kind: Pod, metadata: {name: web, labels: {}}, spec: {automountServiceAccountToken: true, nodeSelector: null, containers: []}}",
        Written.Constraint("all", "[{path: spec.automountServiceAccountToken, value: false}, {path: spec.nodeSelector, value: {disk: ssd}}, {path: spec.containers, value: []}, {path: metadata.labels, value: {a: b}}]")).Patch);

    [Theory]
    [InlineData("system:nodes", true)]
    [InlineData("developers", false)]
    [InlineData(null, false)]
    public void T_15_Leaves_a_mirror_pod_as_its_node_writes_it(string? group, bool leaves)
    {
        var pod = Written.Object(Pod.Replace("name: web", "name: web, annotations: {kubernetes.io/config.mirror: '1'}", StringComparison.Ordinal));
        var defaulted = Written.Of(Change.Create(pod, group is null ? null : new("somebody", [group])), Written.Constraint("hard", NoEscalation));
        Assert.Equal(leaves, defaulted.Patch.IsEmpty);
        Assert.Equal(leaves ? "a mirror Pod shows a file of its node, and is not changed" : "", string.Join('\n', defaulted.Notes));
    }

    [Fact]
    public void Escapes_names_in_pointers() => Assert.Equal(
        """
        add /metadata/labels/app.kubernetes.io~1part-of "shop"
        add /metadata/labels/a~01 "tilde"
        """,
        Written.Lines(Written.Create(
            "{apiVersion: v1, kind: Pod, metadata: {name: web, labels: {app: web}}}",
            Written.Constraint("labels", "[{path: 'metadata.labels[app.kubernetes.io/part-of]', value: shop}, {path: 'metadata.labels.a~1', value: tilde}]"))));

    [Fact]
    public void Fills_a_default_by_the_defaults_inside_of_it() => Assert.Equal(
        """add /spec/securityContext {"runAsNonRoot":true,"fsGroup":7}""",
        Written.Lines(Written.Create(
            "{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {}}",
            Written.Constraint("one", "[{path: spec.securityContext.fsGroup, value: 7}]"),
            Written.Constraint("two", "[{path: spec.securityContext, value: {runAsNonRoot: true}}]"))));

    [Fact]
    public void Sets_nothing_a_second_time()
    {
        var constraint = Written.Constraint("hard", NoEscalation);
        var once = Written.Create(Pod, constraint);
        Assert.Empty(Written.Of(Change.Create(once.Object), constraint).Patch);
    }

    [Fact]
    public void Sets_neither_of_two_that_disagree_and_says_so()
    {
        var defaulted = Written.Create(
            Pod,
            Written.Constraint("one", "[{path: spec.hostNetwork, value: true}, {path: spec.hostPID, value: false}]"),
            Written.Constraint("two", "[{path: spec.hostNetwork, value: false}]"));
        Assert.Equal("add /spec/hostPID false", Written.Lines(defaulted));
        Assert.Equal(["the constraints `one` and `two` disagree about the default of `spec.hostNetwork`: neither is set"], defaulted.Notes.ToArray());
    }

    [Fact]
    public void Leaves_out_a_default_without_a_place_and_no_other()
    {
        var defaulted = Written.Create(Pod, Written.Constraint("odd", "[{path: spec.hostNetwrk, value: true}, {path: spec.hostPID, value: false}, {path: spec.hostname, value: 7}]"));
        Assert.Equal("add /spec/hostPID false", Written.Lines(defaulted));
        Assert.Equal(
            [
                "the default of `spec.hostNetwrk` has no place in Pod: `PodSpec` has no field `hostNetwrk`",
                "the default of `spec.hostname` has no place in Pod: wrong type: cannot unmarshal number `7` into a field of type string",
            ],
            defaulted.Notes.ToArray());
    }

    [Theory]
    [InlineData("kinds: [Deployment]", false)]
    [InlineData("kinds: [Pod.apps]", false)]
    [InlineData("kinds: [Deployment, Pod]", true)]
    [InlineData("kinds: [Pod], namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}", true)]
    [InlineData("kinds: [Pod], namespaceSelector: {matchLabels: {tier: prod}}", true)]
    [InlineData("kinds: [Pod], namespaceSelector: {matchLabels: {tier: test}}", false)]
    public void Sets_defaults_for_what_the_constraint_matches(string match, bool isSet) => Assert.Equal(
        isSet,
        !Written.Create(Pod, Written.Constraint("hard", NoEscalation, match), Written.Object("{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {tier: prod}}}")).Patch.IsEmpty);

    [Fact]
    public void Says_that_it_does_not_know_a_namespace()
    {
        var defaulted = Written.Create(Pod, Written.Constraint("hard", NoEscalation, "kinds: [Pod], namespaceSelector: {matchLabels: {tier: prod}}"));
        Assert.Empty(defaulted.Patch);
        Assert.Equal(["the labels of namespace `shop` are not known: the defaults of constraint `hard` are left out"], defaulted.Notes.ToArray());
    }

    [Fact]
    public void Sets_nothing_on_a_delete_a_subresource_or_an_object_that_is_being_deleted()
    {
        var (view, pod) = (ClusterView.Of([Written.Constraint("hard", NoEscalation)]), Written.Object(Pod));
        var dying = Written.Object(Pod.Replace("name: web,", "name: web, deletionTimestamp: '2026-01-01T00:00:00Z',", StringComparison.Ordinal));
        Assert.Null(Defaults.Of(new(Operation.Delete, pod, null), view));
        Assert.Null(Defaults.Of(new(Operation.Update, pod, pod) { Subresource = "status" }, view));
        Assert.Null(Defaults.Of(new(Operation.Connect, null, pod) { Subresource = "exec" }, view));
        Assert.Null(Defaults.Of(new(Operation.Update, pod, dying), view));
        Assert.NotNull(Defaults.Of(Change.Create(pod), view));
    }

    [Fact]
    public void Does_not_use_a_constraint_that_does_not_parse() =>
        Assert.Empty(Written.Create(Pod, Written.Constraint("bad", "[{path: spec.hostPID, value: false}, {path: '', value: 1}]")).Patch);

    [Fact]
    public void Keeps_the_places_of_what_was_written_and_puts_what_is_added_where_it_grew()
    {
        var pod = Written.Object(Pod);
        var filled = Written.Of(Change.Create(pod), Written.Constraint("hard", NoEscalation)).Object;
        Assert.Equal(pod.Root.At("spec", "containers")!.Items[1].Place, filled.Root.At("spec", "containers")!.Items[1].Place);
        Assert.Equal(pod.Root.At("spec", "containers")!.Items[0].Place, filled.Root.At("spec", "containers")!.Items[0]["securityContext"]!.Place);
    }
}

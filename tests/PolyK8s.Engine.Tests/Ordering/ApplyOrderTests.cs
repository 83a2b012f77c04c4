using System.Collections.Immutable;
using System.Text;
using CsCheck;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Ordering;

/// <summary>The order of a set of objects.</summary>
public sealed class ApplyOrderTests
{
    private const int Cases = 4_000;

    private static readonly Gen<ImmutableArray<OrderedThing>> Things = Gen.Int[1, 5].SelectMany(count =>
        Gen.Select(Gen.Int[0, 7].Array[0, 2], Gen.Int[0, 5], Word("", "", "g", "h"), Word("", "", "", "g"), Word("", "", "", "h")).Array[count]
            .Select(rows => rows.Select((r, i) => new OrderedThing($"o{i}", [.. r.Item1.Where(n => n < count && n != i).Select(n => $"o{n}").Distinct()], r.Item2 < 4 ? 0 : r.Item2 - 3, r.Item3, r.Item4, r.Item5)).ToImmutableArray()));

    /// <summary>The planted mistakes.</summary>
    public static TheoryData<string> Misreadings => [.. OrderReading.Misreadings];

    [Fact]
    public void Says_what_the_second_reading_says() => Things.Sample(things => Agrees(things, new()), iter: Cases);

    [Theory]
    [MemberData(nameof(Misreadings))]
    public void Tells_a_misreading_from_the_order(string misreading) =>
        Assert.ThrowsAny<CsCheckException>(() => Things.Sample(things => Agrees(things, new(misreading)), iter: Cases, threads: 1));

    [Fact]
    public void Does_not_depend_on_the_order_of_the_input_and_follows_a_renaming() => Gen.Select(Things, Gen.Int).Sample((things, seed) =>
    {
        var shuffled = things.OrderBy(t => HashCode.Combine(seed, t.Name)).Select(Manifest);
        var renamed = things.Select(t => Manifest(t with { Name = "x" + t.Name, DependsOn = [.. t.DependsOn.Select(d => "x" + d)] }));
        var order = Names(ApplyOrder.Of(things.Select(Manifest)));
        return order == Names(ApplyOrder.Of(shuffled)) && order.Replace("o", "xo", StringComparison.Ordinal) == Names(ApplyOrder.Of(renamed));
    }, iter: Cases);

    [Fact]
    public void Never_comes_earlier_for_one_dependency_more() => Gen.Select(Things, Gen.Int[0, 4], Gen.Int[0, 4]).Sample((things, a, b) =>
    {
        var (from, to) = (a % things.Length, b % things.Length);
        var more = things.SetItem(from, things[from] with { DependsOn = things[from].DependsOn.Add(things[to].Name) });
        var (before, after) = (ApplyOrder.Of(things.Select(Manifest)), ApplyOrder.Of(more.Select(Manifest)));
        return after.Waves.IsEmpty || Enumerable.Range(0, after.Waves.Length).All(w => after.Waves[w].All(key => before.Waves.Take(w + 1).Any(earlier => earlier.Contains(key))));
    }, iter: Cases);

    [Fact]
    public void Finds_a_planted_cycle_and_shows_real_edges() => Gen.Select(Things, Gen.Int[1, 6]).Sample((things, length) =>
    {
        var ring = Enumerable.Range(0, length).Select(i => new OrderedThing($"r{i}", [$"r{(i + 1) % length}"], 0, "", "", ""));
        var order = ApplyOrder.Of(things.Concat(ring).Select(Manifest));
        var steps = order.Cycle;
        return order.Waves.IsEmpty && steps.Length > 0 && steps.Length <= Math.Max(length, things.Length)
            && steps.Zip(steps.Skip(1).Append(steps[0])).All(p => p.First.Awaited == p.Second.Waiting);
    }, iter: Cases / 4);

    [Fact]
    public void Ends_for_a_long_chain_and_for_a_complete_layer()
    {
        const int Length = 3_000;
        var chain = Enumerable.Range(0, Length).Select(i => Manifest(new($"o{i}", i == 0 ? [] : [$"o{i - 1}"], 0, "", "", "")));
        Assert.Equal(Length, ApplyOrder.Of(chain).Waves.Length);
        var layer = Enumerable.Range(0, 10_000).Select(i => Manifest(new($"o{i}", [], i % 2, "", "", "")));
        Assert.Equal(2, ApplyOrder.Of(layer).Waves.Length);
    }

    [Fact]
    public void Honours_hooks_references_and_flux_and_keeps_claim_and_volume_together()
    {
        var order = ApplyOrder.Of(Read("""
            - {apiVersion: batch/v1, kind: Job, metadata: {name: migrate, namespace: shop, annotations: {argocd.argoproj.io/hook: PreSync}}, spec: {template: {spec: {containers: []}}}}
            - {apiVersion: batch/v1, kind: Job, metadata: {name: smoke, namespace: shop, annotations: {helm.sh/hook: post-install}}, spec: {template: {spec: {containers: []}}}}
            - {apiVersion: batch/v1, kind: Job, metadata: {name: tidy, namespace: shop, annotations: {helm.sh/hook: post-delete}}, spec: {template: {spec: {containers: []}}}}
            - {apiVersion: v1, kind: PersistentVolume, metadata: {name: disk}, spec: {claimRef: {namespace: shop, name: data}}}
            - {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data, namespace: shop}, spec: {volumeName: disk}}
            - {apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: shop}, spec: {template: {spec: {serviceAccountName: robot, containers: [], volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]}}}}
            - {apiVersion: v1, kind: ServiceAccount, metadata: {name: robot, namespace: shop}}
            - {apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, metadata: {name: apps, namespace: flux}, spec: {dependsOn: [{name: infra}]}}
            - {apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, metadata: {name: infra, namespace: flux}}
            """));
        Assert.Equal("migrate | robot disk data infra | web apps | smoke", Names(order));
        Assert.Equal("tidy", Assert.Single(order.LeftOut).Name.Name);
    }

    [Fact]
    public void Reports_a_reference_into_a_later_wave_and_refuses_a_wait_for_one()
    {
        const string Web = "- {apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: web, namespace: shop}, spec: {defaultBackend: {service: {name: web}}}}\n- {apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop, annotations: {argocd.argoproj.io/sync-wave: '1'}}}\n";
        const string Pod = "- {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {containers: [{envFrom: [{configMapRef: {name: c}}]}]}}\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: c, namespace: shop, annotations: {argocd.argoproj.io/sync-wave: '1'}}}\n";
        var reported = ApplyOrder.Of(Read(Web));
        Assert.Equal(2, reported.Waves.Length);
        Assert.Equal("Service", Assert.Single(reported.Inversions).Awaited.Kind.Kind);
        var refused = ApplyOrder.Of(Read(Pod));
        Assert.Equal(["argocd.argoproj.io/sync-wave", "spec.containers[0].envFrom[0].configMapRef.name"], refused.Cycle.Select(e => e.Source).Order());
    }

    [Theory]
    [InlineData("argocd.argoproj.io/sync-wave: '-1'", "shop taps.water | settings kitchen | front", "Namespace CustomResourceDefinition")]
    [InlineData("argocd.argoproj.io/hook: PreSync", "shop taps.water | settings kitchen | front", "Namespace CustomResourceDefinition")]
    [InlineData("helm.sh/hook: pre-install", "", "")]
    public void Moves_namespaces_and_definitions_forward_as_argo_cd_does_and_says_so(string early, string waves, string moved)
    {
        var order = ApplyOrder.Of(Read($$"""
            - {apiVersion: v1, kind: Namespace, metadata: {name: shop} }
            - {apiVersion: v1, kind: ConfigMap, metadata: {name: front, namespace: shop} }
            - {apiVersion: v1, kind: ConfigMap, metadata: {name: settings, namespace: shop, annotations: { {{early}} } } }
            - {apiVersion: water/v1, kind: Tap, metadata: {name: kitchen, annotations: { {{early}} } } }
            - {apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: taps.water, annotations: {argocd.argoproj.io/sync-wave: '3'} }, spec: {group: water, names: {kind: Tap} } }
            """));
        Assert.Equal(waves, Names(order));
        Assert.Equal(moved, string.Join(' ', order.Inversions.Select(e => e.Awaited.Kind.Kind)));
        Assert.Equal(waves.Length == 0, order.Cycle.Length > 0);
    }

    [Fact]
    public void Waits_for_one_of_the_workloads_behind_a_service()
    {
        const string Template = "spec: {{selector: {{matchLabels: {{app: {0}}}}}, template: {{metadata: {{labels: {{app: {0}}}}}, spec: {{{1}containers: [{{name: c}}]}}}}}}";
        var text = "- {apiVersion: v1, kind: Service, metadata: {name: db, namespace: shop}, spec: {selector: {app: db}}}\n"
            + "- {apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db, namespace: shop}, " + string.Format(null, Template, "db", "").Replace("spec: {selector", "spec: {serviceName: db, selector", StringComparison.Ordinal) + "}\n"
            + "- {apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: shop}, " + string.Format(null, Template, "web", "initContainers: [{name: w, command: [nc, -z, db, '5432']}], ") + "}\n";
        // Service, then StatefulSet (it names the Service), then what waits for both.
        Assert.Equal("db | db | web", Names(ApplyOrder.Of(Read(text))));
    }

    [Fact]
    public void Orders_deletion_by_the_rules_of_deletion()
    {
        var things = Read("""
            - {apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: shop, annotations: {kapp.k14s.io/change-group: g}}}
            - {apiVersion: v1, kind: ConfigMap, metadata: {name: b, namespace: shop, annotations: {kapp.k14s.io/change-rule: delete after deleting g}}}
            """);
        Assert.Equal("a | b", Names(ApplyOrder.Of(things, reverse: true)));
        Assert.Equal("a b", Names(ApplyOrder.Of(things)));
    }

    private static bool Agrees(ImmutableArray<OrderedThing> things, OrderReading reading)
    {
        var order = ApplyOrder.Of(things.Select(Manifest));
        var again = reading.Waves(things);
        return again is null ? order.Waves.IsEmpty && order.Cycle.Length > 0 : order.Cycle.IsEmpty && Names(order) == string.Join(" | ", again);
    }

    private static string Names(ApplyOrder order) => string.Join(" | ", order.Waves.Select(wave => string.Join(' ', wave.Select(k => k.Name.Name))));

    private static Manifest Manifest(OrderedThing thing)
    {
        var annotations = new List<ManifestMember>();
        void Add(string name, string value) => annotations.Add(new(name, ManifestNode.Of(value)));
        if (thing.DependsOn.Length > 0)
        {
            Add(DependsOn.Annotation, string.Join(", ", thing.DependsOn.Select(n => $"/namespaces/shop/ConfigMap/{n}")));
        }

        if (thing.Wave != 0)
        {
            Add(OrderedObject.WaveAnnotation, $"{thing.Wave}");
        }

        foreach (var (name, value) in new[] { ("change-group", thing.Group), ("change-rule.a", thing.After.Length > 0 ? $"upsert after upserting {thing.After}" : ""), ("change-rule.b", thing.Before.Length > 0 ? $"upsert before upserting {thing.Before}" : "") })
        {
            if (value.Length > 0)
            {
                Add("kapp.k14s.io/" + name, value);
            }
        }

        return new(ManifestNode.Object(
            ("apiVersion", ManifestNode.Of("v1")), ("kind", ManifestNode.Of("ConfigMap")),
            ("metadata", ManifestNode.Object(("name", ManifestNode.Of(thing.Name)), ("namespace", ManifestNode.Of("shop")), ("annotations", ManifestNode.Object([.. annotations]))))));
    }

    private static ImmutableArray<Manifest> Read(string items) =>
        [.. Assert.Single(ManifestReader.ReadTrees(Encoding.UTF8.GetBytes("items:\n" + items), "").Manifests).Root.ItemsAt("items").Select(node => new Manifest(node))];

    private static Gen<string> Word(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);
}

using CsCheck;
using PolyK8s.Engine.Indexes;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Tests.Indexes;

/// <summary>Indexes that follow their objects one by one are what they would be if made anew.</summary>
public sealed class IndexTests
{
    private static readonly GroupKind Pod = new("", "Pod");

    private static readonly Gen<Manifest> Pods = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 2], Gen.Int[0, 3], Gen.Bool, (name, label, config, controlled) => Manifest(name, label, config, controlled));

    [Fact]
    public void Follow_to_what_they_would_be_if_made_anew() => Gen.Select(Pods, Gen.Bool).Array[1, 12].Sample(steps =>
    {
        var view = ClusterView.Empty.With(Pod, ObjectSet.Empty, "1");
        _ = (view.Get(new ReferencesTo(Pod)), view.Get(new MakersByLabel(Pod)), view.Get(new SelectorsByLabel(Pod)));
        var objects = ObjectSet.Empty;
        foreach (var (pod, gone) in steps)
        {
            objects = gone ? objects.Without(pod.Namespace, pod.Name) : objects.With(pod);
            view = view.With(Pod, objects, "2");
            view.Follow();
        }

        var anew = ClusterView.Of(objects.All);
        return Same(view.Get(new ReferencesTo(Pod)), anew.Get(new ReferencesTo(Pod)))
            && Same(view.Get(new MakersByLabel(Pod)), anew.Get(new MakersByLabel(Pod)))
            && Same(view.Get(new SelectorsByLabel(Pod)), anew.Get(new SelectorsByLabel(Pod)));
    }, iter: 3_000);

    [Fact]
    public void Leave_out_what_a_workload_made()
    {
        var view = ClusterView.Of([Manifest(0, 1, 1, controlled: true)]);
        Assert.Empty(view.Get(new ReferencesTo(Pod)).ByKey);
        Assert.Empty(view.Get(new MakersByLabel(Pod)).ByKey);
    }

    private static bool Same<TKey>(Postings<TKey> left, Postings<TKey> right)
        where TKey : notnull =>
        left.ByKey.Count == right.ByKey.Count && left.ByKey.All(p => right.Under(p.Key).SetEquals(p.Value));

    private static Manifest Manifest(int name, int label, int config, bool controlled)
    {
        var owner = controlled ? ""","ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"r","uid":"u","controller":true}]""" : "";
        var json = $$$"""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p{{{name}}}","namespace":"shop","labels":{"app":"a{{{label}}}"}{{{owner}}}},"spec":{"containers":[{"name":"c","envFrom":[{"configMapRef":{"name":"c{{{config}}}"}}]}]} }""";
        return ManifestJson.TryParse(System.Text.Encoding.UTF8.GetBytes(json), out var node, out var fault) ? new(node) : throw new InvalidOperationException(fault.Problem);
    }
}

using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rbac;
using PolyK8s.Engine.Rbac.Questions;

namespace PolyK8s.Benchmarks;

/// <summary>Reach in a cluster of 11,000 RoleBindings, 3,200 namespaces and 10,000 service accounts: built, followed, and asked.</summary>
[MemoryDiagnoser]
public class ReachBenchmarks
{
    private const int Namespaces = 3_200;
    private const int Accounts = 10_000;
    private const int RoleBindings = 11_000;

    private static readonly Author Somebody = new ServiceAccount("ns-7", "sa-0").AsAuthor;
    private ImmutableArray<Manifest> _objects = [];
    private ClusterView _view = ClusterView.Empty;
    private Judge _judge = Judge.OfAllRules;
    private Manifest _binding = new(ManifestNode.Null);
    private Change _change = null!;

    /// <summary>How many times the cluster.</summary>
    [Params(1, 10)]
    public int Size { get; set; }

    /// <summary>Makes the objects and a view that has been asked once.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _objects = [.. Objects(Size)];
        _view = ClusterView.Of(_objects);
        EscalationAnswer.Of(_view, Somebody, Subject.Group("system:masters"));
        _binding = Binding("ns-7", "new", "Role", "reader", "sa-1", "ns-7");
        _change = Change.Create(_binding, Author.Named("root", ["system:masters"]));
        _judge = new(RuleBook.All.Select(["SafeCapability/*"], []));
        Verdict();
    }

    /// <summary>The baseline: reading every binding once, as any index must.</summary>
    [Benchmark(Baseline = true)]
    public int ReadsEveryBinding() => _objects.Count(o => o.Kind == "RoleBinding" && Engine.Rbac.Binding.From(o).Users.Length >= 0);

    /// <summary>A view of all objects, and the first answer.</summary>
    [Benchmark]
    public bool Builds() => EscalationAnswer.Of(ClusterView.Of(_objects), Somebody, Subject.Group("system:masters")).Reached;

    /// <summary>One binding comes, every index follows.</summary>
    [Benchmark]
    public ClusterView Follows()
    {
        var next = _view.With(RbacKinds.RoleBinding, _view.Of(RbacKinds.RoleBinding).With(_binding), "2");
        next.Follow();
        return next;
    }

    /// <summary>Whom one service account reaches.</summary>
    [Benchmark]
    public int Asks() => EscalationAnswer.Of(_view, Somebody, Subject.Group("system:masters")).Reaches.Length;

    /// <summary>All SafeCapability rules about one new binding.</summary>
    [Benchmark]
    public int Verdict() => _judge.Decide(_change with { }, _view, Policies.WarnOnly).Findings.Length;

    private static IEnumerable<Manifest> Objects(int size)
    {
        for (var i = 0; i < Namespaces * size; i++)
        {
            yield return Object("v1", "Namespace", "", $"ns-{i}");
            yield return Role($"ns-{i}", "reader", "pods", "get", "list");
            yield return Role($"ns-{i}", "runner", "pods", "create", "get");
        }

        for (var i = 0; i < Accounts * size; i++)
        {
            yield return Object("v1", "ServiceAccount", $"ns-{i % (Namespaces * size)}", $"sa-{i / (Namespaces * size)}");
        }

        for (var i = 0; i < RoleBindings * size; i++)
        {
            var ns = $"ns-{i % (Namespaces * size)}";
            yield return Binding(ns, $"b-{i}", "Role", i % 5 == 0 ? "runner" : "reader", $"sa-{i / (Namespaces * size)}", ns);
        }
    }

    private static Manifest Object(string version, string kind, string ns, string name, params ReadOnlySpan<(string, ManifestNode?)> rest) => new(ManifestNode.Object(
        [
            ("apiVersion", ManifestNode.Of(version)),
            ("kind", ManifestNode.Of(kind)),
            ("metadata", ManifestNode.Object(("name", ManifestNode.Of(name)), ("namespace", ns.Length == 0 ? null : ManifestNode.Of(ns)))),
            .. rest,
        ]));

    private static Manifest Role(string ns, string name, string resource, params string[] verbs) => Object(
        $"{RbacKinds.Group}/v1", "Role", ns, name, ("rules", ManifestNode.Array([new PolicyRule([.. verbs], [""], [resource], [], []).AsNode()])));

    private static Manifest Binding(string ns, string name, string kind, string role, string account, string accountNamespace) => Object(
        $"{RbacKinds.Group}/v1",
        "RoleBinding",
        ns,
        name,
        ("roleRef", ManifestNode.Object(("apiGroup", ManifestNode.Of(RbacKinds.Group)), ("kind", ManifestNode.Of(kind)), ("name", ManifestNode.Of(role)))),
        ("subjects", ManifestNode.Array([ManifestNode.Object(("kind", ManifestNode.Of("ServiceAccount")), ("name", ManifestNode.Of(account)), ("namespace", ManifestNode.Of(accountNamespace)))])));
}

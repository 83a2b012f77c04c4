using System.Diagnostics;
using System.Globalization;
using PolyK8s.Engine;

namespace PolyK8s.Benchmarks;

/// <summary>Verdicts of the SafeGraph rules on a large cluster and on one ten times as large, in turns in one run: median, 99th percentile, memory.</summary>
internal static class GraphVerdictMeasure
{
    private const int Verdicts = 2_000;

    private static readonly Judge Graph = new(RuleBook.All.Select(["SafeGraph/*"], []));

    /// <summary>Measures and prints.</summary>
    public static void Run()
    {
        var (one, ten) = (Made(1), Made(10));
        var figures = Enumerable.Range(0, 5).SelectMany(_ => new[] { (Times: 1, Measured(one.View)), (Times: 10, Measured(ten.View)) }).ToLookup(f => f.Times, f => f.Item2);
        foreach (var (times, made) in new[] { (1, one), (10, ten) })
        {
            var followed = Median([.. figures[times].Select(f => f.Event)]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"x{times,-2}: verdict p50 {Median([.. figures[times].Select(f => f.Half)]):F3} ms, p99 {Median([.. figures[times].Select(f => f.Most)]):F3} ms, event {followed:F3} ms, view and indexes {made.Bytes / 1048576.0:F0} MiB, indexes built in {made.Built:F0} ms"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ten times the cluster: p50 x{Median([.. figures[10].Select(f => f.Half)]) / Median([.. figures[1].Select(f => f.Half)]):F2}, p99 x{Median([.. figures[10].Select(f => f.Most)]) / Median([.. figures[1].Select(f => f.Most)]):F2}"));
    }

    private static (ClusterView View, long Bytes, double Built) Made(int times)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var view = GraphCluster.Of(times);
        var start = Stopwatch.GetTimestamp();
        foreach (var change in Changes())
        {
            Graph.Decide(change, view, Policies.WarnOnly);
        }

        var built = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return (view, GC.GetTotalMemory(forceFullCollection: true) - before, built);
    }

    private static (double Half, double Most, double Event) Measured(ClusterView view)
    {
        var changes = Changes();
        var times = new double[Verdicts];
        for (var i = 0; i < Verdicts; i++)
        {
            var change = changes[i % changes.Length] with { DryRun = i % 2 == 0 };
            var start = Stopwatch.GetTimestamp();
            Graph.Decide(change, view, Policies.WarnOnly);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        var began = Stopwatch.GetTimestamp();
        var set = view.Of("apps", "Deployment");
        for (var i = 0; i < 100; i++)
        {
            set = set.With(GraphCluster.Deployment(i, "changed"));
            view = view.With(new GroupKind("apps", "Deployment"), set, "2");
            view.Follow();
        }

        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds / 100;
        Array.Sort(times);
        return (times[Verdicts / 2], times[Verdicts * 99 / 100], took);
    }

    private static Change[] Changes() =>
    [
        Change.Create(GraphCluster.Deployment(7, "new")),
        new(Operation.Update, GraphCluster.Deployment(11), GraphCluster.Deployment(11, "new")),
        Change.Create(GraphCluster.Pod(33)),
        Change.Create(GraphCluster.Service(20)),
        Change.Create(GraphCluster.Ingress(5)),
        Change.Create(GraphCluster.Named("ConfigMap", "c", 9)),
        new(Operation.Delete, GraphCluster.Named("ConfigMap", "c", 12), null),
        new(Operation.Delete, GraphCluster.Service(13), null),
    ];

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}

using BenchmarkDotNet.Running;
using PolyK8s.Benchmarks;

if (args is ["graph-verdicts"])
{
    GraphVerdictMeasure.Run();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(GraphBenchmarks).Assembly).Run(args);

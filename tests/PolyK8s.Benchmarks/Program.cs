using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using PolyK8s.Benchmarks;

if (args is ["graph-verdicts"])
{
    GraphVerdictMeasure.Run();
    return;
}

if (args is ["peer-files", var folder])
{
    PeerFiles.Write(folder);
    return;
}

// A small machine that builds something else beside takes more than the two minutes it would be given.
BenchmarkSwitcher.FromAssembly(typeof(GraphBenchmarks).Assembly).Run(args, ManualConfig.Create(DefaultConfig.Instance).WithBuildTimeout(TimeSpan.FromMinutes(15)));

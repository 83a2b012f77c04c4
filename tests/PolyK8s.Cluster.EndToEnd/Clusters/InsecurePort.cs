using PolyK8s.Cluster.EndToEnd.Processes;

namespace PolyK8s.Cluster.EndToEnd.Clusters;

/// <summary>The port without TLS that a kube-controller-manager before 1.24 opens unless it is told not to; later ones do not know the flag.</summary>
internal static class InsecurePort
{
    /// <summary>The flag that closes it, where the program has it.</summary>
    public static async Task<string[]> Closed(string program) =>
        (await Finished.Of(program, ["--help"])).Text.Contains("--port int", StringComparison.Ordinal) ? ["--port=0"] : [];
}

namespace PolyK8s.Cli.Tests;

/// <summary>What is wrong with a command that writes is said before any cluster is asked.</summary>
public sealed class WriteCommandTests
{
    [Theory]
    [InlineData("apply", "there is nothing to apply; name a file, a folder or `-` with `-f`")]
    [InlineData("apply -f @/nothing.yaml", "there is no object in `@/nothing.yaml`")]
    [InlineData("apply -f @/broken.yaml", "@/broken.yaml:1:1: is text; a Kubernetes object is a mapping with `apiVersion` and `kind`")]
    [InlineData("apply -f @/a.yaml --dry-run client", "`--dry-run client` is not known; `--dry-run server` has the server try it, and without `--yes` it is only judged")]
    [InlineData("apply -f @/a.yaml --yes --dry-run server", "`--yes` writes and `--dry-run` does not: leave one of them out")]
    [InlineData("apply -f @/a.yaml --wait", "`--wait` needs `--yes`: what is not written begins nothing")]
    [InlineData("apply -f @/a.yaml --yes --wait --timeout -1", "`--timeout -1` is no time to wait; write `60s`, `1m30s` or seconds, from 0 to 168h")]
    [InlineData("scale deployment/web --replicas 1 --yes --wait --timeout 1m30", "`--timeout 1m30` is no time to wait; write `60s`, `1m30s` or seconds, from 0 to 168h")]
    [InlineData("rollout restart deployment/web --yes --wait --timeout=169h", "`--timeout 169h` is no time to wait; write `60s`, `1m30s` or seconds, from 0 to 168h")]
    [InlineData("rollout status deployment/web --live --follow --timeout soon", "`--timeout soon` is no time to wait; write `60s`, `1m30s` or seconds, from 0 to 168h")]
    [InlineData("state --live deployment/web --follow --timeout=-5s", "`--timeout -5s` is no time to wait; write `60s`, `1m30s` or seconds, from 0 to 168h")]
    [InlineData("apply -f @/a.yaml --as-group g", "`--as-group` needs `--as`: groups alone make nobody")]
    [InlineData("scale deployment/web", "option `--replicas` is required; `poly-k8s scale --help` shows what is accepted")]
    [InlineData("scale pod/web --replicas 1", "`pod/web` names no workload; write `deployment/NAME`, `statefulset/NAME` or `daemonset/NAME`")]
    [InlineData("rollout undo deployment/web --to-revision -1", "`--to-revision -1` is no revision; 0 stands for the one before")]
    [InlineData("state --follow -f @/a.yaml", "`--follow` goes with `--live KIND/NAME`, and without `-f` and `--compat`: files do not change, and it is our states that are followed")]
    [InlineData("mcp --allow-writes", "`--allow-writes` needs `--live`, without `--state` and `--policies`: what is written is judged by the cluster as it is")]
    [InlineData("mcp --allow-writes --live --listen 127.0.0.1:0", "`--allow-writes` does not go with `--listen`: whoever reaches the port could write as you")]
    [InlineData("mcp --as root", "`--as` and `--as-group` go with `--allow-writes`: nothing else is done as anybody")]
    public async Task Says_it_in_one_line(string line, string complaint)
    {
        using var run = new CliRun().With("a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n").With("nothing.yaml", "# nothing\n").With("broken.yaml", "text");
        Assert.Equal(ExitCodes.Usage, await run.RunAsync(line.Split(' ')));
        Assert.Equal([$"poly-k8s: {complaint}"], run.Errors);
    }
}

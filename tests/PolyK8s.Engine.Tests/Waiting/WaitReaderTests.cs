using System.Text;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Waiting;

namespace PolyK8s.Engine.Tests.Waiting;

/// <summary>What commands, probes and images of containers are taken to wait for.</summary>
public sealed class WaitReaderTests
{
    [Theory]
    [InlineData("until nslookup db; do sleep 2; done", "nslookup db by Name")]
    [InlineData("until getent hosts db.shop.svc.cluster.local; do sleep 2; done", "getent db.shop.svc.cluster.local by Name")]
    [InlineData("while ! nc -z db 5432; do sleep 1; done", "nc db by Connection")]
    [InlineData("until pg_isready -h db -p 5432; do sleep 1; done", "pg_isready db by Connection")]
    [InlineData("until curl -fsS http://api.shop:8080/healthz; do sleep 1; done", "curl api.shop by Connection")]
    [InlineData("until redis-cli -h cache ping; do sleep 1; done", "redis-cli cache by Connection")]
    [InlineData("until (echo > /dev/tcp/db/5432); do sleep 1; done", "/dev/tcp db by Connection")]
    [InlineData("./wait-for-it.sh db:5432 -- run", "wait-for-it.sh db by Connection")]
    [InlineData("dockerize -wait tcp://db:5432 -wait http://api/ready", "dockerize db by Connection|dockerize api by Connection")]
    [InlineData("until nc -z 10.0.0.1 80; do sleep 1; done", "")]
    [InlineData("until nc -z localhost 80; do sleep 1; done", "")]
    [InlineData("echo nothing to wait for", "")]
    [InlineData("until nc -z web-${HOSTNAME##*-} 80; do sleep 1; done", "")]
    public void Reads_a_command(string script, string waits) =>
        Assert.Equal(waits, Read($$"""{"name":"i","image":"busybox","command":["sh","-c",{{Quoted(script)}}]}"""));

    [Theory]
    [InlineData("pod -lapp=db", "k8s-wait-for Pods with {\"app\":\"db\"} by Pods")]
    [InlineData("job migrate", "k8s-wait-for Job.batch shop/migrate by Completion")]
    [InlineData("job migrate -n data", "k8s-wait-for Job.batch data/migrate by Completion")]
    [InlineData("service db", "k8s-wait-for db by Connection")]
    public void Reads_an_image_that_waits(string args, string waits) =>
        Assert.Equal(waits, Read($$"""{"name":"i","image":"groundnuty/k8s-wait-for:v2","args":[{{string.Join(',', args.Split(' ').Select(Quoted))}}]}"""));

    [Theory]
    [InlineData("DEPENDENCY_SERVICE", "db,data:cache", "kubernetes-entrypoint db by Connection|kubernetes-entrypoint cache by Connection")]
    [InlineData("DEPENDENCY_JOBS", "migrate,data:seed", "kubernetes-entrypoint Job.batch shop/migrate by Completion|kubernetes-entrypoint Job.batch data/seed by Completion")]
    [InlineData("DEPENDENCY_DAEMONSET", "ovs", "kubernetes-entrypoint DaemonSet.apps shop/ovs by Workload")]
    [InlineData("DEPENDENCY_POD_JSON", """[{"labels":{"app":"db"},"requireSameNode":true}]""", "kubernetes-entrypoint Pods with {\"app\":\"db\"} by Pods")]
    [InlineData("DEPENDENCY_CONFIG", "/etc/app.conf", "")]
    public void Reads_the_variables_of_an_entrypoint(string variable, string value, string waits) =>
        Assert.Equal(waits, Read($$"""{"name":"i","image":"stackanetes/kubernetes-entrypoint:v1","env":[{"name":"{{variable}}","value":{{Quoted(value)}}}]}"""));

    private static string Read(string container) =>
        string.Join('|', WaitReader.Of(Maker(container)).Select(w => $"{w.Tool} {w.Awaited} by {w.By}"));

    private static Manifest Maker(string container) => ManifestJson.TryParse(
        Encoding.UTF8.GetBytes($$"""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","namespace":"shop"},"spec":{"initContainers":[{{container}}],"containers":[{"name":"c","image":"c"}]} }"""),
        out var node,
        out var fault) ? new(node) : throw new InvalidOperationException(fault.Problem);

    private static string Quoted(string text) => ManifestNode.Of(text).ToString();
}

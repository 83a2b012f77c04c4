using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using PolyK8s.Webhook.Http;

namespace PolyK8s.Cli.Tests;

/// <summary>Spans leave only when somebody names a collector.</summary>
public sealed class TraceExportTests
{
    [Fact]
    public async Task Sends_spans_to_the_collector_that_was_named()
    {
        using var collector = new TcpListener(IPAddress.Loopback, 0);
        collector.Start();
        var received = ReceiveAsync(collector);
        using var source = new ActivitySource(ReviewTrace.SourceName);
        using (TraceExport.Start(new Uri($"http://{collector.LocalEndpoint}")))
        using (var span = source.StartActivity("a span of a test"))
        {
            Assert.NotNull(span);
        }

        var text = await received;
        Assert.StartsWith("POST /v1/traces HTTP/1.1\r\n", text, StringComparison.Ordinal);
        Assert.Contains("poly-k8s", text, StringComparison.Ordinal);
        Assert.Contains("a span of a test", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_off_unless_a_collector_is_named() => Assert.Null(TraceExport.Start(null));

    [Theory]
    [InlineData("collector:4318")]
    [InlineData("ftp://collector")]
    public async Task Says_in_one_line_what_an_address_is(string address)
    {
        using var run = new CliRun();
        Assert.Equal(ExitCodes.Usage, await run.RunAsync("webhook", "--traces", address));
        Assert.Contains($"`{address}` is no address of a collector; give one such as `http://collector:4318`", string.Join("\n", run.Errors), StringComparison.Ordinal);
    }

    private static async Task<string> ReceiveAsync(TcpListener collector)
    {
        using var connection = await collector.AcceptTcpClientAsync();
        var (stream, buffer, text) = (connection.GetStream(), new byte[64 * 1024], new StringBuilder());
        while (!text.ToString().Contains("a span of a test", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer);
            Assert.NotEqual(0, read);
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        return text.ToString();
    }
}

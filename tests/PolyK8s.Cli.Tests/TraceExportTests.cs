using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using PolyK8s.Webhook.Http;

namespace PolyK8s.Cli.Tests;

/// <summary>Spans leave only when somebody names a collector.</summary>
public sealed class TraceExportTests
{
    [Fact]
    public async Task Sends_spans_to_the_collector_that_was_named()
    {
        var received = new ConcurrentQueue<string>();
        await using var collector = await Collector(received);
        using var source = new ActivitySource(ReviewTrace.SourceName);
        using (TraceExport.Start(new Uri(collector.Urls.Single())))
        using (var span = source.StartActivity("a span of a test"))
        {
            Assert.NotNull(span);
        }

        // What other tests do at the time leaves as well.
        Assert.Contains(received, body => body.Contains("poly-k8s", StringComparison.Ordinal) && body.Contains("a span of a test", StringComparison.Ordinal));
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

    private static async Task<WebApplication> Collector(ConcurrentQueue<string> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/v1/traces", async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received.Enqueue(Encoding.Latin1.GetString(body.ToArray()));
        });
        await app.StartAsync();
        return app;
    }
}

using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace PolyK8s.Cluster.Tests;

/// <summary>A server that speaks list and watch as a test tells it to. A watch nobody scripted stays open and silent.</summary>
internal sealed class TestApi : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestApi(WebApplication app) => _app = app;

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>The answers to the next lists; the last one stays.</summary>
    public ConcurrentQueue<(int Status, string Body)> Lists { get; } = new();

    /// <summary>What the next watches do.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Watches { get; } = new();

    /// <summary>Every request, path and query.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>The Accept headers of the requests.</summary>
    public ConcurrentQueue<string> Accepts { get; } = new();

    public static async Task<TestApi> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var api = new TestApi(app);
        app.Run(api.AnswerAsync);
        await app.StartAsync();
        api.Url = new(app.Urls.Single());
        return api;
    }

    public ClusterConnection Connect() => new(new HttpClient { Timeout = Timeout.InfiniteTimeSpan }, Url);

    /// <summary>A watch that sends these lines and ends.</summary>
    public static Func<HttpContext, Task> Lines(params string[] lines) => async context =>
    {
        foreach (var line in lines)
        {
            await context.Response.WriteAsync(line + "\n");
        }
    };

    /// <summary>A watch that sends text as it is and ends.</summary>
    public static Func<HttpContext, Task> Text(string text) => context => context.Response.WriteAsync(text);

    /// <summary>A watch that is answered with a status.</summary>
    public static Func<HttpContext, Task> Status(int status) => context =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync("{}");
    };

    /// <summary>A watch that opens and says nothing.</summary>
    public static async Task Silence(HttpContext context)
    {
        await context.Response.StartAsync();
        await context.Response.Body.FlushAsync();
        await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        Requests.Enqueue($"{context.Request.Path}{context.Request.QueryString}");
        Accepts.Enqueue(context.Request.Headers.Accept.ToString());
        if (context.Request.Query.ContainsKey("watch"))
        {
            return Watches.TryDequeue(out var watch) ? watch(context) : Silence(context);
        }

        var answer = Lists.Count > 1 && Lists.TryDequeue(out var next) ? next : Lists.TryPeek(out var last) ? last : (404, "{}");
        context.Response.StatusCode = answer.Item1;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(answer.Item2);
    }
}

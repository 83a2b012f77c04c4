using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace PolyK8s.Cluster.EndToEnd.Faults;

/// <summary>The way from the product to a real API server, on which things go wrong when a test says so.</summary>
public sealed class FaultyWay : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client;
    private int _befallen;
    private int _found;

    private FaultyWay(WebApplication app, HttpClient client) => (_app, _client) = (app, client);

    /// <summary>Where it begins.</summary>
    public Uri Url => new(_app.Urls.Single());

    /// <summary>What goes wrong.</summary>
    public Fault Fault { get; set; }

    /// <summary>Requests that a fault befell.</summary>
    public int Befallen => _befallen;

    /// <summary>Requests that were answered with something that is there.</summary>
    public int Found => _found;

    /// <summary>A way on which nothing goes wrong yet.</summary>
    public static async Task<FaultyWay> To(Uri server)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null } };
        var way = new FaultyWay(builder.Build(), new(handler) { BaseAddress = server, Timeout = Timeout.InfiniteTimeSpan });
        way._app.Run(way.PassAsync);
        await way._app.StartAsync();
        return way;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        var (fault, watches) = (Fault, context.Request.Query.ContainsKey("watch"));
        if (fault is Fault.Busy or Fault.Gone && (fault == Fault.Busy || watches))
        {
            Interlocked.Increment(ref _befallen);
            await RefuseAsync(context, fault);
            return;
        }

        if (fault == Fault.Slow && !watches)
        {
            Interlocked.Increment(ref _befallen);
            await Task.Delay(TimeSpan.FromSeconds(2), context.RequestAborted);
        }

        using var request = new HttpRequestMessage(new(context.Request.Method), $"{context.Request.Path}{context.Request.QueryString}".TrimStart('/'));
        request.Headers.TryAddWithoutValidation("Authorization", (string?)context.Request.Headers.Authorization);
        request.Headers.TryAddWithoutValidation("Accept", (string?)context.Request.Headers.Accept);
        if (context.Request.ContentType is { } type)
        {
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        using var cut = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        try
        {
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cut.Token);
            context.Response.StatusCode = (int)answer.StatusCode;
            _ = answer.StatusCode == HttpStatusCode.NotFound ? 0 : Interlocked.Increment(ref _found);
            await PourAsync(await answer.Content.ReadAsStreamAsync(cut.Token), context, watches);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            context.Abort();
        }
    }

    // A watch that is cut breaks off after a moment, without the end a stream should have.
    private async Task PourAsync(Stream from, HttpContext context, bool watches)
    {
        var (buffer, begun) = (new byte[16 * 1024], TimeProvider.System.GetTimestamp());
        await context.Response.Body.FlushAsync(context.RequestAborted);
        while (true)
        {
            var read = from.ReadAsync(buffer, context.RequestAborted).AsTask();
            while (watches && !read.IsCompleted)
            {
                await Task.WhenAny(read, Task.Delay(TimeSpan.FromMilliseconds(100), context.RequestAborted));
                if (Fault == Fault.Cut && TimeProvider.System.GetElapsedTime(begun) > TimeSpan.FromSeconds(1))
                {
                    Interlocked.Increment(ref _befallen);
                    context.Abort();
                    return;
                }
            }

            if (await read is var count && count == 0)
            {
                return;
            }

            await context.Response.Body.WriteAsync(buffer.AsMemory(0, count), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    private static Task RefuseAsync(HttpContext context, Fault fault)
    {
        if (fault == Fault.Busy)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = "1";
            return context.Response.WriteAsync("Too many requests, please try again later.");
        }

        // As an API server says it whose memory does not reach back that far.
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(
            """{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"too old resource version: 1 (2)","reason":"Expired","code":410}}""" + "\n")).AsTask();
    }
}

/// <summary>What goes wrong on the way to an API server.</summary>
public enum Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Every request is answered 429.</summary>
    Busy,

    /// <summary>Every watch is told that it comes from too far back.</summary>
    Gone,

    /// <summary>Every watch breaks off.</summary>
    Cut,

    /// <summary>Every list takes seconds.</summary>
    Slow,
}

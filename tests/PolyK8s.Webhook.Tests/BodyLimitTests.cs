using System.Net;
using System.Text;

namespace PolyK8s.Webhook.Tests;

/// <summary>The largest review fits; nothing larger, slower or more is held.</summary>
public sealed class BodyLimitTests
{
    private const int MiB = 1024 * 1024;

    [Fact]
    public async Task Takes_a_review_of_exactly_7_MiB()
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        var response = await served.ReviewAsync(Padded(7 * MiB));
        Assert.True((bool)response["allowed"]!);
    }

    [Theory]
    [InlineData((7 * MiB) + 1, false)]
    [InlineData((8 * MiB) + 1, false)]
    [InlineData((8 * MiB) + 1, true)]
    public async Task Answers_413_beyond(int size, bool chunked)
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        using var request = new HttpRequestMessage(HttpMethod.Post, "validate") { Content = Served.Json(Encoding.ASCII.GetBytes(Padded(size))) };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.ExpectContinue = true;
        using var response = await served.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.True(response.Headers.ConnectionClose);
    }

    [Fact]
    public async Task Answers_413_to_a_body_without_end()
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        using var request = new HttpRequestMessage(HttpMethod.Post, "validate") { Content = new Endless() };
        var outcome = await Record.ExceptionAsync(async () =>
        {
            using var response = await served.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        });
        // The server may close while the client is still writing: then the client sees its write fail instead of the answer.
        Assert.True(outcome is null or HttpRequestException, outcome?.ToString());
        Assert.True((bool)(await served.ReviewAsync(Reviews.Create(Reviews.ConfigMap("blue"))))["allowed"]!);
    }

    [Fact]
    public async Task Answers_408_to_a_body_that_does_not_come()
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        using var connection = await RawConnection.ToAsync(served.Address.Url);
        await connection.SendAsync("POST /validate?timeout=1s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
        var answer = await connection.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_back_what_it_held_for_callers_that_go_away()
    {
        var options = new WebhookHostOptions { DrainTime = TimeSpan.Zero, Admission = new() { MaxBytesInFlight = 64 * 1024 } };
        await using var served = await Served.WithAsync(TestRule.OnlyBlue, options: options);
        for (var i = 0; i < 30; i++)
        {
            using var connection = await RawConnection.ToAsync(served.Address.Url);
            await connection.SendAsync($"POST /validate?timeout=1s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n{new string(' ', 5000)}");
        }

        await ServedAgainAsync(served);
    }

    [Fact]
    public async Task Answers_503_when_too_many_bytes_are_held()
    {
        var options = new WebhookHostOptions { DrainTime = TimeSpan.Zero, Admission = new() { MaxBytesInFlight = 64 * 1024 } };
        await using var served = await Served.WithAsync(TestRule.OnlyBlue, options: options);
        using var response = await served.PostAsync("validate", Padded(100 * 1024));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.Zero, response.Headers.RetryAfter?.Delta);
        Assert.True(response.Headers.ConnectionClose);
        Assert.True((bool)(await served.ReviewAsync(Reviews.Create(Reviews.ConfigMap("blue"))))["allowed"]!);
    }

    [Fact]
    public async Task Answers_many_large_reviews_at_once()
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        var body = Padded(MiB);
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(async _ =>
        {
            using var response = await served.PostAsync("validate", body);
            return response.StatusCode;
        }));
        Assert.All(answers, status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, status.ToString()));
        Assert.Contains(HttpStatusCode.OK, answers);
    }

    private static async Task ServedAgainAsync(Served served)
    {
        var status = HttpStatusCode.ServiceUnavailable;
        while (status == HttpStatusCode.ServiceUnavailable)
        {
            using var response = await served.PostAsync("validate", Reviews.Create(Reviews.ConfigMap("blue")));
            status = response.StatusCode;
        }

        Assert.Equal(HttpStatusCode.OK, status);
    }

    private static string Padded(int size)
    {
        var empty = Reviews.Create(Reviews.ConfigMap("blue", ""));
        return Reviews.Create(Reviews.ConfigMap("blue", new string('n', size - empty.Length)));
    }

    private sealed class Endless : HttpContent
    {
        public Endless() => Headers.ContentType = new("application/json");

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var spaces = Encoding.ASCII.GetBytes(new string(' ', 64 * 1024));
            while (true)
            {
                await stream.WriteAsync(spaces);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}

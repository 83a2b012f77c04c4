using System.Diagnostics;
using PolyK8s.Webhook.Http;

namespace PolyK8s.Webhook.Tests;

/// <summary>Spans of reviews.</summary>
public sealed class TraceTests
{
    private const string Caller = "0af7651916cd43dd8448eb211c80319c";

    [Fact]
    public async Task A_review_is_a_span_below_the_one_of_the_API_server_and_names_nobody()
    {
        var spans = new System.Collections.Concurrent.ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ReviewTrace.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        using var request = new HttpRequestMessage(HttpMethod.Post, "validate") { Content = Served.Json(System.Text.Encoding.UTF8.GetBytes(Reviews.Create(Reviews.ConfigMap("red")))) };
        request.Headers.Add("traceparent", $"00-{Caller}-b7ad6b7169203331-01");
        using (await served.Client.SendAsync(request))
        {
        }

        var span = Assert.Single(spans, s => s.TraceId.ToHexString() == Caller);
        Assert.Equal(("validate", ActivityKind.Server, "b7ad6b7169203331"), (span.OperationName, span.Kind, span.ParentSpanId.ToHexString()));
        var tags = span.TagObjects.ToDictionary(tag => tag.Key, tag => $"{tag.Value}");
        Assert.Equal(("CREATE", "ConfigMap", "Denied", "1", "200"), (tags["polyk8s.operation"], tags["polyk8s.kind"], tags["polyk8s.outcome"], tags["polyk8s.findings"], tags["http.response.status_code"]));
        Assert.DoesNotContain(tags.Values, value => value.Contains("paint", StringComparison.Ordinal) || value.Contains("jane", StringComparison.Ordinal));
    }
}

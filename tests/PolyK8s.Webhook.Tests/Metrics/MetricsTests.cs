using System.Net;
using PolyK8s.Fixtures;
using PolyK8s.Webhook.Metrics;

namespace PolyK8s.Webhook.Tests.Metrics;

/// <summary>What a scrape shows, and that it follows the rules Prometheus checks metrics by.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task Counts_reviews_findings_and_times_on_a_port_of_its_own()
    {
        var port = FreePort.On(IPAddress.Loopback);
        var options = new WebhookHostOptions { DrainTime = TimeSpan.Zero, Metrics = new(IPAddress.Loopback, port) };
        await using var served = await Served.WithAsync(TestRule.OnlyBlue, options: options);
        await served.ReviewAsync(Reviews.Create(Reviews.ConfigMap("red")));
        await served.ReviewAsync(Reviews.Create(Reviews.ConfigMap("blue")));
        using (await served.PostAsync("validate", "no review"))
        {
        }

        // The last answer is counted once it has gone out, which its caller may see first.
        var text = await ScrapeAsync(port);
        for (var tries = 0; tries < 300 && !text.Contains("status=\"400\"} 1\n", StringComparison.Ordinal); tries++)
        {
            await Task.Delay(100);
            text = await ScrapeAsync(port);
        }

        Assert.Contains("polyk8s_admission_requests_total{operation=\"CREATE\",kind=\"ConfigMap\",allowed=\"false\",effect=\"deny\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("polyk8s_admission_requests_total{operation=\"CREATE\",kind=\"ConfigMap\",allowed=\"true\",effect=\"none\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("polyk8s_rule_results_total{rule=\"Test/rule\",result=\"deny\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("polyk8s_rule_evaluation_duration_seconds_count{rule=\"Test/rule\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("polyk8s_admission_request_duration_seconds_count{path=\"validate\"} 3\n", text, StringComparison.Ordinal);
        Assert.Contains("polyk8s_http_answers_total{status=\"400\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("polyk8s_ready 1\n", text, StringComparison.Ordinal);
        Assert.Matches("polyk8s_certificate_expiry_timestamp_seconds\\{certificate=\"leaf\"\\} [0-9]{10}\n", text);
        Assert.Matches("polyk8s_ruleset_info\\{digest=\"[0-9a-f]{16}\",version=\"[^\"]+\"\\} 1\n", text);
        Assert.DoesNotContain("paint", text, StringComparison.Ordinal);
        Assert.DoesNotContain("jane", text, StringComparison.Ordinal);
        Assert.Empty(MetricLint.Problems(text));
    }

    [Fact]
    public async Task The_port_of_the_reviews_shows_no_metrics()
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        using var answer = await served.Client.GetAsync("metrics");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public void Kinds_that_callers_make_up_are_counted_together_beyond_a_thousand()
    {
        var counter = new Counter("polyk8s_tests_total", "Tests.");
        for (var i = 0; i < 5000; i++)
        {
            counter.Add(("kind", $"Kind{i}"));
        }

        var text = new System.Text.StringBuilder();
        counter.Write(text);
        var series = text.ToString().Split('\n').Where(l => l.StartsWith("polyk8s_tests_total{", StringComparison.Ordinal)).ToArray();
        Assert.InRange(series.Length, 1000, 1001);
        Assert.Contains("polyk8s_tests_total{others=\"true\"} 4000", series);
        Assert.Empty(MetricLint.Problems(text.ToString()));
    }

    [Fact]
    public void A_label_may_hold_anything()
    {
        var counter = new Counter("polyk8s_tests_total", "Tests.");
        counter.Add(("kind", "a\"b\\c\nd"));
        var text = new System.Text.StringBuilder();
        counter.Write(text);
        Assert.Contains("polyk8s_tests_total{kind=\"a\\\"b\\\\c\\nd\"} 1\n", text.ToString(), StringComparison.Ordinal);
        Assert.Empty(MetricLint.Problems(text.ToString()));
    }

    [Theory]
    [InlineData("# HELP polyk8s_x X.\n# TYPE polyk8s_x counter\npolyk8s_x 1\n", "_total")]
    [InlineData("# HELP polyk8s_x_total X.\n# TYPE polyk8s_x_total gauge\npolyk8s_x_total 1\n", "_total")]
    [InlineData("# TYPE polyk8s_ready gauge\npolyk8s_ready 1\n", "HELP")]
    [InlineData("# HELP polyk8s_x_milliseconds X.\n# TYPE polyk8s_x_milliseconds gauge\npolyk8s_x_milliseconds 1\n", "base unit")]
    [InlineData("# HELP polyk8s_x X.\n# TYPE polyk8s_x gauge\npolyk8s_x 1\npolyk8s_x 2\n", "twice")]
    [InlineData("# HELP polyk8s_x X.\n# TYPE polyk8s_x gauge\npolyk8s_x{a=b} 1\n", "no sample")]
    [InlineData("# HELP polyk8s_x_seconds X.\n# TYPE polyk8s_x_seconds histogram\npolyk8s_x_seconds_bucket{le=\"1\"} 2\npolyk8s_x_seconds_bucket{le=\"+Inf\"} 1\npolyk8s_x_seconds_sum 1\npolyk8s_x_seconds_count 1\n", "fewer")]
    public void The_lint_finds_what_Prometheus_would_find(string text, string problem) =>
        Assert.Contains(MetricLint.Problems(text), p => p.Contains(problem, StringComparison.Ordinal));

    private static async Task<string> ScrapeAsync(int port)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/metrics"));
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        return await answer.Content.ReadAsStringAsync();
    }
}

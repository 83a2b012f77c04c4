using System.Net;
using PolyK8s.Engine;

namespace PolyK8s.Webhook.Tests;

/// <summary>A review that cannot be judged here and now is sent elsewhere at once: 503, to be tried again on a new connection.</summary>
public sealed class TimeAndFaultTests
{
    [Fact]
    public async Task Answers_503_when_a_rule_throws()
    {
        var judge = new Judge(new RuleBook([new TestRule(_ => throw new InvalidOperationException("secret of the rule"))]));
        await using var served = await Served.WithAsync(judge);
        using var response = await served.PostAsync("validate", Reviews.Create(Reviews.ConfigMap("blue")));
        await AssertElsewhereAsync(response, "an internal fault prevented the judgement\n");
    }

    [Fact]
    public async Task Answers_503_in_time_when_a_judgement_overruns()
    {
        using var release = new ManualResetEventSlim();
        var judge = new Judge(new RuleBook([new TestRule(_ => Wait(release))]));
        await using var served = await Served.WithAsync(judge);
        using var response = await served.PostAsync("validate?timeout=1s", Reviews.Create(Reviews.ConfigMap("blue")));
        release.Set();
        await AssertElsewhereAsync(response, "the review could not be judged in the time allowed\n");
    }

    [Fact]
    public async Task Answers_503_when_no_turn_comes()
    {
        using var release = new ManualResetEventSlim();
        using var entered = new ManualResetEventSlim();
        var judge = new Judge(new RuleBook([new TestRule(change =>
        {
            entered.Set();
            return change.Object.Name == "slow" ? Wait(release) : [];
        })]));
        var options = new WebhookHostOptions { DrainTime = TimeSpan.Zero, Admission = new() { Concurrency = 1 } };
        await using var served = await Served.WithAsync(judge, options: options);
        var slow = served.PostAsync("validate", Reviews.Create(Reviews.ConfigMap("blue", "slow")));
        await Task.Run(entered.Wait);
        using (var response = await served.PostAsync("validate?timeout=1s", Reviews.Create(Reviews.ConfigMap("blue"))))
        {
            await AssertElsewhereAsync(response, "too many reviews are waiting to be judged\n");
        }

        release.Set();
        using var answered = await slow;
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }

    [Theory]
    [InlineData("3s")]
    [InlineData("1m30s")]
    [InlineData("500ms")]
    [InlineData("2.5s")]
    [InlineData("1h")]
    public async Task Takes_a_timeout_as_Go_writes_it(string timeout)
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        using var response = await served.PostAsync($"validate?timeout={timeout}", Reviews.Create(Reviews.ConfigMap("blue")));

        // A starved machine may need longer than the shortest of them, and then says so: it was understood either way.
        Assert.True(response.StatusCode == HttpStatusCode.OK || (timeout == "500ms" && response.StatusCode == HttpStatusCode.ServiceUnavailable), $"{response.StatusCode}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("3")]
    [InlineData("s")]
    [InlineData("-3s")]
    [InlineData("0s")]
    [InlineData("3 s")]
    [InlineData("1e9s")]
    [InlineData("99999999999999999999h")]
    [InlineData("3s&timeout=4s")]
    public async Task Refuses_any_other_timeout(string timeout)
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        using var response = await served.PostAsync($"validate?timeout={timeout}", Reviews.Create(Reviews.ConfigMap("blue")));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("`timeout` is no duration; give seconds, such as `?timeout=3s`\n", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Answers_every_one_of_many_reviews_with_its_own_verdict()
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        await Parallel.ForEachAsync(Enumerable.Range(0, 400), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            var response = await served.ReviewAsync(Reviews.Create(Reviews.ConfigMap(i % 3 == 0 ? "blue" : "red"), $"\"{i}\""));
            Assert.Equal($"{i}", (string?)response["uid"]);
            Assert.Equal(i % 3 == 0, (bool)response["allowed"]!);
        });
    }

    private static IEnumerable<Finding> Wait(ManualResetEventSlim release)
    {
        release.Wait(TimeSpan.FromSeconds(30));
        return [];
    }

    private static async Task AssertElsewhereAsync(HttpResponseMessage response, string line)
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("0", Assert.Single(response.Headers.GetValues("Retry-After")));
        Assert.True(response.Headers.ConnectionClose);
        Assert.Equal(line, await response.Content.ReadAsStringAsync());
    }
}

namespace PolyK8s.Webhook.Tests;

/// <summary>A uid comes back as it went in, or the API server would take a denial for a failed call.</summary>
public sealed class UidTests
{
    [Theory]
    [InlineData("\"705ab4f5-6393-11e8-b7cc-42010a800002\"")]
    [InlineData("\"\"")]
    [InlineData("\"a\\u0041\\/\\n\\\"\"")]
    [InlineData("\"\\ud83d\\ude00 grüße 😀\"")]
    [InlineData("\"<b>'`&\"")]
    public async Task Echoes_the_uid_byte_for_byte(string uid)
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        foreach (var colour in new[] { "blue", "red" })
        {
            using var response = await served.PostAsync("validate", Reviews.Create(Reviews.ConfigMap(colour), uid));
            Assert.Contains($"\"uid\":{uid},", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Takes_the_uid_of_the_request_and_no_other()
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        var response = await served.ReviewAsync("""{"uid":"outer","response":{"uid":"other","request":{"uid":"inner"}},"request":{"object":{"uid":"object","kind":"ConfigMap","apiVersion":"v1"},"operation":"CREATE","uid":"right"},"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1"}""");
        Assert.Equal("right", (string?)response["uid"]);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("{}")]
    public async Task Asks_for_a_uid_that_is_a_string(string uid)
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        using var response = await served.PostAsync("validate", Reviews.Create(Reviews.ConfigMap("blue"), uid));
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("`request.uid` is no string\n", await response.Content.ReadAsStringAsync());
    }
}

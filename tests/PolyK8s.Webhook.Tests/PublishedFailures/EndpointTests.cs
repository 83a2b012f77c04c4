using System.Net;
using System.Security.Authentication;
using System.Text;
using PolyK8s.Engine;

namespace PolyK8s.Webhook.Tests.PublishedFailures;

/// <summary>What went wrong at the endpoints of other webhooks, each under the number it was published with.</summary>
public sealed class EndpointTests
{
    /// <summary>An API server follows a redirect and takes the answer of wherever it leads (CVE-2020-8561): none is ever given.</summary>
    [Theory]
    [InlineData("validate/")]
    [InlineData("/validate")]
    [InlineData("validate//")]
    [InlineData("validate?timeout=3s#x")]
    [InlineData("VALIDATE")]
    [InlineData("/evil.example/validate")]
    [InlineData("validate/../mutate")]
    [InlineData("%2e%2e/validate")]
    [InlineData("readyz/")]
    public async Task CVE_2020_8561_never_redirects(string path)
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Get })
        {
            using var request = new HttpRequestMessage(method, new Uri($"{served.Address.Url}{path}"));
            request.Content = method == HttpMethod.Post ? Served.Json(Encoding.UTF8.GetBytes(Reviews.Create(Reviews.ConfigMap("blue")))) : null;
            using var response = await served.Client.SendAsync(request);
            Assert.False((int)response.StatusCode is >= 300 and < 400, $"{method} {path}: {(int)response.StatusCode}");
            Assert.Null(response.Headers.Location);
        }
    }

    /// <summary>Oversized reviews ended an ingress controller (CVE-2026-24514): many of the largest at once are judged or turned away, and it goes on.</summary>
    [Fact]
    public async Task CVE_2026_24514_judges_or_turns_away_and_goes_on()
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        var empty = Reviews.Create(Reviews.ConfigMap("blue", ""));
        var body = Encoding.ASCII.GetBytes(Reviews.Create(Reviews.ConfigMap("blue", new string('n', (7 * 1024 * 1024) - empty.Length))));
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(async _ =>
        {
            using var response = await served.Client.PostAsync("validate", Served.Json(body));
            return response.StatusCode;
        }));
        Assert.All(answers, status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, status.ToString()));
        Assert.Contains(HttpStatusCode.OK, answers);
        Assert.True((bool)(await served.ReviewAsync(Reviews.Create(Reviews.ConfigMap("blue"))))["allowed"]!);
    }

    /// <summary>What a request says was written into a configuration file and run (CVE-2025-1974): here it comes back as text, in one line, or not at all.</summary>
    [Theory]
    [InlineData("x\\n}}\\nssl_engine /tmp/evil.so;\\n")]
    [InlineData("$(touch /tmp/x)`id`")]
    [InlineData("{{ .Values.secret }}<%= 7*7 %>${7*7}")]
    [InlineData("a\\u001b[2J\\u001b]0;owned\\u0007\\u202e\\u2066b")]
    public async Task CVE_2025_1974_and_CVE_2021_25743_text_of_a_request_stays_text(string colour)
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        var response = await served.ReviewAsync(Reviews.Create(Reviews.ConfigMap(colour)));
        var message = (string)response["status"]!["message"]!;
        Assert.False((bool)response["allowed"]!);
        Assert.DoesNotContain(message, c => char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format);
        Assert.DoesNotContain("49", message, StringComparison.Ordinal);
    }

    /// <summary>A body that is longer than its <c>Content-Length</c> says begins a second request: it is refused, not judged as part of the first.</summary>
    [Fact]
    public async Task A_lying_content_length_smuggles_nothing()
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        using var connection = await RawConnection.ToAsync(served.Address.Url);
        var body = Reviews.Create(Reviews.ConfigMap("blue"));
        await connection.SendAsync($"POST /validate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}{body}\r\n\r\n");
        var answers = await connection.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 200 ", answers, StringComparison.Ordinal);
        Assert.Contains("HTTP/1.1 400 ", answers, StringComparison.Ordinal);
        Assert.Equal(1, answers.Split("\"allowed\"").Length - 1);
    }

    /// <summary>Both a length and chunks, in either order, is the classic of smuggling: one reading or none.</summary>
    [Theory]
    [InlineData("Content-Length: 5\r\nTransfer-Encoding: chunked")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 5")]
    [InlineData("Content-Length: 5\r\nContent-Length: 6")]
    [InlineData("Content-Length: -1")]
    [InlineData("Content-Length: 99999999999999999999")]
    public async Task Contradicting_lengths_are_refused(string headers)
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        using var connection = await RawConnection.ToAsync(served.Address.Url);
        await connection.SendAsync($"POST /validate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n{headers}\r\n\r\n0\r\n\r\n");
        var answer = await connection.ReadToEndAsync();
        Assert.Matches("^HTTP/1.1 4[0-9][0-9] ", answer);
        Assert.DoesNotContain("allowed", answer, StringComparison.Ordinal);
    }

    /// <summary>Old protocols are not spoken (GHSA-hgv6: weak ciphers of an admission controller).</summary>
    [Fact]
    public async Task Speaks_no_TLS_older_than_1_2()
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        // A raw ClientHello of TLS 1.0 with an RSA suite, so that no setting of this machine's own client decides the outcome.
        var hello = Convert.FromHexString("16030100320100002e0301" + new string('0', 64) + "000006002f0035000a" + "0100");
        using var tcp = new System.Net.Sockets.TcpClient();
        await tcp.ConnectAsync(served.Address.Url.Host, served.Address.Url.Port);
        await tcp.GetStream().WriteAsync(hello);
        var answer = new byte[7];
        var read = await tcp.GetStream().ReadAtLeastAsync(answer, 7, throwOnEndOfStream: false);
        // 0x15 is an alert, 0x16 would be the server's hello.
        Assert.True(read == 0 || answer[0] == 0x15, Convert.ToHexString(answer));
        using var modern = await RawConnection.ToAsync(served.Address.Url);
        Assert.True(modern.Protocol is SslProtocols.Tls12 or SslProtocols.Tls13);
    }

    /// <summary>A uid that cannot be echoed makes the API server throw a denial away ("Ignore" then admits): each is echoed byte for byte.</summary>
    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"\\u0000\"")]
    public async Task A_denial_keeps_the_uid_even_if_it_is_no_text(string uid)
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        using var response = await served.PostAsync("validate", Reviews.Create(Reviews.ConfigMap("red"), uid));
        var text = await response.Content.ReadAsStringAsync();
        Assert.Contains($"\"uid\":{uid},", text, StringComparison.Ordinal);
        Assert.Contains("\"allowed\":false", text, StringComparison.Ordinal);
    }

    /// <summary>The change of another object than the one before (CVE-2021-25735: rules were shown a wrong old Node) is not compared, but refused.</summary>
    [Theory]
    [InlineData("other", "default", "ConfigMap")]
    [InlineData("paint", "kube-system", "ConfigMap")]
    [InlineData("paint", "default", "Secret")]
    public async Task CVE_2021_25735_an_old_object_must_be_the_same_object(string name, string ns, string kind)
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        var old = $$$"""{"apiVersion":"v1","kind":"{{{kind}}}","metadata":{"name":"{{{name}}}","namespace":"{{{ns}}}"},"data":{"colour":"red"}}""";
        var response = await served.ReviewAsync(Reviews.Of("UPDATE", Reviews.ConfigMap("red"), old));
        Assert.False((bool)response["allowed"]!);
        Assert.Equal("not understood: `request.oldObject` is another object than `request.object`", (string?)response["status"]!["message"]);
    }

    /// <summary>A look-up that failed counted as "no policy" (CVE-2025-46342): a view that is not read yet is never a silent pass.</summary>
    [Fact]
    public async Task CVE_2025_46342_what_is_not_known_is_said()
    {
        var view = ClusterView.Empty.Pending([new("", "Namespace")]);
        var needy = new TestRule(_ => []) { Needs = [new("", "Namespace")] };
        await using var served = await Served.WithAsync(new Judge(new RuleBook([needy])), new Still(view, Policies.Strict, "still reading"));
        var response = await served.ReviewAsync(Reviews.Create(Reviews.ConfigMap("red")));
        Assert.Equal("Test/rule: could not be judged: the cluster's Namespace objects are still being read", (string?)response["warnings"]![0]);
        Assert.Equal("CouldNotTell", (string?)response["auditAnnotations"]!["outcome"]);
        using var ready = await served.Client.GetAsync("readyz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
    }
}

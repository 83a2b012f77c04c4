using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace PolyK8s.Webhook.Tests;

/// <summary>Whatever is sent, one clear line comes back, and the server goes on serving.</summary>
public sealed class HostileBodyTests
{
    /// <summary>Bodies that are no review, and the line they get.</summary>
    public static TheoryData<string, string> NoReviews => new()
    {
        { "", "" },
        { "null", "send an `AdmissionReview` of `admission.k8s.io/v1`" },
        { "[]", "send an `AdmissionReview` of `admission.k8s.io/v1`" },
        { "\"text\"", "send an `AdmissionReview` of `admission.k8s.io/v1`" },
        { "{}", "send an `AdmissionReview` of `admission.k8s.io/v1`" },
        { """{"apiVersion":"admission.k8s.io/v1beta1","kind":"AdmissionReview","request":{"uid":"u"}}""", "send an `AdmissionReview` of `admission.k8s.io/v1`" },
        { """{"apiVersion":"admission.k8s.io/v1","kind":"admissionreview","request":{"uid":"u"}}""", "send an `AdmissionReview` of `admission.k8s.io/v1`" },
        { """{"apiVersion":"admission.k8s.io/v1","Kind":"AdmissionReview","request":{"uid":"u"}}""", "send an `AdmissionReview` of `admission.k8s.io/v1`" },
        { """{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","Request":{"uid":"u"}}""", "the review has no `request` object" },
        { """{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":[]}""", "the review has no `request` object" },
        { """{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"UID":"u"}}""", "`request.uid` is no string" },
        { Reviews.Create(Reviews.ConfigMap("red"))[..100], "" },
        { Reviews.Create(Reviews.ConfigMap("red")) + "{}", "" },
        { "\ufeff" + Reviews.Create(Reviews.ConfigMap("red")), "" },
        { new string('[', 1_000_000), "" },
        { "{\"a\":01}", "" },
        { "{\"a\":NaN}", "" },
        { "{'a':1}", "" },
        { """{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"\ud800uid":"u"}}""", "" },
    };

    [Theory]
    [MemberData(nameof(NoReviews))]
    public async Task Answers_400_with_one_line_to_what_is_no_review(string body, string line)
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        using var response = await served.PostAsync("validate", body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        AssertOneLine(text);
        Assert.StartsWith(line, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_400_to_bytes_that_are_no_UTF8()
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        var body = Encoding.UTF8.GetBytes(Reviews.Create(Reviews.ConfigMap("#"), "\"u#\""));
        body[Array.IndexOf(body, (byte)'#')] = 0xff;
        using var response = await served.Client.PostAsync("validate", Served.Json(body));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("UTF-8", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"apiVersion":"v1","kind":"ConfigMap","data":{},"data":{"colour":"red"}}""", "`data`")]
    [InlineData("""{"apiVersion":"v1","kind":"Pod","spec":{},"\u0073pec":{}}""", "`spec`")]
    [InlineData("""{"apiVersion":"v1","kind":"ConfigMap","data":{"colour":"\ud800"}}""", "surrogate")]
    public async Task Denies_an_object_that_could_be_read_in_two_ways(string @object, string named)
    {
        await using var served = await Served.WithAsync(TestRule.Nothing);
        var response = await served.ReviewAsync(Reviews.Create(@object));
        Assert.False((bool)response["allowed"]!);
        Assert.Contains(named, (string?)response["status"]!["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"apiVersion":"v1","kind":"ConfigMap","Data":{"colour":"red"}}""")]
    [InlineData("""{"apiVersion":"v1","kind":"ConfigMap","x":1e400,"y":-0.0,"z":99999999999999999999999}""")]
    public async Task Reads_names_and_numbers_exactly_as_written(string @object)
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        Assert.True((bool)(await served.ReviewAsync(Reviews.Create(@object)))["allowed"]!);
    }

    [Theory]
    [InlineData(300, true)]
    [InlineData(600, false)]
    [InlineData(100_000, false)]
    public async Task Understands_deep_objects_up_to_a_bound_and_denies_beyond(int depth, bool allowed)
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        var response = await served.ReviewAsync(Reviews.Create(Reviews.Nested(depth)));
        Assert.Equal(allowed, (bool)response["allowed"]!);
        Assert.Equal("u-1", (string?)response["uid"]);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/yaml")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Answers_415_to_other_types_of_content(string type)
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Reviews.Create(Reviews.ConfigMap("blue"))));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var response = await served.Client.PostAsync("validate", content);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        AssertOneLine(await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Answers_415_to_a_compressed_body()
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(new byte[1024 * 1024]);
        }

        using var content = Served.Json(packed.ToArray());
        content.Headers.ContentEncoding.Add("gzip");
        using var response = await served.Client.PostAsync("validate", content);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Theory]
    [InlineData("GET", "validate", "POST")]
    [InlineData("PUT", "mutate", "POST")]
    [InlineData("DELETE", "validate", "POST")]
    [InlineData("POST", "readyz", "GET, HEAD")]
    public async Task Answers_405_to_other_methods(string method, string path, string allow)
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        using var request = new HttpRequestMessage(new(method), path);
        using var response = await served.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(allow, string.Join(", ", response.Content.Headers.Allow));
    }

    [Theory]
    [InlineData("")]
    [InlineData("validate/x")]
    [InlineData("../etc/passwd")]
    public async Task Answers_404_elsewhere(string path)
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        using var response = await served.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        AssertOneLine(await response.Content.ReadAsStringAsync());
    }

    private static void AssertOneLine(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text[..^1]);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 2, 200);
    }
}

using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas;
using PolyK8s.Engine.Schemas.Custom;
using PolyK8s.Engine.Schemas.Formats;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Tests.Schemas;

/// <summary>The formats the API server's decoders know.</summary>
public sealed class FormatTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("500m")]
    [InlineData("1.5Gi")]
    [InlineData("2e3")]
    [InlineData("1E-2")]
    [InlineData("+.5")]
    [InlineData("007")]
    [InlineData(".")]
    [InlineData("12E")]
    [InlineData("100n")]
    public void Takes_a_quantity(string text) => Assert.Null(Quantity.Problem(text));

    [Theory]
    [InlineData("")]
    [InlineData(" 1")]
    [InlineData("1 Gi")]
    [InlineData("1GB")]
    [InlineData("1gi")]
    [InlineData("1.5.5")]
    [InlineData("--1")]
    [InlineData("1e")]
    [InlineData("1ee3")]
    [InlineData("true")]
    [InlineData("1Mi5")]
    [InlineData("1e99999999999999999999")]
    public void Refuses_what_is_no_quantity(string text) => Assert.NotNull(Quantity.Problem(text));

    [Theory]
    [InlineData("2026-01-02T15:04:05Z", true)]
    [InlineData("2026-01-02T15:04:05.123+02:00", true)]
    [InlineData("2024-02-29T00:00:00Z", true)]
    [InlineData("2026-02-29T00:00:00Z", false)]
    [InlineData("2026-01-02", false)]
    [InlineData("2026-01-02 15:04:05Z", false)]
    [InlineData("2026-01-02T15:04:05", false)]
    [InlineData("2026-01-02t15:04:05z", false)]
    [InlineData("2026-01-02T24:00:00Z", false)]
    [InlineData("", false)]
    public void Reads_a_time(string text, bool right) => Assert.Equal(right, Right(new TimeFormat("date-time", null), text));

    [Theory]
    [InlineData("2026-01-02T15:04:05.123456Z", true)]
    [InlineData("2026-01-02T15:04:05.123Z", false)]
    [InlineData("2026-01-02T15:04:05Z", false)]
    public void Reads_a_time_with_microseconds(string text, bool right) => Assert.Equal(right, Right(new TimeFormat("date-time", 6), text));

    [Theory]
    [InlineData("", true)]
    [InlineData("aHVudGVyMg==", true)]
    [InlineData("aHVu\ndGVy", true)]
    [InlineData("hunter2", false)]
    [InlineData("aHVudGVyMg=", false)]
    [InlineData("aHV=dGVy", false)]
    [InlineData("_-8=", false)]
    public void Reads_base64(string text, bool right) => Assert.Equal(right, Right(new BytesFormat(), text));

    [Theory]
    [InlineData("1h30m", true)]
    [InlineData("-1.5s", true)]
    [InlineData("0", true)]
    [InlineData("30", false)]
    [InlineData("1d", false)]
    [InlineData("", false)]
    public void Reads_a_duration_of_Go(string text, bool right) => Assert.Equal(right, Right(new DurationFormat(), text));

    [Theory]
    [InlineData("uri", "https://a.example.com", true)]
    [InlineData("uri", "/path", true)]
    [InlineData("uri", "https://a.example.com/a b", true)]
    [InlineData("uri", "https://a b", false)]
    [InlineData("uri", "https://a.example.com%", false)]
    [InlineData("uri", "mailto:%", true)]
    [InlineData("uri", "1x", false)]
    [InlineData("uri", "", false)]
    [InlineData("duration", "3 days", true)]
    [InlineData("duration", "1x", false)]
    [InlineData("ipv4", "10.0.0.1", true)]
    [InlineData("ipv4", "10.1", false)]
    [InlineData("ipv6", "::1", true)]
    [InlineData("ipv6", "10.0.0.1", false)]
    [InlineData("cidr", "10.0.0.0/8", true)]
    [InlineData("cidr", "10.0.0.0/33", false)]
    [InlineData("uuid", "6ba7b810-9dad-11d1-80b4-00c04fd430c8", true)]
    [InlineData("uuid4", "6ba7b810-9dad-11d1-80b4-00c04fd430c8", false)]
    [InlineData("date", "2026-02-30", false)]
    [InlineData("date-time", "2026-01-02T15:04:05Z", true)]
    public void Reads_the_formats_of_custom_resources(string format, string text, bool right) => Assert.Equal(right, TextFormats.Of(format)!(text));

    [Fact]
    public void Does_not_check_a_format_the_server_does_not_know() => Assert.Null(TextFormats.Of("semver"));

    [Theory]
    [InlineData("^a$", "a\n", false)]
    [InlineData(@"^\d+$", "١", false)]
    [InlineData(@"^[\w-]+$", "a_b-c", true)]
    [InlineData("^(?P<name>[[:alpha:]]+)$", "abc", true)]
    [InlineData(@"^[^\s]+$", "a b", false)]
    [InlineData(@"^a\$$", "a$", true)]
    public void Reads_an_expression_as_Go_does(string pattern, string text, bool matches) =>
        Assert.Equal(matches, System.Text.RegularExpressions.Regex.IsMatch(text, GoExpression.Translated(pattern)));

    [Theory]
    [InlineData("replcias", "replicas")]
    [InlineData("ImagePullPolicy", "imagePullPolicy")]
    [InlineData("contianers", "containers")]
    [InlineData("something", null)]
    public void Finds_the_name_that_was_meant(string written, string? meant) =>
        Assert.Equal(meant, NearestName.Of(written, ["replicas", "selector", "imagePullPolicy", "containers", "initContainers"]));

    private static bool Right(IValueCheck format, string text) => !format.Problems(ManifestNode.Of(text)).Any();
}

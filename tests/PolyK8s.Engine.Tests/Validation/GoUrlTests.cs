using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Tests.Validation;

/// <summary>URLs, as Go 1.26 reads them.</summary>
public sealed class GoUrlTests
{
    [Theory]
    [InlineData("https://a.example.com:8443/x?y=z#f", "https", null, "a.example.com:8443", "y=z", "f")]
    [InlineData("HTTPS://u:p@[fe80::1%25en0]:1/", "https", "u:p", "[fe80::1%25en0]:1", "", "")]
    [InlineData("mailto:a%", "mailto", null, "", "", "")]
    [InlineData("//host/a b", "", null, "host", "", "")]
    [InlineData("///path", "", null, "", "", "")]
    [InlineData("mongodb://a:1,b:2/", "mongodb", null, "a:1,b:2", "", "")]
    [InlineData("", "", null, "", "", "")]
    public void Reads_its_parts(string text, string scheme, string? user, string host, string query, string fragment) =>
        Assert.Equal((new GoUrl(scheme, user, host, query, fragment), null), GoUrl.Parse(text));

    [Theory]
    [InlineData("https://a b", "parse \"https://a b\": invalid character \" \" in host name")]
    [InlineData("https://a:b", "parse \"https://a:b\": invalid port \":b\" after host")]
    [InlineData("https://a:1:2", "parse \"https://a:1:2\": invalid port \":1:2\" after host")]
    [InlineData("https://[::1", "parse \"https://[::1\": missing ']' in host")]
    [InlineData("https://a[::1]", "parse \"https://a[::1]\": invalid IP-literal")]
    [InlineData("https://u^@a", "parse \"https://u^@a\": net/url: invalid userinfo")]
    [InlineData("https://%41", "parse \"https://%41\": invalid URL escape \"%41\"")]
    [InlineData("/a%2", "parse \"/a%2\": invalid URL escape \"%2\"")]
    [InlineData("a#%", "parse \"a#%\": invalid URL escape \"%\"")]
    [InlineData(":a", "parse \":a\": missing protocol scheme")]
    [InlineData("1:a", "parse \"1:a\": first path segment in URL cannot contain colon")]
    [InlineData("a\tb", "parse \"a\\tb\": net/url: invalid control character in URL")]
    public void Says_what_is_wrong(string text, string fault) => Assert.Equal((null, fault), GoUrl.Parse(text));
}

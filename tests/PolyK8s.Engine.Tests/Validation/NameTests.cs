using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Tests.Validation;

public sealed class NameTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("shop-1")]
    [InlineData("1x")]
    public void Accepts_labels_of_the_dns(string name) => Assert.Empty(DnsNames.Label(name));

    [Theory]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("UPPER")]
    [InlineData("a_b")]
    [InlineData("ä")]
    [InlineData("a.b")]
    public void Refuses_what_is_no_label(string name) => Assert.Single(DnsNames.Label(name));

    [Theory]
    [InlineData("a.b", 0)]
    [InlineData("a..b", 1)]
    [InlineData(".a", 1)]
    [InlineData("a.-b", 1)]
    public void Reads_subdomains_label_by_label(string name, int faults) => Assert.Equal(faults, DnsNames.Subdomain(name).Length);

    [Fact]
    public void Says_both_that_a_name_is_long_and_that_it_is_malformed() =>
        Assert.Equal(2, DnsNames.Label(new string('A', 64)).Length);

    [Fact]
    public void Says_that_a_subdomain_is_no_label() => Assert.Equal("must not contain dots", Assert.Single(DnsNames.Label("a.b")));

    [Theory]
    [InlineData("shop-")]
    [InlineData("a")]
    public void Lets_the_prefix_of_a_generated_name_end_in_a_hyphen(string prefix) =>
        Assert.Empty(DnsNames.Prefix(DnsNames.Subdomain, prefix));

    [Theory]
    [InlineData("app", 0)]
    [InlineData("app.kubernetes.io/name", 0)]
    [InlineData("UPPER_case.1", 0)]
    [InlineData("", 2)]
    [InlineData("/name", 1)]
    [InlineData("Example.com/name", 1)]
    [InlineData("a/b/c", 1)]
    [InlineData("example.com/", 2)]
    [InlineData("-a", 1)]
    public void Counts_the_faults_of_a_label_key(string key, int faults) => Assert.Equal(faults, LabelNames.Key(key).Length);

    [Theory]
    [InlineData("", 0)]
    [InlineData("v1.2", 0)]
    [InlineData("team shop", 1)]
    [InlineData("-5", 1)]
    public void Counts_the_faults_of_a_label_value(string value, int faults) => Assert.Equal(faults, LabelNames.Value(value).Length);

    [Theory]
    [InlineData("http", 0)]
    [InlineData("8080", 1)]
    [InlineData("HTTP", 2)]
    [InlineData("a--b", 1)]
    [InlineData("-5", 2)]
    [InlineData("a-very-long-port-name", 1)]
    public void Counts_the_faults_of_a_port_name(string name, int faults) => Assert.Equal(faults, Ports.Name(name).Length);

    [Theory]
    [InlineData("PATH", 0)]
    [InlineData("my.var-1", 0)]
    [InlineData("1st", 0)]
    [InlineData("a=b", 1)]
    [InlineData("naïve", 1)]
    public void Lets_variables_be_any_printable_ascii_but_the_equals_sign(string name, int faults) =>
        Assert.Equal(faults, EnvironmentVariableFaults(name));

    private static int EnvironmentVariableFaults(string name) => PolyK8s.Engine.Validation.Core.EnvironmentVariables.Name(name).Length;
}

namespace PolyK8s.Cluster.Tests;

/// <summary>Finding a cluster, and what is said when there is none.</summary>
public sealed class ClusterConnectionTests
{
    private const string Text = """
        apiVersion: v1
        kind: Config
        current-context: one
        contexts:
        - {name: one, context: {cluster: c1, user: u}}
        - {name: two, context: {cluster: c2, user: u}}
        - {name: lost, context: {cluster: nowhere, user: u}}
        clusters:
        - {name: c1, cluster: {server: "https://127.0.0.1:1001", insecure-skip-tls-verify: true}}
        - {name: c2, cluster: {server: "https://127.0.0.1:1002", insecure-skip-tls-verify: true}}
        users:
        - {name: u, user: {token: t}}
        """;

    [Theory]
    [InlineData(null, 1001)]
    [InlineData("two", 1002)]
    public void Opens_the_context_that_is_asked_for(string? context, int port)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, Text);
        using var connection = ClusterConnection.Open(file, context);
        Assert.Equal(port, connection.Server.Port);
        File.Delete(file);
    }

    [Theory]
    [InlineData(Text, "nine")]
    [InlineData(Text, "lost")]
    [InlineData("", null)]
    [InlineData("{", null)]
    [InlineData("no yaml: [", null)]
    [InlineData("- 1", null)]
    [InlineData("text", null)]
    [InlineData("clusters: 3", null)]
    public void Says_in_one_line_what_is_wrong_with_a_kubeconfig(string text, string? context)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, text);
        var failure = Assert.Throws<ClusterException>(() => ClusterConnection.Open(file, context));
        Assert.StartsWith("no cluster to speak to: ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.DoesNotMatch("System[.]|Exception", failure.Message);
        File.Delete(file);
    }

    [Fact]
    public void Says_in_one_line_that_a_kubeconfig_is_missing()
    {
        var failure = Assert.Throws<ClusterException>(() => ClusterConnection.Open("/nowhere/config"));
        Assert.Contains("/nowhere/config", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "https://127.0.0.1:1001", "t")]
    [InlineData("two", "https://127.0.0.1:1002", "t")]
    [InlineData("three", "https://127.0.0.1:1003", "later")]
    public void Of_several_files_the_first_that_names_a_thing_has_it(string? context, string server, string token)
    {
        var folder = Directory.CreateTempSubdirectory("poly-k8s-kubeconfig-");
        var (first, second) = (Path.Combine(folder.FullName, "first"), Path.Combine(folder.FullName, "second"));
        File.WriteAllText(first, Text);
        File.WriteAllText(second, """
            current-context: three
            contexts:
            - {name: three, context: {cluster: c3, user: v}}
            clusters:
            - {name: c1, cluster: {server: "https://127.0.0.1:2001"}}
            - {name: c3, cluster: {server: "https://127.0.0.1:1003"}}
            users:
            - {name: u, user: {token: not-this}}
            - {name: v, user: {token: later}}
            """);
        var config = Kubeconfig.Read([Path.Combine(folder.FullName, "missing"), first, second], context);
        Assert.Equal((server, token), (config.Host, config.AccessToken));
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Names_the_file_and_place_that_is_broken_among_several()
    {
        var folder = Directory.CreateTempSubdirectory("poly-k8s-kubeconfig-");
        var (first, second) = (Path.Combine(folder.FullName, "first"), Path.Combine(folder.FullName, "second"));
        File.WriteAllText(first, Text);
        File.WriteAllText(second, "clusters: [}");
        var failure = Assert.Throws<FormatException>(() => Kubeconfig.Read([first, second], null));
        Assert.Contains($"`{second}:1:", failure.Message, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("certificate-authority-data: '%'", "`certificate-authority-data` is no base64; PEM in base64 is accepted")]
    [InlineData("certificate-authority-data: aGVsbG8=", "`certificate-authority-data` holds no certificate; PEM as openssl writes it is accepted")]
    [InlineData("certificate-authority: /nowhere/ca.crt", "`certificate-authority` (/nowhere/ca.crt) cannot be read; a file with PEM is accepted")]
    [InlineData("insecure-skip-tls-verify: true", "`client-certificate-data` is no base64; PEM in base64 is accepted", "client-certificate-data: '%', client-key-data: aGVsbG8=")]
    [InlineData("insecure-skip-tls-verify: true", "`client-certificate` (/nowhere/cert) cannot be read; a file with PEM is accepted", "client-certificate: /nowhere/cert, client-key: /nowhere/key")]
    [InlineData("insecure-skip-tls-verify: true", "`client-certificate-data` holds no certificate; PEM as openssl writes it is accepted", "client-certificate-data: aGVsbG8=, client-key-data: aGVsbG8=")]
    public void Says_which_certificate_of_a_kubeconfig_is_none(string cluster, string complaint, string user = "token: t")
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, Text.Replace("insecure-skip-tls-verify: true", cluster, StringComparison.Ordinal).Replace("token: t", user, StringComparison.Ordinal));
        var failure = Assert.Throws<ClusterException>(() => ClusterConnection.Open(file));
        Assert.Equal($"no cluster to speak to: {complaint}", failure.Message);
        File.Delete(file);
    }
}

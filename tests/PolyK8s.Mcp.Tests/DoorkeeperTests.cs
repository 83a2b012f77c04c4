using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace PolyK8s.Mcp.Tests;

/// <summary>Who may call the server over HTTP.</summary>
public sealed class DoorkeeperTests : IAsyncLifetime
{
    private static readonly McpHttpOptions Options = new()
    {
        AllowedHosts = ["mcp.example"],
        AllowedOrigins = ["https://assistant.example"],
        MaxRequestBytes = 100_000,
    };

    private static readonly HttpClient Http = new();
    private McpHttpServer _server = null!;

    public async Task InitializeAsync() =>
        _server = await McpHttpServer.StartAsync(Options, new Fixed(new(Engine.ClusterView.NotGiven, Engine.Policies.Strict)), Server.Judge, CancellationToken.None);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public void Listens_on_loopback_alone_unless_told_otherwise() =>
        Assert.Equal(("127.0.0.1", "/mcp"), (_server.Url.Host, _server.Url.AbsolutePath));

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://assistant.example")]
    [InlineData("https://assistant.example.evil.example")]
    [InlineData("http://127.0.0.1.evil.example")]
    [InlineData("http://localhost.evil.example")]
    [InlineData("http://user@evil.example")]
    [InlineData("file://")]
    [InlineData("null")]
    [InlineData("*")]
    public async Task Turns_away_a_strange_origin(string origin)
    {
        using var response = await Http.Post(_server.Url, RawHttp.ListTools, headers => headers.TryAddWithoutValidation("Origin", origin));
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(
            $"origin `{origin}` may not call this server; accepted: none, loopback origins, and the origins this server was started with",
            body.RootElement.GetProperty("error").GetProperty("message").GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("http://localhost:6274")]
    [InlineData("http://127.0.0.1:6274")]
    [InlineData("http://[::1]:6274")]
    [InlineData("https://assistant.example")]
    public async Task Lets_in_no_origin_a_loopback_one_and_those_it_was_told(string? origin)
    {
        using var response = await Http.Post(_server.Url, RawHttp.ListTools, headers => headers.TryAddWithoutValidation("Origin", origin is null ? [] : [origin]));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1.nip.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("10.0.0.1", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("[::1]:80", HttpStatusCode.OK)]
    [InlineData("mcp.example:8080", HttpStatusCode.OK)]
    public async Task Answers_to_its_own_names_only(string host, HttpStatusCode status)
    {
        using var response = await Http.Post(_server.Url, RawHttp.ListTools, headers => headers.Host = host);
        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Refuses_a_body_that_says_it_is_too_long()
    {
        using var response = await Http.Post(_server.Url, new string(' ', 100_001));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("the body has 100001 bytes; at most 100000 are accepted", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_body_that_turns_out_too_long()
    {
        using var response = await Http.Post(_server.Url, new string(' ', 200_000), headers => headers.TransferEncodingChunked = true);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"jsonrpc":"2.0","id":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":[]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"tools/list"}""")]
    public async Task Answers_what_is_no_request(string body)
    {
        using var response = await Http.Post(_server.Url, body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Answers_a_bomb_of_brackets()
    {
        using var response = await Http.Post(_server.Url, RawHttp.ListTools.Replace("\"id\":1", "\"id\":1,\"x\":" + new string('[', 90_000), StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    [InlineData("PUT")]
    public async Task Serves_no_other_method(string method)
    {
        using var request = new HttpRequestMessage(new(method), _server.Url);
        using var response = await Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Fact]
    public async Task Serves_no_other_path()
    {
        using var response = await Http.Post(new(_server.Url, "/"), RawHttp.ListTools);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Announces_its_real_url_and_stops_when_told()
    {
        using var stop = new CancellationTokenSource();
        await using var announced = new FirstLine();
        var running = McpHost.RunHttpAsync(new(), new Fixed(new(Engine.ClusterView.NotGiven, Engine.Policies.Strict)), Server.Judge, announced, stop.Token);
        var url = new Uri((await announced.Line)["MCP on ".Length..]);
        using (var response = await Http.Post(url, RawHttp.ListTools))
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        await stop.CancelAsync();
        await running;
        await Assert.ThrowsAsync<HttpRequestException>(() => Http.Post(url, RawHttp.ListTools));
    }

    [Fact]
    public async Task Says_when_the_port_is_taken()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var error = await Assert.ThrowsAsync<IOException>(() =>
            McpHttpServer.StartAsync(new() { Port = port }, new Fixed(new(Engine.ClusterView.NotGiven, Engine.Policies.Strict)), Server.Judge, CancellationToken.None));
        Assert.Contains($"127.0.0.1:{port}", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A writer that hands on the first line it is given.</summary>
    private sealed class FirstLine : TextWriter
    {
        private readonly TaskCompletionSource<string> _line = new();

        public Task<string> Line => _line.Task;

        public override Encoding Encoding => Encoding.UTF8;

        public override Task WriteLineAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
        {
            _line.TrySetResult(buffer.ToString());
            return Task.CompletedTask;
        }
    }
}

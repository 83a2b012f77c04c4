using System.IO.Pipelines;
using System.Text;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using PolyK8s.Engine;

namespace PolyK8s.Mcp.Tests;

/// <summary>The server over two streams, as standard input and output are.</summary>
public sealed class StdioTests
{
    private static readonly Fixed Source = new(new(ClusterView.NotGiven, Policies.Strict));

    [Fact]
    public async Task Gives_the_same_answer_as_over_http()
    {
        const string bad = "{apiVersion: v1, kind: ConfigMap, metadata: {name: words}, data: {one: forbidden}}";
        var (toServer, toClient) = (new Pipe(), new Pipe());
        using var stop = new CancellationTokenSource();
        var running = McpHost.RunStreamsAsync(toServer.Reader.AsStream(), toClient.Writer.AsStream(), Source, Server.Judge, null, stop.Token);
        await using (var client = await McpClient.CreateAsync(new StreamClientTransport(toServer.Writer.AsStream(), toClient.Reader.AsStream()), Server.Patient))
        {
            await using var http = await Server.Start();
            var overStreams = await client.CallToolAsync("validate_manifests", new Dictionary<string, object?> { ["manifests"] = bad });
            var overHttp = await http.Validate(bad);
            Assert.Equal(overHttp.Data().GetRawText(), overStreams.Data().GetRawText());
            Assert.Equal(overHttp.Text(), overStreams.Text());
        }

        await toServer.Writer.CompleteAsync();
        await running;
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("not json\n")]
    [InlineData("[[[[[[\n")]
    public async Task Goes_on_after_a_line_that_is_no_message(string line) =>
        Assert.Contains("\"validate_manifests\"", Assert.Single(await Lines(line + RawHttp.ListTools + "\n")), StringComparison.Ordinal);

    [Fact]
    public async Task Writes_nothing_but_messages() =>
        Assert.StartsWith("{\"result\":{", Assert.Single(await Lines(RawHttp.ListTools + "\n")), StringComparison.Ordinal);

    /// <summary>Everything the server writes until it has answered and its input has ended.</summary>
    private static async Task<IReadOnlyList<string>> Lines(string input)
    {
        var (toServer, toClient) = (new Pipe(), new Pipe());
        var running = McpHost.RunStreamsAsync(toServer.Reader.AsStream(), toClient.Writer.AsStream(), Source, Server.Judge, null, CancellationToken.None);
        await toServer.Writer.WriteAsync(Encoding.UTF8.GetBytes(input));
        using var output = new StreamReader(toClient.Reader.AsStream());
        List<string> lines = [(await output.ReadLineAsync())!];
        await toServer.Writer.CompleteAsync();
        await running;
        await toClient.Writer.CompleteAsync();
        while (await output.ReadLineAsync() is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }
}

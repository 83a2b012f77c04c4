using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace PolyK8s.Mcp;

/// <summary>How often each tool was called, and how that ended, as Prometheus scrapes it.</summary>
/// <remarks>There are as many series as tools times three outcomes: a name that is no tool is counted nowhere.</remarks>
internal sealed class ToolCalls
{
    /// <summary>The path of the metrics.</summary>
    public const string Path = "/metrics";

    private const string Name = "polyk8s_mcp_tool_calls_total";

    private readonly ConcurrentDictionary<(string Tool, string Outcome), long> _calls = new();

    /// <summary>Counts a call.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="refused">Whether its arguments were refused; null when the tool itself failed.</param>
    public void Add(string tool, bool? refused) =>
        _calls.AddOrUpdate((tool, refused switch { null => "failed", true => "refused", false => "answered" }), 1, (_, count) => count + 1);

    /// <summary>Answers a scrape.</summary>
    public Task ShowAsync(HttpContext context)
    {
        context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        return context.Response.WriteAsync(Text(), context.RequestAborted);
    }

    private string Text()
    {
        var text = new StringBuilder($"# HELP {Name} Calls of the tools, by how they ended: answered, refused for their arguments, or failed.\n# TYPE {Name} counter\n");
        foreach (var ((tool, outcome), count) in _calls.OrderBy(c => c.Key.Tool, StringComparer.Ordinal).ThenBy(c => c.Key.Outcome, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{Name}{{tool=\"{tool}\",outcome=\"{outcome}\"}} {count}\n");
        }

        return text.ToString();
    }
}

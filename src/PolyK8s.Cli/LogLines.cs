using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PolyK8s.Cli;

/// <summary>Lines about what a server does, on standard error: for people, or one JSON object each.</summary>
/// <param name="terminal">Where they go.</param>
/// <param name="json">Whether they are JSON.</param>
internal sealed class LogLines(Terminal terminal, bool json)
{
    private readonly Lock _writing = new();

    /// <summary>Writes a line.</summary>
    public void Say(string line)
    {
        lock (_writing)
        {
            if (json)
            {
                terminal.Error.WriteLine(Json(line));
            }
            else
            {
                terminal.Complain(line);
            }
        }
    }

    private static string Json(string line)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("time", DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            writer.WriteString("message", PlainLine.Of(line));
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}

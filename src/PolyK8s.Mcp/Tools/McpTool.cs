using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol.Protocol;

namespace PolyK8s.Mcp.Tools;

/// <summary>One tool: a description for the model, and an answer to arguments.</summary>
internal abstract class McpTool
{
    /// <summary>What <c>tools/list</c> says about it.</summary>
    public abstract Tool Description { get; }

    /// <summary>The answer to arguments that fit the input schema.</summary>
    /// <param name="arguments">The arguments as one JSON object.</param>
    /// <param name="say">Gets a line for each step of what takes long.</param>
    /// <param name="cancelled">Gives up.</param>
    protected abstract Task<CallToolResult> AnswerAsync(JsonElement arguments, Action<string> say, CancellationToken cancelled);

    /// <summary>The answer to any arguments; those that do not fit the input schema get one line that says what would.</summary>
    public Task<CallToolResult> CallAsync(IDictionary<string, JsonElement>? arguments, Action<string> say, CancellationToken cancelled)
    {
        if (Whole(arguments ?? new Dictionary<string, JsonElement>()) is not { } given)
        {
            return Task.FromResult(Refusal("the arguments are not Unicode text: an escape names half of a surrogate pair"));
        }

        return ArgumentCheck.Fault(Description.InputSchema, given, "") is { } fault ? Task.FromResult(Refusal(fault)) : AnswerAsync(given, say, cancelled);
    }

    private static JsonElement? Whole(IDictionary<string, JsonElement> arguments)
    {
        try
        {
            return JsonSerializer.SerializeToElement(arguments, McpJson.Default.IDictionaryStringJsonElement);
        }
        catch (JsonException)
        {
            // They were parsed as JSON and are shallow: only such an escape is left to fail on.
            return null;
        }
    }

    /// <summary>A tool that reads and changes nothing, answers the same question alike, and reaches nothing outside this process.</summary>
    protected static Tool Describe(string name, string title, string description, string inputSchema, JsonTypeInfo answer) =>
        Describe(name, title, description, inputSchema, answer, new() { Title = title, ReadOnlyHint = true, DestructiveHint = false, IdempotentHint = true, OpenWorldHint = false });

    /// <summary>A tool.</summary>
    protected static Tool Describe(string name, string title, string description, string inputSchema, JsonTypeInfo answer, ToolAnnotations annotations)
    {
        using var input = JsonDocument.Parse(inputSchema);
        return new()
        {
            Name = name,
            Title = title,
            Description = description,
            InputSchema = input.RootElement.Clone(),
            OutputSchema = OutputSchema.Of(answer),
            Annotations = annotations,
        };
    }

    /// <summary>An answer: data for programs, text for readers.</summary>
    protected static CallToolResult Answered<T>(T data, JsonTypeInfo<T> type, string text) => new()
    {
        StructuredContent = JsonSerializer.SerializeToElement(data, type),
        Content = [new TextContentBlock { Text = text }],
        IsError = false,
    };

    /// <summary>A question that cannot be answered as asked.</summary>
    /// <param name="line">What, the value, and what would be accepted.</param>
    protected static CallToolResult Refusal(string line) => new()
    {
        Content = [new TextContentBlock { Text = PlainText.Line(line) }],
        IsError = true,
    };
}

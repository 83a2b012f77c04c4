using System.Text.Json.Serialization.Metadata;
using PolyK8s.Engine.Networks.Answers;

namespace PolyK8s.Cli.Output.Reach;

/// <summary>The formats of <c>reach</c>.</summary>
internal static class ReachFormats
{
    /// <summary>Their names.</summary>
    public static readonly IReadOnlyList<string> Names = ["json", "table", "dot", "mermaid", "md", "csv"];

    /// <summary>The answer to one question.</summary>
    public static (string Text, string? Problem) Flow(ReachAnswers answers, ReachQuestion question, string format) =>
        answers.Flow(question, out var problem) is { } flow ? (Written(flow, CliJson.Default.FlowAnswer, ReachRows.Of(flow), format), null) : ("", problem);

    /// <summary>The matrix, or a part of it.</summary>
    public static (string Text, string? Problem) Matrix(ReachAnswers answers, ReachQuestion question, string format) =>
        answers.Matrix(question, out var problem) is { } matrix ? (Written(matrix, CliJson.Default.MatrixAnswer, ReachRows.Of(matrix), format), null) : ("", problem);

    /// <summary>The difference of two clusters.</summary>
    public static string Difference(DifferenceAnswer difference, string format) => Written(difference, CliJson.Default.DifferenceAnswer, ReachRows.Of(difference), format);

    private static string Written<T>(T answer, JsonTypeInfo<T> type, ReachRows rows, string format) => format switch
    {
        "json" => CliJson.Write(answer, type),
        "csv" => RowTables.Csv(rows),
        "md" => RowTables.Markdown(rows),
        "dot" => RowGraphs.Dot(rows),
        "mermaid" => RowGraphs.Mermaid(rows),
        _ => RowTables.Plain(rows),
    };
}

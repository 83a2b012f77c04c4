namespace PolyK8s.Cli.Output;

/// <summary>One <c>-o</c> of <c>check</c>: a format, and the file it goes to.</summary>
/// <param name="Format">How the report is written.</param>
/// <param name="File">Where to; null for standard output.</param>
internal sealed record ReportOutput(IReportFormat Format, string? File)
{
    /// <summary>Reads <c>FORMAT</c> or <c>FORMAT=FILE</c>; null if there is no such format or the file has no name.</summary>
    public static ReportOutput? Of(string text)
    {
        var parts = text.Split('=', 2);
        return ReportFormats.Find(parts[0]) is not { } format || parts is [_, ""] ? null : new(format, parts.Length > 1 ? parts[1] : null);
    }
}

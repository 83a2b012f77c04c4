using System.Globalization;
using System.Text;
using PolyK8s.Engine;
using PolyK8s.Engine.Checking;

namespace PolyK8s.Mcp.Answers;

/// <summary>The answer in the sentences every front door prints.</summary>
internal static class AnswerText
{
    /// <summary>Characters of text in one answer; with <see cref="Fitting.Budget"/> it makes about 6,000 tokens.</summary>
    public const int Longest = 8_000;

    /// <summary>The text of an answer: the sum, then each object that is not simply allowed, then what was left out.</summary>
    public static string Of(CheckReport report, ValidateAnswer answer)
    {
        var text = new StringBuilder(Sum(report.Summary));
        var cut = 0;
        foreach (var line in Lines(answer).Select(PlainText.Line))
        {
            if (cut > 0 || text.Length + line.Length > Longest)
            {
                cut++;
            }
            else
            {
                text.Append('\n').Append(line);
            }
        }

        if (cut > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nlines left out here: {cut}; the structured content has what they say");
        }

        if (answer.Omitted is { } omitted)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nleft out everywhere: results: {omitted.Results}, findings: {omitted.Findings}; {omitted.How}");
        }

        return text.ToString();
    }

    private static string Sum(CheckSummary sum) => string.Create(CultureInfo.InvariantCulture,
        $"objects: {sum.Objects}, denied: {sum.Denied}, unreadable documents: {sum.Unreadable}; findings: {sum.Errors} error, {sum.Warnings} warning, {sum.Infos} info; rules not judged: {sum.NotJudged}; rule set {sum.RuleSet}");

    private static IEnumerable<string> Lines(ValidateAnswer answer) =>
        answer.Results.SelectMany(Lines).Concat(NotJudged(answer)).Concat(answer.Notes.Select(note => $"note: {note}"));

    private static IEnumerable<string> Lines(CheckResult result)
    {
        if (result.Fault is { } fault)
        {
            yield return $"unreadable: {fault.Sentence}";
        }
        else if (result.Outcome != Outcome.Allowed || result.Findings.Length > 0)
        {
            yield return $"{Named(result.Outcome)}: {result.Object}";
        }

        foreach (var finding in result.Findings)
        {
            var place = finding.Place is { } at ? $"{at}: " : "";
            yield return $"- {EffectWords.Of(finding.Effect)}: {place}{finding.Sentence}";
        }
    }

    /// <summary>The same rule usually lacks the same thing for every object: said once.</summary>
    private static IEnumerable<string> NotJudged(ValidateAnswer answer) => answer.Results
        .SelectMany(result => result.NotJudged)
        .CountBy(one => one)
        .Select(one => string.Create(CultureInfo.InvariantCulture, $"not judged: {one.Key.Rule} (objects: {one.Value}): {one.Key.Reason}"));

    private static string Named(Outcome outcome) => outcome switch
    {
        Outcome.Allowed => "allowed",
        Outcome.Denied => "denied",
        _ => "could not tell",
    };
}

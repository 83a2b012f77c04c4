using System.Globalization;
using System.Xml;
using PolyK8s.Engine;
using PolyK8s.Engine.Checking;

namespace PolyK8s.Cli.Output;

/// <summary><c>-o junit</c>: a test suite for each file, a test case for each object, a failure for each object that is denied.</summary>
internal sealed class JUnitReport : IReportFormat
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true, CloseOutput = false };

    /// <inheritdoc />
    public string Name => "junit";

    /// <inheritdoc />
    public void Write(CheckReport report, TextWriter writer, bool colors)
    {
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        using (var xml = XmlWriter.Create(writer, Settings))
        {
            xml.WriteStartElement("testsuites");
            Counts(xml, "poly-k8s check", report.Results);
            foreach (var file in report.Results.GroupBy(result => result.File))
            {
                Suite(xml, file.Key, [.. file]);
            }

            xml.WriteEndElement();
        }

        writer.Write("\n");
    }

    private static void Suite(XmlWriter xml, string file, IReadOnlyCollection<CheckResult> results)
    {
        xml.WriteStartElement("testsuite");
        Counts(xml, file, results);
        foreach (var result in results)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("classname", PlainLine.Of(file));
            xml.WriteAttributeString("name", PlainLine.Of(result.Object?.ToString() ?? $"document {result.Document.ToString(CultureInfo.InvariantCulture)}"));
            Content(xml, result);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Counts(XmlWriter xml, string name, IReadOnlyCollection<CheckResult> results)
    {
        xml.WriteAttributeString("name", PlainLine.Of(name));
        xml.WriteAttributeString("tests", Number(results.Count));
        xml.WriteAttributeString("failures", Number(results.Count(result => result is { Fault: null, Outcome: Outcome.Denied })));
        xml.WriteAttributeString("errors", Number(results.Count(IsError)));
    }

    private static void Content(XmlWriter xml, CheckResult result)
    {
        if (IsError(result))
        {
            Element(xml, "error", result.Fault is null ? "could not tell" : "unreadable", result.Fault?.Sentence ?? string.Join('\n', result.NotJudged.Select(left => $"{left.Rule}: {left.Reason}")));
        }

        if (result is { Fault: null, Outcome: Outcome.Denied })
        {
            var denying = result.Findings.Where(finding => finding.Effect == Effect.Deny).ToArray();
            Element(xml, "failure", denying[0].Rule, Lines(denying));
        }

        if (result.Findings.Where(finding => finding.Effect != Effect.Deny).ToArray() is { Length: > 0 } others)
        {
            xml.WriteElementString("system-out", Lines(others));
        }
    }

    private static void Element(XmlWriter xml, string name, string type, string text)
    {
        xml.WriteStartElement(name);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("message", Clean(text.Split('\n')[0]));
        xml.WriteString(string.Join('\n', text.Split('\n').Select(Clean)));
        xml.WriteEndElement();
    }

    private static string Lines(IEnumerable<Finding> findings) =>
        string.Join('\n', findings.Select(finding => Clean($"{finding.Place}: {finding.Sentence}")));

    // XML has no way to write half a surrogate pair.
    private static string Clean(string text) => string.Concat(PlainLine.Of(text).EnumerateRunes());

    private static bool IsError(CheckResult result) => result.Fault is not null || result.Outcome == Outcome.CouldNotTell;

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}

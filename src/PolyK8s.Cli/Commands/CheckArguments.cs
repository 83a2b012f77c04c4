using System.CommandLine;
using PolyK8s.Cli.Input;
using PolyK8s.Cli.Output;
using PolyK8s.Engine;
using PolyK8s.Engine.Checking;

namespace PolyK8s.Cli.Commands;

/// <summary>What the arguments of <c>check</c> mean, each mistake as one line.</summary>
internal static class CheckArguments
{
    /// <summary>Where the report goes: as text to standard output unless told otherwise.</summary>
    public static IReadOnlyList<ReportOutput> Outputs(ParseResult parsed, CheckOptions options, List<string> problems)
    {
        var outputs = new List<ReportOutput>();
        foreach (var text in parsed.GetValue(options.Outputs) is { Length: > 0 } given ? given : ["text"])
        {
            if (ReportOutput.Of(text) is { } output)
            {
                outputs.Add(output);
            }
            else
            {
                problems.Add($"`-o {text}` is no output; use one of {string.Join(", ", ReportFormats.All.Select(format => $"`{format.Name}`"))}, with `=FILE` to write a file");
            }
        }

        if (outputs.Count(output => output.File is null) > 1)
        {
            problems.Add("two outputs go to standard output; send one to a file with `-o FORMAT=FILE`");
        }

        return outputs;
    }

    /// <summary>The judge of the chosen rules.</summary>
    public static Judge Judge(ParseResult parsed, CheckOptions options, Judge judge, List<string> problems)
    {
        var (only, skip) = (Patterns(parsed.GetValue(options.Rules)), Patterns(parsed.GetValue(options.SkipRules)));
        if (UnknownRule.Among([.. only, .. skip], judge.Book) is { } unknown)
        {
            problems.Add(unknown);
        }

        var book = judge.Book.Select(only, skip);
        if (problems.Count == 0 && book.Rules.IsEmpty && !judge.Book.Rules.IsEmpty)
        {
            problems.Add("`--skip-rules` leaves no rule to judge by");
        }

        return ReferenceEquals(book, judge.Book) ? judge : new(book);
    }

    /// <summary>The objects and the change made to them; null when there are problems.</summary>
    public static CheckRequest? Request(ParseResult parsed, CheckOptions options, InputReader reader, List<string> problems)
    {
        var files = parsed.GetValue(options.Files) ?? [];
        var kustomizations = parsed.GetValue(options.Kustomize) ?? [];
        var oldFiles = parsed.GetValue(options.Old) ?? [];
        var operation = parsed.GetValue(options.Operation) is { } word ? Enum.Parse<Operation>(word, ignoreCase: true) : (Operation?)null;
        if (Mistake(parsed, options, files.Length + kustomizations.Length, oldFiles, operation) is { } mistake)
        {
            problems.Add(mistake);
            return null;
        }

        var manifests = kustomizations.Aggregate(reader.Read(files, parsed.GetValue(options.Recursive), problems, takesRepeated: true), (all, folder) => all.And(Kustomization.Read(folder, problems)));
        var old = reader.Read(oldFiles, parsed.GetValue(options.Recursive), problems);
        problems.AddRange(old.Faults.Select(fault => fault.Sentence));
        if (problems.Count == 0 && manifests is { Manifests.IsEmpty: true, Faults.IsEmpty: true })
        {
            problems.Add($"there is no object in {string.Join(", ", files.Concat(kustomizations).Select(file => $"`{file}`"))}");
        }

        var author = parsed.GetValue(options.As) is null ? null : options.Who.Of(parsed, problems);
        return problems.Count > 0 ? null : new(manifests)
        {
            Old = old.Manifests,
            Operation = operation,
            Subresource = parsed.GetValue(options.Subresource) ?? "",
            Author = author,
            At = TimeProvider.System.GetUtcNow(),
            Namespace = parsed.GetRequiredValue(options.Namespace),
            ShowDiff = parsed.GetValue(options.Diff),
        };
    }

    /// <summary>The least severity that counts.</summary>
    public static Severity FailOn(ParseResult parsed, CheckOptions options) =>
        parsed.GetValue(options.FailOn) is { } word ? Enum.Parse<Severity>(word, ignoreCase: true) : Severity.Error;

    private static string? Mistake(ParseResult parsed, CheckOptions options, int files, string[] oldFiles, Operation? operation) =>
        files == 0 ? "there is nothing to judge; name a file, a folder or `-` with `-f`, or a kustomization with `-k`"
        : operation == Operation.Create && oldFiles.Length > 0 ? "`--old` has no meaning for `--operation create`; leave one of them out"
        : parsed.GetValue(options.As) is null && parsed.GetValue(options.Groups) is { Length: > 0 } ? "`--as-group` needs `--as`: groups alone make nobody"
        : parsed.GetValue(options.As) == "" ? "`--as` names nobody; give a user name"
        : null;

    private static string[] Patterns(string[]? given) =>
        [.. (given ?? []).SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}

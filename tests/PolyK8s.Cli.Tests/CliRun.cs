using System.Text;
using PolyK8s.Engine;

namespace PolyK8s.Cli.Tests;

/// <summary>One run of the command line in this process, in a folder of its own.</summary>
internal sealed class CliRun : IDisposable
{
    private static readonly Judge TestJudge = new(new RuleBook(
        [new LabelRule("Test/bad-label"), new LabelRule("Test/needs-author", needsAuthor: true), new LabelRule("Other/needs-nodes", needsKind: new("", "Node"))]));

    /// <summary>The folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("poly-k8s-").FullName;

    /// <summary>Standard input.</summary>
    public string Input { get; init; } = "";

    /// <summary>Whether a person looks at it.</summary>
    public bool Colors { get; init; }

    /// <summary>The judge; one of a few rules of the tests when none is given.</summary>
    public Judge Judge { get; init; } = TestJudge;

    /// <summary>What the run wrote to standard output.</summary>
    public string Out { get; private set; } = "";

    /// <summary>What the run wrote to standard error, by lines.</summary>
    public string[] Errors { get; private set; } = [];

    /// <summary>An object with a label.</summary>
    public static string Labelled(string name, string value) => $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {name}\n  labels:\n    bad: {value}\n";

    /// <summary>Writes a file into the folder.</summary>
    public CliRun With(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(file))!);
        File.WriteAllText(At(file), text);
        return this;
    }

    /// <summary>The path of a file in the folder.</summary>
    public string At(string file) => Path.Combine(Folder, file);

    /// <summary>Runs; <c>@/</c> at the beginning of an argument stands for the folder.</summary>
    public async Task<int> RunAsync(params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var terminal = new Terminal(new MemoryStream(Encoding.UTF8.GetBytes(Input)), output, error) { Colors = Colors };
        var code = await CliApp.RunAsync([.. args.Select(arg => arg.Replace("@/", Folder + "/", StringComparison.Ordinal))], terminal, Judge);
        Out = output.ToString().Replace(Folder + "/", "", StringComparison.Ordinal);
        Errors = error.ToString().Replace(Folder + "/", "@/", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return code;
    }

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

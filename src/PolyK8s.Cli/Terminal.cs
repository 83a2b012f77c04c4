namespace PolyK8s.Cli;

/// <summary>What a command reads from and writes to.</summary>
/// <param name="In">Standard input.</param>
/// <param name="Out">Standard output: results and nothing else.</param>
/// <param name="Error">Standard error: what went wrong, one line each.</param>
public sealed record Terminal(Stream In, TextWriter Out, TextWriter Error)
{
    /// <summary>Whether a person looks at <see cref="Out"/> and wants colours.</summary>
    public bool Colors { get; init; }

    /// <summary>Writes one line about what went wrong.</summary>
    public void Complain(string line) => Error.WriteLine($"poly-k8s: {PlainLine.Of(line)}");

    /// <summary>Writes one line about what happens, at once.</summary>
    public void Progress(string line)
    {
        Out.WriteLine(PlainLine.Of(line));
        Out.Flush();
    }
}

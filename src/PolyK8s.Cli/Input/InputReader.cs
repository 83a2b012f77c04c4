using System.Collections.Concurrent;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cli.Input;

/// <summary>Reads manifests from files, folders and standard input.</summary>
/// <param name="terminal">Gives <c>-</c>.</param>
internal sealed class InputReader(Terminal terminal)
{
    // A part of a file is decoded to UTF-16, and text in .NET ends at one Gi of characters; half of that leaves room.
    private const int LargestFile = 512 * 1024 * 1024;

    private bool _standardInputIsRead;

    /// <summary>Reads every file behind some names, in the order of the names.</summary>
    /// <param name="names">Files, folders, or <c>-</c>.</param>
    /// <param name="recursive">Whether folders inside a folder are looked into.</param>
    /// <param name="problems">Receives one line for each file that cannot be opened.</param>
    /// <param name="takesRepeated">Whether objects with a key that is there twice are given, for whoever refuses them or says so.</param>
    public ManifestSet Read(IEnumerable<string> names, bool recursive, List<string> problems, bool takesRepeated = false)
    {
        var sources = names.SelectMany(name => Sources(name, recursive, problems)).ToArray();

        // Files are read and parsed beside one another, and reported in the order of their names.
        var parts = Partitioner.Create(sources, loadBalance: true).AsParallel().AsOrdered().Select(source => Part(source.File, source.Open, takesRepeated)).ToArray();
        problems.AddRange(parts.SelectMany(part => part.Problems));
        var sets = parts.Select(part => part.Set).OfType<ManifestSet>().ToArray();
        return new([.. sets.SelectMany(set => set.Manifests)], [.. sets.SelectMany(set => set.Faults)]) { Files = [.. sets.SelectMany(set => set.Files)] };
    }

    /// <summary>Reads the bytes of every file behind some names, whatever they hold.</summary>
    /// <param name="names">Files, folders, or <c>-</c>.</param>
    /// <param name="problems">Receives one line for each file that cannot be opened.</param>
    public IEnumerable<(string File, byte[] Bytes)> Texts(IEnumerable<string> names, List<string> problems)
    {
        foreach (var (file, open) in names.SelectMany(name => Sources(name, recursive: false, problems)))
        {
            if (Try(file, () => Bytes(file, open), problems) is { } bytes)
            {
                yield return (file, bytes);
            }
        }
    }

    private static (ManifestSet? Set, List<string> Problems) Part(string file, Func<Stream> open, bool takesRepeated)
    {
        var problems = new List<string>();
        return Try(file, () => Bytes(file, open), problems) is { } bytes
            ? (takesRepeated ? ManifestReader.ReadWithRepeatedKeys(bytes, file) : ManifestReader.Read(bytes, file), problems)
            : (null, problems);
    }

    private IEnumerable<(string File, Func<Stream> Open)> Sources(string name, bool recursive, List<string> problems)
    {
        if (name != "-")
        {
            var found = Try(name, () => InputFiles.Find(name, recursive), problems);
            problems.AddRange(found.Problem is { } problem ? [problem] : []);
            return found.Files.IsDefault ? [] : found.Files.Select(file => (file, (Func<Stream>)(() => File.OpenRead(file))));
        }

        if (_standardInputIsRead)
        {
            problems.Add("standard input (`-`) can be read only once");
            return [];
        }

        _standardInputIsRead = true;
        return [("-", () => terminal.In)];
    }

    private static byte[] Bytes(string file, Func<Stream> open)
    {
        using var stream = open();
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (stream.Read(buffer) is var count and > 0)
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > LargestFile)
            {
                throw new IOException($"it is larger than {LargestFile / 1024 / 1024} MiB");
            }
        }

        return bytes.ToArray();
    }

    private static T? Try<T>(string name, Func<T> read, List<string> problems)
    {
        try
        {
            return read();
        }
        catch (UnauthorizedAccessException)
        {
            problems.Add($"`{name}` cannot be read: permission denied");
        }
        catch (IOException e)
        {
            problems.Add($"`{name}` cannot be read: {e.Message.TrimEnd('.')}");
        }

        return default;
    }
}

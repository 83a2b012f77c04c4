using System.CommandLine;
using PolyK8s.Cli.Input;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s apply</c>.</summary>
internal static class ApplyCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var files = CheckOptions.Many("--filename", "-f", "FILE|DIR|-", "Manifests to apply: a file, a folder, or - for standard input; repeatable");
        var recursive = new Option<bool>("--recursive", "-R") { Description = "Look into the folders of a folder; hidden ones and links are left out" };
        return WriteCommand.Create("apply", "Apply manifests server-side", [files, recursive], terminal, (parsed, ns, problems) =>
        {
            var named = parsed.GetValue(files) ?? [];
            if (named.Length == 0)
            {
                problems.Add("there is nothing to apply; name a file, a folder or `-` with `-f`");
                return null;
            }

            var set = new InputReader(terminal).Read(named, parsed.GetValue(recursive), problems);
            problems.AddRange(set.Faults.Select(fault => fault.Sentence));
            if (set.Manifests.IsEmpty && problems.Count == 0)
            {
                problems.Add($"there is no object in {string.Join(", ", named.Select(file => $"`{file}`"))}");
            }

            return (writes, how, say, cancelled) => writes.ApplyAsync(set.Manifests, ns, how, say, cancelled);
        });
    }
}

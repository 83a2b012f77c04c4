using System.Diagnostics;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cli.Input;

/// <summary>A folder with a kustomization, built by the program its author builds it with.</summary>
internal static class Kustomization
{
    private static readonly string[][] Builders = [["kubectl", "kustomize"], ["kustomize", "build"]];

    /// <summary>The objects the kustomization makes; places in them are lines of the built text.</summary>
    public static ManifestSet Read(string folder, List<string> problems)
    {
        foreach (var builder in Builders)
        {
            if (Started(builder, folder) is not { } process)
            {
                continue;
            }

            using (process)
            {
                var errors = process.StandardError.ReadToEndAsync();
                using var built = new MemoryStream();
                process.StandardOutput.BaseStream.CopyTo(built);
                process.WaitForExit();
                if (process.ExitCode == 0)
                {
                    return ManifestReader.Read(built.ToArray(), $"{folder} (kustomized)");
                }

                var said = errors.GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                problems.Add($"`{folder}` cannot be built: {(said.Length > 0 ? said[^1].TrimEnd('.') : $"`{string.Join(' ', builder)}` failed")}");
                return new([], []);
            }
        }

        problems.Add($"`{folder}` cannot be built: neither `kubectl` nor `kustomize` is on the path");
        return new([], []);
    }

    private static Process? Started(string[] builder, string folder)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(builder[0], [.. builder[1..], folder]) { RedirectStandardOutput = true, RedirectStandardError = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}

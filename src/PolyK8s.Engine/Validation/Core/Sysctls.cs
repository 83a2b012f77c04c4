namespace PolyK8s.Engine.Validation.Core;

/// <summary>The parameters of the kernel a Pod sets: each once, and none that it shares with the host.</summary>
/// <remarks>Mirrors <c>validateSysctls</c> and <c>ValidateHostSysctl</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class Sysctls
{
    private const int MostCharacters = 253;

    private static readonly string[] OfIpc = ["kernel.shm", "kernel.msg", "fs.mqueue."];

    /// <summary>The parameters of a Pod with that spec.</summary>
    public static void Check(Field sysctls, Field spec)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in sysctls.Items().Select(sysctl => sysctl["name"]))
        {
            if (!name.RequiredText())
            {
                continue;
            }

            if (name.Text.Length > MostCharacters || !name.Text.Split('.', '/').All(IsSegment))
            {
                name.InvalidText("must have at most 253 characters and match regex ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$");
            }
            else if (!names.Add(name.Text))
            {
                name.DuplicateText();
            }

            Shared(name, spec);
        }
    }

    private static void Shared(Field name, Field spec)
    {
        var dotted = Dotted(name.Text);
        if (spec["hostNetwork"].IsTrue && dotted.StartsWith("net.", StringComparison.Ordinal))
        {
            name.InvalidText("may not be specified when 'hostNetwork' is true");
        }
        else if (spec["hostIPC"].IsTrue && (dotted == "kernel.sem" || OfIpc.Any(prefix => dotted.StartsWith(prefix, StringComparison.Ordinal))))
        {
            name.InvalidText("may not be specified when 'hostIPC' is true");
        }
    }

    // Written as a path, slashes and dots have changed places.
    private static string Dotted(string name) => name.AsSpan().IndexOfAny('.', '/') is var first and >= 0 && name[first] == '/'
        ? string.Concat(name.Select(c => c == '/' ? '.' : c == '.' ? '/' : c))
        : name;

    private static bool IsSegment(string text) => DnsNames.IsLabel(text.Replace('_', '-')) && text is not ['_', ..] and not [.., '_'];
}

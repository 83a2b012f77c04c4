using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PolyK8s.Architecture.Tests;

/// <summary>The judgement has no clock, no disk, no network, no randomness and no process: read from the compiled assemblies, not from the sources.</summary>
public sealed class PureEngineTests
{
    /// <summary>Members the engine and the kernels must not call; a type alone forbids all of it.</summary>
    private static readonly string[] Forbidden =
    [
        "System.DateTime::get_Now", "System.DateTime::get_UtcNow", "System.DateTime::get_Today",
        "System.DateTimeOffset::get_Now", "System.DateTimeOffset::get_UtcNow",
        "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Environment::get_TickCount", "System.Environment::get_TickCount64",
        "System.Threading.Timer", "System.Threading.Thread::Sleep", "System.Threading.Tasks.Task::Delay",
        "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory", "System.IO.DirectoryInfo",
        "System.Net.Http.HttpClient", "System.Net.Sockets.Socket", "System.Net.Dns", "System.Net.WebClient",
        "System.Random", "System.Guid::NewGuid", "System.Security.Cryptography.RandomNumberGenerator",
        "System.Diagnostics.Process", "System.Environment::GetEnvironmentVariable", "System.Console",
        "System.Activator", "System.Reflection.MethodInfo",
    ];

    [Fact]
    public void Calls_nothing_outside_itself() =>
        Assert.DoesNotContain(Members("PolyK8s.Engine"), IsForbidden);

    [Fact]
    public void Finds_a_forbidden_call_where_there_is_one() =>
        Assert.Contains(Members(typeof(PureEngineTests).Assembly.GetName().Name!), IsForbidden);

    private static bool IsForbidden(string member) =>
        Forbidden.Any(f => f.Contains("::", StringComparison.Ordinal) ? member == f : member.StartsWith(f + "::", StringComparison.Ordinal));

    private static List<string> Members(string assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")));
        var metadata = file.GetMetadataReader();
        return [.. metadata.MemberReferences
            .Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => $"{TypeName(metadata, (TypeReferenceHandle)member.Parent)}::{metadata.GetString(member.Name)}")];
    }

    private static string TypeName(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }
}

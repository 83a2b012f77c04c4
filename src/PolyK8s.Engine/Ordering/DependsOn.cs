using System.Collections.Immutable;

namespace PolyK8s.Engine.Ordering;

/// <summary>The annotation <c>config.kubernetes.io/depends-on</c>: <c>group/kind/name</c> or <c>group/namespaces/ns/kind/name</c>, separated by commas.</summary>
/// <remarks>Mirrors <c>ParseDependencySet</c> of sigs.k8s.io/cli-utils (pkg/object/dependson): spaces around entries and fields are cut, the core group is empty, a name twice is an error.</remarks>
public static class DependsOn
{
    /// <summary>The annotation's key.</summary>
    public const string Annotation = "config.kubernetes.io/depends-on";

    private const string Accepted = "`group/kind/name` or `group/namespaces/namespace/kind/name`, the group empty for core kinds";

    /// <summary>The objects named, and one line for each entry that names none.</summary>
    public static (ImmutableArray<ObjectId> Targets, ImmutableArray<string> Problems) Parse(string value)
    {
        var targets = ImmutableArray.CreateBuilder<ObjectId>();
        var problems = ImmutableArray.CreateBuilder<string>();
        foreach (var entry in value.Split(','))
        {
            if (ParseEntry(entry.Trim()) is not { } target)
            {
                problems.Add($"`{entry.Trim()}` names no object; write {Accepted}");
            }
            else if (targets.Contains(target))
            {
                problems.Add($"`{entry.Trim()}` is named twice");
            }
            else
            {
                targets.Add(target);
            }
        }

        return (targets.DrainToImmutable(), problems.DrainToImmutable());
    }

    /// <summary>The entry that names an object; <see cref="Parse"/> reads it back.</summary>
    public static string Format(ObjectId id) =>
        id.Namespace.Length == 0 ? $"{id.Group}/{id.Kind}/{id.Name}" : $"{id.Group}/namespaces/{id.Namespace}/{id.Kind}/{id.Name}";

    private static ObjectId? ParseEntry(string entry) => entry.Split('/', StringSplitOptions.TrimEntries) switch
    {
        [var group, var kind, { Length: > 0 } name] when kind.Length > 0 => new(group, kind, "", name),
        [var group, "namespaces", { Length: > 0 } ns, { Length: > 0 } kind, { Length: > 0 } name] => new(group, kind, ns, name),
        _ => null,
    };
}

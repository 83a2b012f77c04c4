using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Mutation;

namespace PolyK8s.Engine.Defaulting;

/// <summary>What of the defaults an update may set.</summary>
internal static class UpdateScope
{
    /// <summary>The growth that is left, and one line for each part that an update may not change.</summary>
    public static (Growth? Growth, ImmutableArray<string> Notes) Of(Growth growth, Manifest before, Manifest after)
    {
        var own = UpdateValidation.Of(before, after).Select(error => error.ToString()).ToHashSet(StringComparer.Ordinal);
        var (left, notes) = (Changed(growth, before.Root, after.Root), ImmutableArray.CreateBuilder<string>());

        // A part at a time, and in the end all: however the errors are named, what is left is an update the server takes.
        foreach (var all in new[] { false, true })
        {
            ImmutableArray<string> refused = left is null ? [] :
                [.. UpdateValidation.Of(before, after with { Root = left.Of(after.Root) }).Where(e => !own.Contains(e.ToString())).Select(e => e.Path).Distinct()];
            foreach (var path in refused)
            {
                notes.Add($"an update may not change `{path}`: its defaults are left out");
                left = all ? null : Without(left, after.Root, path.Split('[')[0].Split('.'));
            }
        }

        return (left, notes.DrainToImmutable());
    }

    // What its author left as it was stays as it is.
    private static Growth? Changed(Growth? growth, ManifestNode? before, ManifestNode after)
    {
        if (growth is null || (before is not null && SameJson.As(before, after)))
        {
            return null;
        }

        return (growth with
        {
            Inside = [.. growth.Inside.Select((inside, i) => inside is null ? null
                : after.Kind == NodeKind.Array ? Changed(inside, Counterpart(before, after, i), after.Items[i])
                : Changed(inside, before?[after.Members[i].Name], after.Members[i].Value))],
        }).OrNothing;
    }

    // Elements with a name are told apart by it, others by where they stand.
    private static ManifestNode? Counterpart(ManifestNode? before, ManifestNode after, int i) =>
        after.Items[i].TextAt("name") is { } name ? before?.Items.FirstOrDefault(item => item.TextAt("name") == name)
        : i < before?.Items.Length ? before.Items[i]
        : null;

    private static Growth? Without(Growth? growth, ManifestNode node, ReadOnlySpan<string> path)
    {
        if (growth is null || path.IsEmpty)
        {
            return null;
        }

        var (name, inside) = (path[0], growth.Inside.ToBuilder());
        for (var i = 0; i < node.Members.Length; i++)
        {
            if (node.Members[i].Name == name)
            {
                inside[i] = Without(inside[i], node.Members[i].Value, path[1..]);
            }
        }

        return new Growth(inside.DrainToImmutable(), [.. growth.Added.Where(member => member.Name != name)]).OrNothing;
    }
}

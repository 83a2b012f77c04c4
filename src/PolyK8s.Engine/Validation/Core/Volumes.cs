namespace PolyK8s.Engine.Validation.Core;

/// <summary>The volumes of a Pod.</summary>
/// <remarks>Mirrors <c>ValidateVolumes</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class Volumes
{
    /// <summary>The volumes.</summary>
    /// <param name="volumes">The list.</param>
    /// <param name="podName">The Pod's name; null in a template.</param>
    /// <returns>The volumes without errors, by name.</returns>
    public static Dictionary<string, Field> Check(Field volumes, string? podName)
    {
        var known = new Dictionary<string, Field>(StringComparer.Ordinal);
        foreach (var volume in volumes.Items())
        {
            var (before, name) = (volumes.Errors.Count, volume["name"]);
            VolumeSources.Check(volume, podName);
            name.RequiredMust(DnsNames.Label);
            if (known.ContainsKey(name.Text))
            {
                name.DuplicateText();
            }

            if (volumes.Errors.Count == before)
            {
                known[name.Text] = volume;
            }

            var claim = volume["persistentVolumeClaim"]["claimName"];
            if (claim.IsSet && podName is { Length: > 0 } && volumes.Items().Any(other => other["ephemeral"].IsSet && $"{podName}-{other["name"].Text}" == claim.Text))
            {
                claim.InvalidText("must not reference a PVC that gets created for an ephemeral volume");
            }
        }

        return known;
    }
}

namespace PolyK8s.Engine.Validation.Core;

/// <summary>Environment variables that are read from files: from volumes that an init container filled.</summary>
/// <remarks>Mirrors <c>validateFileKeyRefVolumes</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class FileVariables
{
    /// <summary>The volumes that the variables of a Pod's containers name.</summary>
    public static void Check(Field spec, Field volumes)
    {
        foreach (var container in Containers.All(spec))
        {
            foreach (var variable in container["env"].Items())
            {
                if (variable.Gives("valueFrom") && variable["valueFrom"].Gives("fileKeyRef"))
                {
                    Named(variable["valueFrom"]["fileKeyRef"]["volumeName"], volumes);
                }
            }
        }
    }

    private static void Named(Field name, Field volumes)
    {
        if (volumes.Items().LastOrDefault(v => v["name"].Text == name.Text) is not { } volume)
        {
            name.NotFound(volumes.Items().Select(v => v["name"].Text));
        }
        else if (!VolumeSources.IsEmptyDir(volume))
        {
            name.InvalidText("referenced volume must be of type emptyDir");
        }
    }
}

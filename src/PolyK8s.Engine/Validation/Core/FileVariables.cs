namespace PolyK8s.Engine.Validation.Core;

/// <summary>Environment variables that are read from files: from volumes that an init container filled.</summary>
/// <remarks>Mirrors <c>validateFileKeyRefVolumes</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class FileVariables
{
    /// <summary>The volumes that the variables of a Pod's containers name.</summary>
    public static void Check(Field spec, Field volumes)
    {
        foreach (var file in Containers.All(spec).SelectMany(container => container["env"].Items()).Where(variable => variable.Gives("valueFrom")).Select(variable => variable["valueFrom"]["fileKeyRef"]).Where(file => file.IsSet))
        {
            var name = file["volumeName"];
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
}

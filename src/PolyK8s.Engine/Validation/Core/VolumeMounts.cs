using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>Where a container mounts the Pod's volumes.</summary>
/// <remarks>Mirrors <c>ValidateVolumeMounts</c>, <c>ValidateVolumeDevices</c>, <c>validateMountPropagation</c> and <c>validateMountRecursiveReadOnly</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class VolumeMounts
{
    private static readonly ImmutableArray<string> Propagations = ["Bidirectional", "HostToContainer", "None"];
    private static readonly ImmutableArray<string> RecursiveReadOnly = ["Disabled", "Enabled", "IfPossible"];

    /// <summary>The mounts.</summary>
    public static void Check(Field container, PodScope scope)
    {
        var mounts = container["volumeMounts"];
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var mount in mounts.Items())
        {
            var (name, path) = (mount["name"], mount["mountPath"]);
            name.RequiredText();
            if (!scope.Volumes.ContainsKey(name.Text))
            {
                name.NotFound(scope.Volumes.Keys);
            }

            path.RequiredText();
            if (!paths.Add(path.Text))
            {
                path.InvalidText("must be unique");
            }

            Overlap(name, path, container["volumeDevices"], "devicePath", "volumeDevices");
            SubPaths(mount, mounts);
            Propagation(mount, mounts, container);
        }
    }

    /// <summary>The block devices.</summary>
    public static void Devices(Field container, PodScope scope)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var device in container["volumeDevices"].Items())
        {
            DeviceName(device["name"], names, scope);
            DevicePath(device["devicePath"], paths);
            Overlap(device["name"], device["devicePath"], container["volumeMounts"], "mountPath", "volumeMounts");
        }
    }

    private static void DeviceName(Field name, HashSet<string> names, PodScope scope)
    {
        name.RequiredText();
        if (name.Text.Length > 0 && !names.Add(name.Text))
        {
            name.InvalidText("must be unique");
        }

        if (!scope.Volumes.TryGetValue(name.Text, out var volume))
        {
            name.NotFound(scope.Volumes.Keys);
        }
        else if (!volume["persistentVolumeClaim"].IsSet && !volume["ephemeral"].IsSet)
        {
            name.InvalidText("can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode");
        }
    }

    private static void DevicePath(Field path, HashSet<string> paths)
    {
        path.RequiredText();
        if (paths.Contains(path.Text))
        {
            path.InvalidText("must be unique");
        }

        if (path.Text.Split('/').Contains("..", StringComparer.Ordinal))
        {
            path.InvalidText("can not contain backsteps ('..')");
        }
        else
        {
            paths.Add(path.Text);
        }
    }

    private static void Overlap(Field name, Field path, Field others, string otherPath, string list)
    {
        if (others.Items().Any(other => other["name"].Text == name.Text))
        {
            name.InvalidText($"must not already exist in {list}");
        }

        if (others.Items().Any(other => other[otherPath].Text == path.Text))
        {
            path.InvalidText($"must not already exist as a path in {list}");
        }
    }

    private static void SubPaths(Field mount, Field mounts)
    {
        var (path, expression) = (mount["subPath"], mount["subPathExpr"]);
        if (path.Text.Length > 0)
        {
            Paths.Descending(path, mounts["subPath"]);
        }

        if (expression.Text.Length > 0)
        {
            if (path.Text.Length > 0)
            {
                expression.InvalidText("subPathExpr and subPath are mutually exclusive");
            }

            Paths.Descending(expression, mounts["subPathExpr"]);
        }
    }

    private static void Propagation(Field mount, Field mounts, Field container)
    {
        // The server reports both on the list of mounts.
        var propagation = mount["mountPropagation"].At(mounts["mountPropagation"]);
        propagation.OneOfIfSet(Propagations);
        if (propagation.Text == "Bidirectional" && !container["securityContext"]["privileged"].IsTrue)
        {
            propagation.Forbidden("Bidirectional mount propagation is available only to privileged containers");
        }

        var recursive = mount["recursiveReadOnly"].At(mounts["recursiveReadOnly"]);
        recursive.OneOfIfSet(RecursiveReadOnly);
        if (recursive.Text is not ("Enabled" or "IfPossible"))
        {
            return;
        }

        if (!mount["readOnly"].IsTrue)
        {
            recursive.Forbidden("may only be specified when readOnly is true");
        }

        if (propagation.IsSet && propagation.Text != "None")
        {
            recursive.Forbidden("may only be specified when mountPropagation is None or not specified");
        }
    }
}

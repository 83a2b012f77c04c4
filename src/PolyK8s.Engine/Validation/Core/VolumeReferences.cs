namespace PolyK8s.Engine.Validation.Core;

/// <summary>What a PersistentVolume's source refers to in other namespaces, and the options of its mounts: a Pod's volume has neither.</summary>
/// <remarks>Mirrors the functions <c>validate…PersistentVolumeSource</c> of <c>pkg/apis/core/validation</c> and <c>ValidatePersistentVolume</c> of <c>pkg/volume/validation</c>.</remarks>
internal static class VolumeReferences
{
    private const string MountOptions = "volume.beta.kubernetes.io/mount-options";

    private static readonly string[] Mountable =
    [
        "gcePersistentDisk", "awsElasticBlockStore", "glusterfs", "nfs", "rbd", "quobyte", "iscsi", "cinder", "cephfs", "azureFile", "vsphereVolume", "azureDisk",
        "photonPersistentDisk",
    ];

    /// <summary>The references of the source called <paramref name="name"/>.</summary>
    public static void Check(Field source, string name)
    {
        switch (name)
        {
            case "iscsi":
                Secret(source, namespaced: false);
                break;
            case "cinder" or "storageos":
                Secret(source, namespaced: true);
                break;
            case "azureFile" when source["secretNamespace"] is { IsSet: true, Text: "" } space:
                space.Required();
                break;
            case "glusterfs" when source["endpointsNamespace"] is { IsSet: true } space:
                if (space.Text.Length == 0)
                {
                    space.InvalidText("if the endpointnamespace is set, it must be a valid namespace name");
                }
                else
                {
                    space.Must(DnsNames.Label);
                }

                break;
            default:
                break;
        }
    }

    /// <summary>The annotation with the options of mounts, where nothing is mounted.</summary>
    public static void Options(Field volume)
    {
        var annotation = volume["metadata"]["annotations"].Key(MountOptions);
        if (annotation.IsSet && !Mountable.Any(volume["spec"].Gives))
        {
            Field.Elsewhere($"metadata.annotations.{MountOptions}", annotation).Forbidden("may not specify mount options for this volume type");
        }
    }

    private static void Secret(Field source, bool namespaced)
    {
        var secret = source["secretRef"];
        if (!secret.IsSet)
        {
            return;
        }

        if (!namespaced)
        {
            secret["name"].RequiredText();
        }
        else
        {
            secret["namespace"].RequiredText();
        }
    }
}

namespace PolyK8s.Engine.Validation.Core;

/// <summary>The volume sources that Pods and PersistentVolumes share.</summary>
/// <remarks>Mirrors the functions <c>validate…VolumeSource</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class SharedSources
{
    private static readonly string[] HostPathTypes = ["", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"];

    /// <summary>A path of the node.</summary>
    public static void HostPath(Field source)
    {
        if (source["path"].RequiredText())
        {
            Paths.NoBacksteps(source["path"]);
            source["type"].OneOfIfSet([.. HostPathTypes]);
        }
    }

    /// <summary>A disk of Google Compute Engine.</summary>
    public static void GcePersistentDisk(Field source) => Disk(Field.Elsewhere(source.Path[..^"gcePersistentDisk".Length] + "persistentDisk", source), "pdName");

    /// <summary>A volume of Amazon.</summary>
    public static void AwsElasticBlockStore(Field source) => Disk(source, "volumeID");

    /// <summary>A share of an NFS server.</summary>
    public static void Nfs(Field source)
    {
        source["server"].RequiredText();
        source["path"].RequiredText();
        if (source["path"].Text is not ['/', ..])
        {
            source["path"].InvalidText("must be an absolute path");
        }
    }

    /// <summary>A volume of Gluster.</summary>
    public static void Glusterfs(Field source) => Required(source, "endpoints", "path");

    /// <summary>A dataset of Flocker.</summary>
    public static void Flocker(Field source)
    {
        var (name, id) = (source["datasetName"].Text, source["datasetUUID"].Text);
        if (name.Length == 0 && id.Length == 0)
        {
            source.Required("one of datasetName and datasetUUID is required");
        }

        if (name.Length > 0 && id.Length > 0)
        {
            source.Invalid("\"resource\"", "datasetName and datasetUUID can not be specified simultaneously");
        }

        if (name.Contains('/', StringComparison.Ordinal))
        {
            source["datasetName"].InvalidText("must not contain '/'");
        }
    }

    /// <summary>An image of Ceph RBD.</summary>
    public static void Rbd(Field source)
    {
        CephFs(source);
        source["image"].RequiredText();
    }

    /// <summary>A volume of Cinder.</summary>
    public static void Cinder(Field source)
    {
        source["volumeID"].RequiredText();
        if (source["secretRef"].IsSet)
        {
            source["secretRef"]["name"].RequiredText();
        }
    }

    /// <summary>A Ceph file system.</summary>
    public static void CephFs(Field source)
    {
        if (source["monitors"].Count == 0)
        {
            source["monitors"].Required();
        }
    }

    /// <summary>A volume of Quobyte.</summary>
    public static void Quobyte(Field source)
    {
        const string pairs = "must be a host:port pair or multiple pairs separated by commas";
        var registry = source["registry"];
        if (!registry.RequiredText(pairs))
        {
            source["volume"].RequiredText();
            return;
        }

        if (source["tenant"].Text.Length > 64)
        {
            source["tenant"].Required("must be a UUID and may not exceed a length of 64 characters");
        }
        else
        {
            foreach (var _ in registry.Text.Split(',').Where(pair => !IsHostAndPort(pair)))
            {
                registry.InvalidText(pairs);
            }
        }

        source["volume"].RequiredText();
    }

    /// <summary>A volume of Fibre Channel.</summary>
    public static void FibreChannel(Field source)
    {
        var (targets, ids, lun) = (source["targetWWNs"], source["wwids"], source["lun"]);
        if (targets.Count == 0 && ids.Count == 0)
        {
            targets.Required("must specify either targetWWNs or wwids, but not both");
        }

        if (targets.Count > 0 && ids.Count > 0)
        {
            targets.InvalidJson("targetWWNs and wwids can not be specified simultaneously");
        }

        if (targets.Count > 0 && !lun.IsSet)
        {
            lun.Required("lun is required if targetWWNs is specified");
        }
        else if (targets.Count > 0)
        {
            lun.InRange(0, 255);
        }
    }

    /// <summary>A volume of a FlexVolume driver.</summary>
    public static void Flex(Field source)
    {
        source["driver"].RequiredText();
        foreach (var (key, value) in source["options"].Entries())
        {
            var ns = "." + key.Split('/')[0].ToLowerInvariant();
            if (ns.EndsWith(".kubernetes.io", StringComparison.Ordinal) || ns.EndsWith(".k8s.io", StringComparison.Ordinal))
            {
                value.Invalid(GoText.Quote(key), "kubernetes.io and k8s.io namespaces are reserved");
            }
        }
    }

    /// <summary>A share of Azure.</summary>
    public static void AzureFile(Field source) => Required(source, "secretName", "shareName");

    /// <summary>A disk of Azure.</summary>
    public static void AzureDisk(Field source)
    {
        Required(source, "diskName", "diskURI");
        source["cachingMode"].OneOfIfSet(["None", "ReadOnly", "ReadWrite"]);
        source["kind"].OneOfIfSet(["Dedicated", "Managed", "Shared"]);
        var (uri, managed) = (source["diskURI"], source["kind"].Text == "Managed");
        if (!uri.Text.StartsWith(managed ? "/subscriptions/" : "https://", StringComparison.Ordinal))
        {
            uri.NotSupported(GoText.Quote(uri.Text), managed
                ? "/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}"
                : "https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd");
        }
    }

    /// <summary>A volume of StorageOS.</summary>
    public static void StorageOs(Field source)
    {
        source["volumeName"].RequiredMust(DnsNames.Label);
        source["volumeNamespace"].MustIfAny(DnsNames.Label);
        if (source["secretRef"].IsSet)
        {
            source["secretRef"]["name"].RequiredText();
        }
    }

    /// <summary>A volume of ScaleIO.</summary>
    public static void ScaleIo(Field source) => Required(source, "gateway", "system", "volumeName");

    /// <summary>The name of a CSI driver.</summary>
    /// <remarks>Mirrors <c>ValidateCSIDriverName</c>.</remarks>
    public static void DriverName(Field driver)
    {
        driver.RequiredText();
        if (driver.Text.Length > 63)
        {
            driver.TooLong(63);
        }

        driver.Must(name => DnsNames.Subdomain(name.ToLowerInvariant()));
    }

    // Mirrors net.SplitHostPort: a colon that is no part of an address, and brackets around an address that has colons.
    private static bool IsHostAndPort(string pair)
    {
        var colon = pair.LastIndexOf(':');
        if (colon < 0 || pair[(colon + 1)..].IndexOfAny(['[', ']']) >= 0)
        {
            return false;
        }

        var host = pair[..colon];
        return host is ['[', ..]
            ? host.IndexOf(']', StringComparison.Ordinal) == host.Length - 1 && host.LastIndexOf('[') == 0
            : host.IndexOfAny(['[', ']', ':']) < 0;
    }

    private static void Disk(Field source, string id)
    {
        source[id].RequiredText();
        if (source["partition"].Number is < 0 or > 255)
        {
            source["partition"].InvalidNumber("must be between 1 and 255, inclusive");
        }
    }

    private static void Required(Field source, params string[] names)
    {
        foreach (var name in names)
        {
            source[name].RequiredText();
        }
    }
}

using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>Volumes of files that the kubelet writes.</summary>
/// <remarks>Mirrors <c>validateProjectionSources</c>, <c>validateDownwardAPIVolumeFile</c> and <c>validateKeyToPath</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class ProjectedVolumes
{
    private const long LeastTokenSeconds = 10 * 60;
    private const long DefaultTokenSeconds = 60 * 60;

    private static readonly ImmutableArray<string> FieldPaths = ["metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid"];
    // Trust bundles and certificates of Pods are dropped before validation (dropDisabledClusterTrustBundleProjection and
    // dropDisabledPodCertificateProjection): ClusterTrustBundleProjection and PodCertificateRequest are off unless a cluster turns them on.
    private static readonly ImmutableArray<string> Kinds = ["secret", "configMap", "downwardAPI", "serviceAccountToken"];

    /// <summary>A projected volume.</summary>
    public static void Check(Field projected)
    {
        Paths.Mode(projected["defaultMode"]);
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in projected["sources"].Items())
        {
            Keyed(source["secret"], projected, paths);
            Keyed(source["configMap"], projected, paths);
            foreach (var file in source["downwardAPI"]["items"].Items())
            {
                File(file, source["downwardAPI"]);
                Unique(projected, file["path"].Text, file["path"].Text, paths);
            }

            Token(source["serviceAccountToken"], projected);
            if (Kinds.Count(kind => source[kind].IsSet) > 1)
            {
                source.Forbidden("may not specify more than 1 volume type per source");
            }
        }
    }

    /// <summary>A volume of the downward API.</summary>
    public static void DownwardApiVolume(Field volume)
    {
        Paths.Mode(volume["defaultMode"]);
        foreach (var file in volume["items"].Items())
        {
            File(file, volume);
        }
    }

    /// <summary>A key and where it goes.</summary>
    public static void KeyToPath(Field item)
    {
        item["key"].RequiredText();
        item["path"].RequiredText();
        Paths.NotReserved(item["path"]);
        Paths.Mode(item["mode"]);
    }

    // The server reports a file's errors without its index.
    private static void File(Field file, Field at)
    {
        var path = file["path"].At(at["path"]);
        path.RequiredText();
        Paths.NotReserved(path);
        if (file["fieldRef"].IsSet)
        {
            DownwardApi.ObjectField(file["fieldRef"].At(at["fieldRef"]), FieldPaths);
            if (file["resourceFieldRef"].IsSet)
            {
                at.Invalid("\"resource\"", "fieldRef and resourceFieldRef can not be specified simultaneously");
            }
        }
        else if (file["resourceFieldRef"].IsSet)
        {
            DownwardApi.ResourceField(file["resourceFieldRef"].At(at["resourceFieldRef"]), inVolume: true);
        }
        else
        {
            at.Required("one of fieldRef and resourceFieldRef is required");
        }

        Paths.Mode(file["mode"].At(at["mode"]));
    }

    private static void Keyed(Field source, Field projected, HashSet<string> paths)
    {
        if (!source.IsSet)
        {
            return;
        }

        source["name"].RequiredText();
        foreach (var item in source["items"].Items())
        {
            KeyToPath(item);
            Unique(projected, item["path"].Text, source["name"].Text, paths);
        }
    }

    private static void Unique(Field projected, string path, string printed, HashSet<string> paths)
    {
        if (path.Length > 0 && !paths.Add(path))
        {
            projected.Invalid(GoText.Quote(printed), "conflicting duplicate paths");
        }
    }

    private static void Token(Field token, Field projected)
    {
        if (!token.IsSet)
        {
            return;
        }

        var seconds = token["expirationSeconds"];
        if (seconds.NumberOr(DefaultTokenSeconds) < LeastTokenSeconds)
        {
            seconds.InvalidNumber("may not specify a duration less than 10 minutes");
        }

        if (seconds.Number > 1L << 32)
        {
            seconds.InvalidNumber("may not specify a duration larger than 2^32 seconds");
        }

        var path = token["path"].At(projected["path"]);
        if (path.RequiredText())
        {
            Paths.NotReserved(path);
        }
    }
}

namespace PolyK8s.Engine.Validation.Core;

/// <summary>Pods and PodTemplates.</summary>
/// <remarks>Mirrors <c>ValidatePodCreate</c> and <c>ValidatePodTemplate</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class Pods
{
    /// <summary>A Pod.</summary>
    public static void Check(Field pod)
    {
        var (metadata, spec) = (pod["metadata"], pod["spec"]);
        ObjectMetas.Check(metadata, DnsNames.Subdomain);
        PodAnnotations.Check(metadata["annotations"], spec);
        PodSpecs.Check(spec, metadata["name"].Text, []);
        if (spec["serviceAccountName"].Text.Length + spec["serviceAccount"].Text.Length == 0)
        {
            NoTokens(spec);
        }

        foreach (var container in spec["containers"].Items().Concat(spec["initContainers"].Items()))
        {
            Containers.OnlyInPod(container);
        }

        if (spec["ephemeralContainers"].Count > 0)
        {
            spec["ephemeralContainers"].Forbidden("cannot be set on create");
        }

        if (spec["nodeName"].Text.Length > 0 && spec["schedulingGates"].Count > 0)
        {
            spec["nodeName"].Forbidden("cannot be set until all schedulingGates have been cleared");
        }
    }

    /// <summary>A PodTemplate.</summary>
    public static void Template(Field template)
    {
        ObjectMetas.Check(template["metadata"], DnsNames.Subdomain);
        PodTemplates.Check(template["template"]);
    }

    // Service account admission, which nearly every server runs, names an account before this is checked; only images with admission off come here.
    private static void NoTokens(Field spec)
    {
        foreach (var source in spec["volumes"].Items().SelectMany(volume => volume["projected"]["sources"].Items()))
        {
            if (source["serviceAccountToken"].IsSet)
            {
                source["serviceAccountToken"].Forbidden("must not be specified when serviceAccountName is not set");
            }
        }
    }
}

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
        PodSpecs.Check(spec, metadata["name"].Text, labels: pod.Before is null ? metadata["labels"] : null);
        if (spec["serviceAccountName"].Text.Length + spec["serviceAccount"].Text.Length == 0)
        {
            NoTokens(spec);
        }

        foreach (var container in spec["containers"].Items().Concat(spec["initContainers"].Items()))
        {
            Containers.OnlyInPod(container);
        }

        if (pod.Before is null)
        {
            OnCreate(spec);
            ProfileAnnotations.Match(metadata["annotations"], spec, isPod: true);
        }

        if (metadata["annotations"].Has(PodAnnotations.Mirror) && spec["resourceClaims"].Count > 0)
        {
            Field.Elsewhere("", spec["resourceClaims"]).Forbidden("static pods do not support resource claims");
        }
    }

    /// <summary>A PodTemplate.</summary>
    public static void Template(Field template)
    {
        ObjectMetas.Check(template["metadata"], DnsNames.Subdomain);
        PodTemplates.Check(template["template"]);
    }

    private static void OnCreate(Field spec)
    {
        if (spec["ephemeralContainers"].Count > 0)
        {
            spec["ephemeralContainers"].Forbidden("cannot be set on create");
        }

        if (spec["nodeName"].Text.Length > 0 && spec["schedulingGates"].Count > 0)
        {
            spec["nodeName"].Forbidden("cannot be set until all schedulingGates have been cleared");
        }
    }

    // Service account admission names an account before the server looks; a server without it refuses the token.
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

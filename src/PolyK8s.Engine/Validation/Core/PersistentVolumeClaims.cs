using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>PersistentVolumeClaims, and the claim templates of others.</summary>
/// <remarks>Mirrors <c>ValidatePersistentVolumeClaim</c> and <c>ValidatePersistentVolumeClaimSpec</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class PersistentVolumeClaims
{
    /// <summary>How a volume can be mounted.</summary>
    public static readonly ImmutableArray<string> AccessModes = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"];

    /// <summary>What a volume gives.</summary>
    public static readonly ImmutableArray<string> VolumeModes = ["Block", "Filesystem"];

    /// <summary>A claim.</summary>
    public static void Check(Field claim)
    {
        ObjectMetas.Check(claim["metadata"], DnsNames.Subdomain);
        Spec(DataSources.Prepared(claim["spec"]));
    }

    /// <summary>The spec of a claim.</summary>
    public static void Spec(Field spec)
    {
        if (spec["accessModes"].Count == 0)
        {
            spec["accessModes"].Required("at least 1 access mode is required");
        }

        LabelSelectors.Check(spec["selector"]);
        Access(spec["accessModes"]);
        Storage(spec);
        spec["storageClassName"].MustIfAny(DnsNames.Subdomain);
        spec["volumeMode"].OneOfIfSet(VolumeModes);
        Source(spec["dataSource"]);
        Source(spec["dataSourceRef"]);
        if (spec["dataSourceRef"]["namespace"].Text.Length > 0)
        {
            spec["dataSourceRef"]["namespace"].Must(DnsNames.Label);
        }

        Sources(spec);
        spec["volumeAttributesClassName"].MustIfAny(DnsNames.Subdomain);
    }

    /// <summary>The modes, which the server reports on the list.</summary>
    public static void Access(Field modes)
    {
        foreach (var mode in modes.Texts())
        {
            if (!AccessModes.Contains(mode, StringComparer.Ordinal))
            {
                modes.NotSupported(GoText.Quote(mode), AccessModes);
            }
        }

        if (modes.Texts() is var all && all.Contains("ReadWriteOncePod") && all.Any(mode => mode != "ReadWriteOncePod" && AccessModes.Contains(mode, StringComparer.Ordinal)))
        {
            modes.Forbidden("may not use ReadWriteOncePod with other access modes");
        }
    }

    private static void Storage(Field spec)
    {
        var amount = spec["resources"]["requests"].Key("storage");
        var at = amount.At(spec["resources"].Key("storage"));
        if (!spec["resources"]["requests"].Has("storage"))
        {
            at.Required();
        }
        else
        {
            Quantities.Positive(at);
        }
    }

    private static void Source(Field source)
    {
        if (!source.IsSet)
        {
            return;
        }

        source["name"].RequiredText();
        source["kind"].RequiredText();
        if (source["apiGroup"].Text.Length == 0 && source["kind"].Text != "PersistentVolumeClaim")
        {
            source.Invalid(GoText.Quote(source["kind"].Text), "must be 'PersistentVolumeClaim' when referencing the default apiGroup");
        }

        source["apiGroup"].MustIfAny(DnsNames.Subdomain);
    }

    // The server prints the other field's path as the value.
    private static void Sources(Field spec)
    {
        var (old, reference) = (spec["dataSource"], spec["dataSourceRef"]);
        if (!old.IsSet || !reference.IsSet)
        {
            return;
        }

        if (reference["namespace"].Text.Length > 0)
        {
            spec.Invalid(old.Path, "may not be specified when dataSourceRef.namespace is specified");
        }
        else if (old["apiGroup"].IsSet != reference["apiGroup"].IsSet || ((string[])["apiGroup", "kind", "name"]).Any(name => old[name].Text != reference[name].Text))
        {
            spec.Invalid(old.Path, "must match dataSourceRef");
        }
    }
}

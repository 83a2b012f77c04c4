using System.Collections.Immutable;
using PolyK8s.Engine.Validation.Core;

namespace PolyK8s.Engine.Validation.Storage;

/// <summary>CSIDrivers, CSINodes, CSIStorageCapacities and VolumeAttachments.</summary>
/// <remarks>Mirrors <c>ValidateCSIDriver</c>, <c>ValidateCSINode</c>, <c>ValidateCSIStorageCapacity</c>, <c>ValidateVolumeAttachment</c> and <c>ValidateVolumeAttachmentV1</c> of <c>pkg/apis/storage/validation</c>.</remarks>
internal static class CsiObjects
{
    private const long LeastTokenSeconds = 600;
    private const int MostNodeIdCharacters = 192;
    private static readonly ImmutableArray<string> GroupPolicies = ["File", "None", "ReadWriteOnceWithFSType"];
    private static readonly ImmutableArray<string> LifecycleModes = ["Persistent", "Ephemeral"];

    /// <summary>A CSIDriver.</summary>
    public static void Driver(Field driver)
    {
        var (spec, modes) = (driver["spec"], driver["spec"]["volumeLifecycleModes"]);
        ObjectMetas.Check(driver["metadata"], DnsNames.Subdomain);
        spec["fsGroupPolicy"].OneOfIfSet(GroupPolicies);
        TokenRequests(spec["tokenRequests"]);
        foreach (var mode in modes.Texts().Where(mode => !LifecycleModes.Contains(mode, StringComparer.Ordinal)))
        {
            modes.NotSupported(GoText.Quote(mode), LifecycleModes);
        }

        if (spec["nodeAllocatableUpdatePeriodSeconds"] is { IsSet: true, Number: < 10 } period)
        {
            period.InvalidNumber("must be greater than or equal to 10 seconds");
        }

        var inSecrets = spec["serviceAccountTokenInSecrets"];
        if (inSecrets.IsSet && spec["tokenRequests"].Count == 0)
        {
            inSecrets.Invalid(inSecrets.IsTrue ? "true" : "false", "serviceAccountTokenInSecrets is set but no tokenRequests are specified");
        }
    }

    /// <summary>A CSINode.</summary>
    public static void Node(Field node)
    {
        ObjectMetas.Check(node["metadata"], DnsNames.Subdomain);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var driver in node["spec"]["drivers"].Items())
        {
            SharedSources.DriverName(driver["name"]);
            driver["nodeID"].RequiredText();
            if (driver["nodeID"].Text.Length > MostNodeIdCharacters)
            {
                driver["nodeID"].InvalidText($"must be {MostNodeIdCharacters} characters or less");
            }

            driver["allocatable"]["count"].NonNegative();
            if (!names.Add(driver["name"].Text))
            {
                driver["name"].DuplicateText();
            }

            TopologyKeys(driver);
        }
    }

    /// <summary>A CSIStorageCapacity.</summary>
    public static void Capacity(Field capacity)
    {
        ObjectMetas.Check(capacity["metadata"], DnsNames.Subdomain);
        LabelSelectors.Check(capacity["nodeTopology"]);
        capacity["storageClassName"].Must(DnsNames.Subdomain);
        Quantities.NonNegative(capacity["capacity"]);
    }

    /// <summary>A VolumeAttachment.</summary>
    public static void Attachment(Field attachment)
    {
        var spec = attachment["spec"];
        ObjectMetas.Check(attachment["metadata"], DnsNames.Subdomain);
        spec["attacher"].RequiredText();
        Source(spec["source"]);
        spec["nodeName"].Must(DnsNames.Subdomain);
        if (spec["attacher"].Text.Length > 0)
        {
            SharedSources.DriverName(spec["attacher"]);
        }

        spec["source"]["persistentVolumeName"].MustIfAny(DnsNames.Subdomain);
    }

    private static void Source(Field source)
    {
        const string one = "must specify exactly one of inlineVolumeSpec and persistentVolumeName";
        var (inline, name) = (source["inlineVolumeSpec"], source["persistentVolumeName"]);
        if (!inline.IsSet && !name.IsSet)
        {
            source.Required(one);
        }
        else if (inline.IsSet && name.IsSet)
        {
            source.Forbidden(one);
        }
        else if (name.IsSet)
        {
            name.RequiredText("must specify non empty persistentVolumeName");
        }
        else
        {
            PersistentVolumes.Spec(inline, inline: true);
        }
    }

    private static void TokenRequests(Field requests)
    {
        var audiences = new HashSet<string>(StringComparer.Ordinal);
        foreach (var request in requests.Items())
        {
            var seconds = request["expirationSeconds"];
            if (!audiences.Add(request["audience"].Text))
            {
                request["audience"].DuplicateText();
            }
            else if (seconds.IsSet && seconds.Number < LeastTokenSeconds)
            {
                seconds.InvalidNumber("may not specify a duration less than 10 minutes");
            }
            else if (seconds.Number > 1L << 32)
            {
                seconds.InvalidNumber("may not specify a duration larger than 2^32 seconds");
            }
        }
    }

    // The server reports the keys on their driver.
    private static void TopologyKeys(Field driver)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in driver["topologyKeys"].Texts())
        {
            if (key.Length == 0)
            {
                driver.Required();
            }

            if (!seen.Add(key))
            {
                driver.Duplicate(GoText.Quote(key));
            }

            foreach (var fault in LabelNames.Key(key))
            {
                driver.Invalid(GoText.Quote(key), fault);
            }
        }
    }
}

namespace PolyK8s.Engine.Validation.Resource;

/// <summary>The devices of a ResourceSlice.</summary>
/// <remarks>Mirrors <c>validateDevice</c>, <c>validateDeviceAttribute</c> and <c>validateDeviceBindingParameters</c> of <c>pkg/apis/resource/validation</c>.</remarks>
internal static class Devices
{
    private const int MostDevices = 128;
    private const int MostDemandingDevices = 64;
    private const int MostAttributes = 32;
    private const int MostValueBytes = 64;
    private const int MostConditions = 4;

    // Lists of values are dropped before validation where DRAListTypeAttributes is off, as it is unless a cluster turns it on.
    private static readonly string[] Values = ["bool", "int", "string", "version"];
    private static readonly string[] Places = ["nodeName", "nodeSelector", "allNodes"];

    /// <summary>The devices; where each is, is said by itself or by the slice.</summary>
    public static void Check(Field devices, bool haveOwnPlaces)
    {
        var items = devices.Items();
        var most = items.Any(device => device["taints"].Count + device["consumesCounters"].Count > 0) ? MostDemandingDevices : MostDevices;
        if (items.Length > most)
        {
            devices.TooMany(most);
            return;
        }

        foreach (var device in items)
        {
            One(device);
            Place(device, haveOwnPlaces);
            Conditions(device["bindingConditions"], device["bindingFailureConditions"]);
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var device in items.Where(device => !names.Add(device["name"].Text)))
        {
            device.Duplicate(GoText.Quote(device["name"].Text));
        }
    }

    private static void One(Field device)
    {
        device["name"].Must(DnsNames.Label);
        if (device["attributes"].Count + device["capacity"].Count > MostAttributes)
        {
            device.Invalid(GoText.Number(device["attributes"].Count + device["capacity"].Count), $"the total number of attributes and capacities must not exceed {MostAttributes}");
        }

        foreach (var (name, attribute) in device["attributes"].Entries())
        {
            DeviceNames.Qualified(attribute, name, needsDomain: false);
            Attribute(attribute);
        }

        foreach (var (name, capacity) in device["capacity"].Entries())
        {
            DeviceNames.Qualified(capacity, name, needsDomain: false);
            CapacityPolicies.Check(capacity, device["allowMultipleAllocations"].IsTrue);
        }

        DeviceTaints.Check(device["taints"]);
        DeviceCounters.Consumed(device["consumesCounters"]);
    }

    private static void Attribute(Field attribute)
    {
        if (Values.Count(name => attribute[name].IsSet) is not 1)
        {
            attribute.Invalid(Values.Any(name => attribute[name].IsSet) ? GoText.Json(attribute.Node) : "\"\"", "exactly one value must be specified");
        }

        if (attribute["version"].IsSet && !SemanticVersions.IsValid(attribute["version"].Text))
        {
            attribute["version"].InvalidText("must be a string compatible with semver.org spec 2.0.0");
        }

        foreach (var text in ((Field[])[attribute["string"], attribute["version"]]).Where(text => text.Text.Length > MostValueBytes))
        {
            text.TooLong(MostValueBytes);
        }
    }

    private static void Place(Field device, bool isOwn)
    {
        const string one = "exactly one of `nodeName`, `nodeSelector`, or `allNodes` is required when `perDeviceNodeSelection` is set to true in the ResourceSlice spec";
        var given = Places.Where(place => device[place].IsSet).ToArray();
        if (!isOwn)
        {
            if (given.Length > 0)
            {
                device.Invalid("null", "`nodeName`, `nodeSelector` and `allNodes` can only be set if `perDeviceNodeSelection` is set to true in the ResourceSlice spec");
            }

            return;
        }

        SlicePlaces.Values(device, "must not be empty");
        var meant = SlicePlaces.Meant(device, Places);
        if (meant.Length == 0)
        {
            device.Required(one);
        }
        else if (meant.Length > 1)
        {
            device.Invalid(SlicePlaces.Printed(meant), one);
        }
    }

    // Both or none, without a word in common.
    private static void Conditions(Field wanted, Field failed)
    {
        Words(wanted);
        Words(failed);
        var all = wanted.Texts();
        foreach (var condition in failed.Items().Where(condition => all.Contains(condition.Text, StringComparer.Ordinal)))
        {
            condition.InvalidText("bindingFailureConditions must not overlap with bindingConditions");
        }

        if (wanted.Count == 0 && failed.Count > 0)
        {
            wanted.Invalid("null", "bindingConditions are required to use bindingFailureConditions");
        }
        else if (failed.Count == 0 && wanted.Count > 0)
        {
            failed.Invalid("null", "bindingFailureConditions are required to use bindingConditions");
        }
    }

    private static void Words(Field conditions)
    {
        if (conditions.Count > MostConditions)
        {
            conditions.TooMany(MostConditions);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var condition in conditions.Items())
        {
            condition.Must(LabelNames.Key);
            if (!seen.Add(condition.Text))
            {
                condition.DuplicateText();
            }
        }
    }
}

using PolyK8s.Engine.Validation.Core;

namespace PolyK8s.Engine.Validation.Resource;

/// <summary>ResourceSlices: which devices a driver offers, and where.</summary>
/// <remarks>Mirrors <c>validateResourceSliceSpec</c>, <c>validateResourcePool</c>, <c>validateDevice</c> and <c>validateDeviceAttribute</c> of <c>pkg/apis/resource/validation</c>; taints, counters and request policies are left out.</remarks>
internal static class ResourceSlices
{
    private const int MostPoolBytes = 253;
    private const int MostDevices = 128;
    private const int MostAttributes = 32;
    private const int MostValueBytes = 64;
    private static readonly string[] Places = ["nodeName", "nodeSelector", "allNodes", "perDeviceNodeSelection"];
    private static readonly string[] Values = ["bool", "int", "string", "version", "bools", "ints", "strings", "versions"];

    /// <summary>A ResourceSlice.</summary>
    public static void Check(Field slice)
    {
        var spec = slice["spec"];
        ObjectMetas.Check(slice["metadata"], DnsNames.Subdomain);
        SharedSources.DriverName(spec["driver"]);
        Pool(spec["pool"]);
        Place(spec);
        if (spec["devices"].Count > MostDevices)
        {
            spec["devices"].TooMany(MostDevices);
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var device in spec["devices"].Items())
        {
            Device(device);
            if (!names.Add(device["name"].Text))
            {
                device.Duplicate(GoText.Quote(device["name"].Text));
            }
        }
    }

    private static void Pool(Field pool)
    {
        var name = pool["name"];
        if (name.RequiredText())
        {
            if (name.Text.Length > MostPoolBytes)
            {
                name.TooLong(MostPoolBytes);
            }

            foreach (var part in name.Text.Split('/'))
            {
                foreach (var fault in DnsNames.Subdomain(part))
                {
                    name.Invalid(GoText.Quote(part), fault);
                }
            }
        }

        if (pool["resourceSliceCount"].Number <= 0)
        {
            pool["resourceSliceCount"].InvalidNumber("must be greater than zero");
        }

        if (pool["generation"].Number < 0)
        {
            pool["generation"].InvalidNumber("must be greater than or equal to zero");
        }
    }

    private static void Place(Field spec)
    {
        const string one = "exactly one of `nodeName`, `nodeSelector`, `allNodes`, `perDeviceNodeSelection` is required";
        var given = Places.Where(place => place is "allNodes" or "perDeviceNodeSelection" ? spec[place].IsTrue : place == "nodeName" ? spec[place].Text.Length > 0 : spec[place].IsSet).ToArray();
        spec["nodeName"].MustIfAny(DnsNames.Subdomain);
        if (spec["nodeSelector"].IsSet)
        {
            NodeSelectors.Check(spec["nodeSelector"]);
        }

        if (given.Length == 0)
        {
            spec.Required(one);
        }
        else if (given.Length > 1)
        {
            spec.Invalid(GoText.Quote($"{{{string.Join(", ", given.Select(name => $"`{name}`"))}}}"), one + ", but multiple fields are set");
        }
    }

    private static void Device(Field device)
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
        }
    }

    private static void Attribute(Field attribute)
    {
        if (Values.Count(name => attribute[name].IsSet) is not 1)
        {
            attribute.Invalid(Values.Any(name => attribute[name].IsSet) ? GoText.Json(attribute.Node) : "\"\"", "exactly one value must be specified");
        }

        foreach (var text in ((Field[])[attribute["string"], attribute["version"]]).Where(text => text.Text.Length > MostValueBytes))
        {
            text.TooLong(MostValueBytes);
        }

        if (attribute["version"].IsSet && !SemanticVersions.IsValid(attribute["version"].Text))
        {
            attribute["version"].InvalidText("must be a string compatible with semver.org spec 2.0.0");
        }
    }
}

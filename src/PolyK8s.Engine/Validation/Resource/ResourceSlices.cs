using PolyK8s.Engine.Validation.Core;

namespace PolyK8s.Engine.Validation.Resource;

/// <summary>ResourceSlices: which devices a driver offers, and where.</summary>
/// <remarks>Mirrors <c>validateResourceSliceSpec</c>, <c>validateResourcePool</c> and <c>validatePoolName</c> of <c>pkg/apis/resource/validation</c>.</remarks>
internal static class ResourceSlices
{
    private const int MostPoolBytes = 253;

    /// <summary>A ResourceSlice.</summary>
    public static void Check(Field slice)
    {
        var spec = slice["spec"];
        ObjectMetas.Check(slice["metadata"], DnsNames.Subdomain);
        SharedSources.DriverName(spec["driver"]);
        Pool(spec["pool"]);
        SlicePlaces.Check(spec);
        if (spec["sharedCounters"].IsSet && spec["devices"].IsSet)
        {
            spec.Invalid("\"\"", "only one of `sharedCounters` or `devices` is allowed");
        }

        Devices.Check(spec["devices"], spec["perDeviceNodeSelection"].IsTrue);
        DeviceCounters.Sets(spec["sharedCounters"]);
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
}

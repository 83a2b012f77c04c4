using System.Collections.Immutable;
using System.Text;

namespace PolyK8s.Engine.Validation.Storage;

/// <summary>StorageClasses and VolumeAttributesClasses.</summary>
/// <remarks>Mirrors <c>ValidateStorageClass</c> and <c>ValidateVolumeAttributesClass</c> of <c>pkg/apis/storage/validation</c>.</remarks>
internal static class StorageClasses
{
    private const int MostParameters = 512;
    private const int MostParameterBytes = 256 * 1024;
    private static readonly ImmutableArray<string> ReclaimPolicies = ["Delete", "Retain"];
    private static readonly ImmutableArray<string> BindingModes = ["Immediate", "WaitForFirstConsumer"];

    /// <summary>A StorageClass.</summary>
    public static void Check(Field item)
    {
        ObjectMetas.Check(item["metadata"], DnsNames.Subdomain);
        Driver(item["provisioner"]);
        Parameters(item["parameters"], mayBeEmpty: true);
        if (item["reclaimPolicy"].Text.Length > 0)
        {
            item["reclaimPolicy"].OneOf(ReclaimPolicies);
        }

        if (item["volumeBindingMode"].IsSet)
        {
            item["volumeBindingMode"].OneOf(BindingModes);
        }

        Topologies(item["allowedTopologies"]);
    }

    /// <summary>A VolumeAttributesClass.</summary>
    public static void Attributes(Field item)
    {
        ObjectMetas.Check(item["metadata"], DnsNames.Subdomain);
        Driver(item["driverName"]);
        Parameters(item["parameters"], mayBeEmpty: false);
    }

    // The server lowers the name before it checks and prints it.
    private static void Driver(Field driver)
    {
        if (!driver.RequiredText())
        {
            return;
        }

        var name = driver.Text.ToLowerInvariant();
        foreach (var fault in LabelNames.Key(name))
        {
            driver.Invalid(GoText.Quote(name), fault);
        }
    }

    private static void Parameters(Field parameters, bool mayBeEmpty)
    {
        if (parameters.Count > MostParameters)
        {
            parameters.TooLong(MostParameters);
            return;
        }

        if (parameters.Has(""))
        {
            parameters.Invalid("\"\"", "field can not be empty.");
        }

        if (parameters.Entries().Sum(e => (long)Encoding.UTF8.GetByteCount(e.Key) + Encoding.UTF8.GetByteCount(e.Value.Text)) > MostParameterBytes)
        {
            parameters.TooLong(MostParameterBytes);
        }

        if (!mayBeEmpty && parameters.Count == 0)
        {
            parameters.Required("must contain at least one key/value pair");
        }
    }

    private static void Topologies(Field topologies)
    {
        foreach (var term in topologies.Items())
        {
            var keys = new HashSet<string>(StringComparer.Ordinal);
            foreach (var requirement in term["matchLabelExpressions"].Items())
            {
                var (key, values) = (requirement["key"], requirement["values"]);
                if (values.Count == 0)
                {
                    values.Required();
                }

                var seen = new HashSet<string>(StringComparer.Ordinal);
                foreach (var value in values.Items().Where(value => !seen.Add(value.Text)))
                {
                    value.DuplicateText();
                }

                key.Must(LabelNames.Key);
                if (!keys.Add(key.Text))
                {
                    key.DuplicateText();
                }
            }
        }
    }
}

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

    // The server compares each term with as many empty ones as there are terms, and then with those before it.
    private static void Topologies(Field topologies)
    {
        var (terms, before) = (topologies.Items(), new List<string>());
        foreach (var term in terms)
        {
            Term(term["matchLabelExpressions"]);
            var content = Content(term["matchLabelExpressions"]);
            for (var i = content.Length == 0 ? -terms.Length : 0; i < before.Count; i++)
            {
                if (i < 0 || before[i] == content)
                {
                    term["matchLabelExpressions"].Duplicate("\"\"");
                }
            }

            before.Add(content);
        }
    }

    private static void Term(Field requirements)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var requirement in requirements.Items())
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

    // The sets of values by key; of two requirements with one key the last counts.
    private static string Content(Field requirements) => string.Join('\n', requirements.Items()
        .GroupBy(requirement => requirement["key"].Text, StringComparer.Ordinal)
        .OrderBy(same => same.Key, StringComparer.Ordinal)
        .Select(same => string.Join('\t', same.Last()["values"].Texts().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Prepend(same.Key))));
}

using System.Text;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>ConfigMaps.</summary>
/// <remarks>Mirrors <c>ValidateConfigMap</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class ConfigMaps
{
    /// <summary>A ConfigMap.</summary>
    public static void Check(Field map)
    {
        ObjectMetas.Check(map["metadata"], DnsNames.Subdomain);
        var bytes = 0L;
        foreach (var (key, value) in map["data"].Entries())
        {
            Key(key, value);
            if (map["binaryData"].Has(key))
            {
                value.Invalid(GoText.Quote(key), "duplicate of key present in binaryData");
            }

            bytes += Encoding.UTF8.GetByteCount(value.Text);
        }

        foreach (var (key, value) in map["binaryData"].Entries())
        {
            Key(key, value);

            // Base64 has four characters for three bytes.
            bytes += value.Text.Length / 4 * 3;
        }

        if (bytes > Secrets.MostBytes)
        {
            map.TooLong(Secrets.MostBytes);
        }
    }

    private static void Key(string key, Field value)
    {
        foreach (var fault in EnvironmentVariables.DataKey(key))
        {
            value.Invalid(GoText.Quote(key), fault);
        }
    }
}

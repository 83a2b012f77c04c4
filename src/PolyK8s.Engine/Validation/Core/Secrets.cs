using System.Text;
using System.Text.Json;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>Secrets.</summary>
/// <remarks>Mirrors <c>ValidateSecret</c> of <c>pkg/apis/core/validation</c>; <c>stringData</c> is merged into <c>data</c> first.</remarks>
internal static class Secrets
{
    /// <summary>The most bytes of all values together.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>A Secret.</summary>
    public static void Check(Field secret)
    {
        ObjectMetas.Check(secret["metadata"], DnsNames.Subdomain);
        var values = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (key, value) in secret["data"].Entries())
        {
            values[key] = Decoded(value.Text);
        }

        foreach (var (key, value) in secret["stringData"].Entries())
        {
            values[key] = Encoding.UTF8.GetBytes(value.Text);
        }

        foreach (var key in values.Keys)
        {
            foreach (var fault in EnvironmentVariables.DataKey(key))
            {
                secret["data"].Key(key).Invalid(GoText.Quote(key), fault);
            }
        }

        if (values.Values.Sum(value => (long)value.Length) > MostBytes)
        {
            secret["data"].TooLong(MostBytes);
        }

        OfType(secret, values);
    }

    private static void OfType(Field secret, Dictionary<string, byte[]> values)
    {
        var data = secret["data"];
        switch (secret["type"].Text)
        {
            case "kubernetes.io/service-account-token":
                secret["metadata"]["annotations"].Key("kubernetes.io/service-account.name").RequiredText();
                break;
            case "kubernetes.io/dockercfg":
                Json(data.Key(".dockercfg"), values.GetValueOrDefault(".dockercfg"));
                break;
            case "kubernetes.io/dockerconfigjson":
                Json(data.Key(".dockerconfigjson"), values.GetValueOrDefault(".dockerconfigjson"));
                break;
            case "kubernetes.io/basic-auth" when !values.ContainsKey("username") && !values.ContainsKey("password"):
                data.Key("username").Required();
                data.Key("password").Required();
                break;
            case "kubernetes.io/ssh-auth" when values.GetValueOrDefault("ssh-privatekey") is not { Length: > 0 }:
                data.Key("ssh-privatekey").Required();
                break;
            case "kubernetes.io/tls":
                foreach (var key in ((string[])["tls.crt", "tls.key"]).Where(key => !values.ContainsKey(key)))
                {
                    data.Key(key).Required();
                }

                break;
            default:
                break;
        }
    }

    private static void Json(Field field, byte[]? value)
    {
        const string redacted = "\"<secret contents redacted>\"";
        if (value is null)
        {
            field.Required();
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(value);
            if (document.RootElement.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
            {
                field.Invalid(redacted, "json: cannot unmarshal into Go value of type map[string]interface {}");
            }
        }
        catch (JsonException)
        {
            field.Invalid(redacted, value.Length == 0 ? "unexpected end of JSON input" : "invalid JSON");
        }
    }

    // What is not base64 was refused before; it counts as nothing here.
    private static byte[] Decoded(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var written) ? bytes[..written] : [];
    }
}

using System.Text;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Mutation;

/// <summary>Secrets: what is written as text is part of the data.</summary>
/// <remarks>Mirrors <c>ValidateSecretUpdate</c> of <c>pkg/apis/core/validation</c>, after the conversion of <c>stringData</c>.</remarks>
internal static class SecretUpdates
{
    /// <summary>While the Secret is immutable, a text says what the data said.</summary>
    public static void Texts(Transition change)
    {
        if (change.Old("immutable") is not { Kind: NodeKind.Boolean, Text: "true" })
        {
            return;
        }

        if (change.New("stringData").Entries().Any(entry => change.Old("data")?[entry.Key]?.Text != Convert.ToBase64String(Encoding.UTF8.GetBytes(entry.Value.Text))))
        {
            change.New("data").Forbidden("field is immutable when `immutable` is set");
        }
    }
}

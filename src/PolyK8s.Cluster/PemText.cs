using System.Security.Cryptography;
using System.Text;

namespace PolyK8s.Cluster;

/// <summary>PEM of a kubeconfig, and where it stands, for when it is none.</summary>
/// <param name="Text">The text.</param>
/// <param name="Where">The field, and the file it names.</param>
internal sealed record PemText(string Text, string Where)
{
    /// <summary>What a field holds in base64 or names as a file; null when it does neither.</summary>
    /// <param name="field">The field that names a file; the one with base64 ends in <c>-data</c>.</param>
    /// <param name="data">The base64, which comes first.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="ClusterException">It is no base64, or there is no such file.</exception>
    public static PemText? Of(string field, string? data, string? file)
    {
        if (!string.IsNullOrWhiteSpace(data))
        {
            var bytes = new byte[data.Length];
            return Convert.TryFromBase64String(data, bytes, out var length)
                ? new(Encoding.UTF8.GetString(bytes, 0, length), $"`{field}-data`")
                : throw new ClusterException($"no cluster to speak to: `{field}-data` is no base64; PEM in base64 is accepted");
        }

        if (string.IsNullOrWhiteSpace(file))
        {
            return null;
        }

        try
        {
            return new(File.ReadAllText(file), $"`{field}` ({file})");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ClusterException($"no cluster to speak to: `{field}` ({file}) cannot be read; a file with PEM is accepted");
        }
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="ClusterException">It is no PEM of that kind.</exception>
    public void Read(Action<string> read)
    {
        try
        {
            read(Text);
        }
        catch (CryptographicException)
        {
            throw Wrong();
        }
    }

    /// <summary>It holds no such PEM.</summary>
    public ClusterException Wrong() => new($"no cluster to speak to: {Where} holds none; PEM as openssl writes it is accepted");
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PolyK8s.Cluster.Writing;
using PolyK8s.Engine.Certificates;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cluster.Certificates;

/// <summary>Keeps the authorities in one Secret of the product's namespace, which the installation made empty and the product may read and update, and nothing else.</summary>
public sealed class SecretVault : IAuthorityVault
{
    // Authorities, with their keys, in one value: they change together or not at all.
    private const string Key = "authorities.json";

    private readonly ApiWriter _api;
    private readonly string _path;
    private readonly string _what;
    private readonly WebhookConfigurations _configurations;

    /// <summary>A vault.</summary>
    /// <param name="connection">The cluster.</param>
    /// <param name="ns">The namespace of the Secret.</param>
    /// <param name="name">The Secret.</param>
    /// <param name="configurations">Where certificates are published.</param>
    public SecretVault(ClusterConnection connection, string ns, string name, WebhookConfigurations configurations) =>
        (_api, _path, _what, _configurations) = (new(connection), $"api/v1/namespaces/{ns}/secrets/{name}", $"`secrets/{name}` in `{ns}`", configurations);

    /// <inheritdoc />
    public async Task<KeptAuthorities> ReadAsync(CancellationToken cancelled)
    {
        var found = await _api.GetAsync(_path, cancelled);
        if (found is not { IsSuccess: true, Object: { } secret })
        {
            throw new VaultException(ApiWriter.Problem($"get {_what}", found));
        }

        return new(Authorities(secret), secret.TextAt("metadata", "resourceVersion") ?? "");
    }

    /// <inheritdoc />
    public async Task<bool> ReplaceAsync(KeptAuthorities next, CancellationToken cancelled)
    {
        var value = ManifestNode.Array([.. next.All.Select(Written)]).ToString();
        var answer = await _api.MergeAsync(
            _path,
            ManifestNode.Object(
                ("metadata", ManifestNode.Object(("resourceVersion", ManifestNode.Of(next.Version)))),
                ("data", ManifestNode.Object((Key, ManifestNode.Of(Convert.ToBase64String(Encoding.UTF8.GetBytes(value))))))),
            cancelled);
        return answer.IsSuccess || (answer.IsConflict ? false : throw new VaultException(ApiWriter.Problem($"patch {_what}", answer)));
    }

    /// <inheritdoc />
    public Task<ImmutableArray<string>> PublishedAsync(CancellationToken cancelled) => _configurations.PublishedAsync(cancelled);

    /// <inheritdoc />
    public Task PublishAsync(string bundlePem, CancellationToken cancelled) => _configurations.PublishAsync(bundlePem, cancelled);

    private ImmutableArray<KeptAuthority> Authorities(ManifestNode secret)
    {
        var text = secret.TextAt("data", Key) ?? "";
        if (text.Length == 0)
        {
            return [];
        }

        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length)
            && ManifestJson.TryParse(bytes.AsSpan(0, length), out var all, out _) && all.Kind == NodeKind.Array
            ? [.. all.Items.Select(Read)]
            : throw new VaultException($"{_what} holds in `{Key}` what this product did not write; delete the key, and new authorities are made");
    }

    private static KeptAuthority Read(ManifestNode node) => new(
        node.TextAt("certificate") ?? "",
        node.TextAt("key") ?? "",
        DateTimeOffset.TryParse(node.TextAt("retires"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var retires) ? retires : null);

    private static ManifestNode Written(KeptAuthority authority) => ManifestNode.Object(
        ("certificate", ManifestNode.Of(authority.CertificatePem)),
        ("key", ManifestNode.Of(authority.KeyPem)),
        ("retires", authority.Retires is { } retires ? ManifestNode.Of(retires.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)) : null));
}

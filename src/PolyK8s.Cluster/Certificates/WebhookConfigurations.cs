using System.Collections.Immutable;
using System.Text;
using PolyK8s.Cluster.Writing;
using PolyK8s.Engine.Certificates;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cluster.Certificates;

/// <summary>The product's two webhook configurations: what they trust, and whose they are.</summary>
public sealed class WebhookConfigurations : IPublishedBundles
{
    private static readonly ImmutableArray<(string Kind, string Plural)> Kinds =
        [("ValidatingWebhookConfiguration", "validatingwebhookconfigurations"), ("MutatingWebhookConfiguration", "mutatingwebhookconfigurations")];

    private readonly ApiWriter _api;
    private readonly string _name;
    private readonly string _namespace;

    /// <summary>The configurations of one installation.</summary>
    /// <param name="connection">The cluster.</param>
    /// <param name="name">The name both have.</param>
    /// <param name="ns">The namespace of the product, which owns them: they go when it goes.</param>
    public WebhookConfigurations(ClusterConnection connection, string name, string ns) => (_api, _name, _namespace) = (new(connection), name, ns);

    /// <inheritdoc />
    public async Task<ImmutableArray<string>> PublishedAsync(CancellationToken cancelled)
    {
        var bundles = ImmutableArray.CreateBuilder<string>();
        foreach (var (_, plural) in Kinds)
        {
            var configuration = await GetAsync(plural, cancelled);
            var entries = configuration?.ItemsAt("webhooks") ?? [];
            bundles.AddRange(entries.Select(entry => Decoded(entry.TextAt("clientConfig", "caBundle") ?? "")).DefaultIfEmpty(""));
        }

        return bundles.DrainToImmutable();
    }

    /// <summary>Makes every entry trust a bundle. Nothing else is touched.</summary>
    /// <exception cref="VaultException">It did not work.</exception>
    public Task PublishAsync(string bundlePem, CancellationToken cancelled) =>
        ApplyAsync("poly-k8s", live => new("webhooks", ManifestNode.Array([.. live.ItemsAt("webhooks").Select(entry => Trusting(entry, bundlePem))])), cancelled);

    /// <summary>Makes the namespace of the product the owner of both: they go when it goes. Nothing else is touched.</summary>
    /// <exception cref="VaultException">It did not work.</exception>
    public async Task OwnAsync(CancellationToken cancelled)
    {
        var owner = await OwnerAsync(cancelled);
        // A manager of its own: what one manager leaves out of an apply, the API server takes away.
        await ApplyAsync("poly-k8s-owner", _ => new("metadata", ManifestNode.Object(("name", ManifestNode.Of(_name)), ("ownerReferences", ManifestNode.Array([owner])))), cancelled);
    }

    private async Task ApplyAsync(string manager, Func<ManifestNode, ManifestMember> field, CancellationToken cancelled)
    {
        foreach (var (kind, plural) in Kinds)
        {
            if (await GetAsync(plural, cancelled) is not { } live)
            {
                throw new VaultException($"there is no {kind} `{_name}`; install config/webhook");
            }

            var change = ManifestNode.Object(
                ("apiVersion", ManifestNode.Of("admissionregistration.k8s.io/v1")),
                ("kind", ManifestNode.Of(kind)),
                ("metadata", ManifestNode.Object(("name", ManifestNode.Of(_name)))));
            var said = field(live);
            var fields = ManifestNode.Object([.. change.Members.Where(m => m.Name != said.Name), said]);
            var applied = await _api.ApplyAsync(Path(plural), manager, fields, cancelled);
            if (!applied.IsSuccess)
            {
                throw new VaultException(ApiWriter.Problem($"patch `{plural}/{_name}`", applied));
            }
        }
    }

    private static ManifestNode Trusting(ManifestNode entry, string bundlePem) => ManifestNode.Object(
        ("name", entry["name"]),
        ("clientConfig", ManifestNode.Object(("caBundle", ManifestNode.Of(Convert.ToBase64String(Encoding.ASCII.GetBytes(bundlePem)))))));

    private async Task<ManifestNode> OwnerAsync(CancellationToken cancelled)
    {
        var found = await _api.GetAsync($"api/v1/namespaces/{_namespace}", cancelled);
        return found is { IsSuccess: true, Object: { } ns }
            ? ManifestNode.Object(
                ("apiVersion", ManifestNode.Of("v1")),
                ("kind", ManifestNode.Of("Namespace")),
                ("name", ManifestNode.Of(_namespace)),
                ("uid", ns.At("metadata", "uid")))
            : throw new VaultException(ApiWriter.Problem($"get `namespaces/{_namespace}`", found));
    }

    private async Task<ManifestNode?> GetAsync(string plural, CancellationToken cancelled)
    {
        var found = await _api.GetAsync(Path(plural), cancelled);
        return found.IsAbsent ? null
            : found is { IsSuccess: true, Object: { } configuration } ? configuration
            : throw new VaultException(ApiWriter.Problem($"get `{plural}/{_name}`", found));
    }

    private string Path(string plural) => $"apis/admissionregistration.k8s.io/v1/{plural}/{_name}";

    private static string Decoded(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.ASCII.GetString(bytes, 0, length) : "";
    }
}

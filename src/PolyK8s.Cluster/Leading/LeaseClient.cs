using System.Globalization;
using PolyK8s.Cluster.Writing;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cluster.Leading;

/// <summary>One Lease and one who wants to hold it.</summary>
internal sealed class LeaseClient(ApiWriter api, string ns, string name, string identity, LeaseTiming timing, TimeProvider clock)
{
    private readonly string _path = $"apis/coordination.k8s.io/v1/namespaces/{ns}/leases/{name}";
    private string _seen = "";
    private long _seenAt = clock.GetTimestamp();

    /// <summary>Takes or renews the Lease if nobody else holds it; the problem is one line, null when there is none.</summary>
    public async Task<(bool Held, string? Problem)> TryHoldAsync(CancellationToken cancelled)
    {
        try
        {
            var found = await api.GetAsync(_path, cancelled);
            if (!found.IsSuccess || found.Object is not { } lease)
            {
                return (false, ApiWriter.Problem($"get `leases/{name}` in `{ns}`", found));
            }

            if (!IsOurs(lease) && !IsFree(lease))
            {
                return (false, null);
            }

            var taken = await api.ReplaceAsync(_path, Held(lease, identity, (int)timing.Duration.TotalSeconds), cancelled);
            return taken.IsSuccess ? (true, null)
                : taken.IsConflict ? (false, null)
                : (false, ApiWriter.Problem($"update `leases/{name}` in `{ns}`", taken));
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            return (false, null);
        }
    }

    /// <summary>Gives the Lease back, so that nobody has to wait for it to run out.</summary>
    public async Task LetGoAsync()
    {
        var found = await api.GetAsync(_path, CancellationToken.None);
        if (found is { IsSuccess: true, Object: { } lease } && IsOurs(lease))
        {
            await api.ReplaceAsync(_path, Held(lease, "", 1), CancellationToken.None);
        }
    }

    private bool IsOurs(ManifestNode lease) => lease.TextAt("spec", "holderIdentity") == identity;

    /// <summary>Whether nobody holds it, or whoever does has not renewed it for as long as it lasts, by our own clock.</summary>
    private bool IsFree(ManifestNode lease)
    {
        var version = lease.TextAt("metadata", "resourceVersion") ?? "";
        if (version != _seen)
        {
            (_seen, _seenAt) = (version, clock.GetTimestamp());
        }

        return (lease.TextAt("spec", "holderIdentity") ?? "").Length == 0 || clock.GetElapsedTime(_seenAt) >= timing.Duration;
    }

    private ManifestNode Held(ManifestNode lease, string holder, int seconds)
    {
        var now = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        var acquired = IsOurs(lease) ? lease.TextAt("spec", "acquireTime") ?? now : now;
        return ManifestNode.Object(
            ("apiVersion", ManifestNode.Of("coordination.k8s.io/v1")),
            ("kind", ManifestNode.Of("Lease")),
            ("metadata", lease["metadata"]),
            ("spec", ManifestNode.Object(
                ("holderIdentity", ManifestNode.Of(holder)),
                ("leaseDurationSeconds", ManifestNode.Of(seconds)),
                ("acquireTime", ManifestNode.Of(acquired)),
                ("renewTime", ManifestNode.Of(now)))));
    }
}

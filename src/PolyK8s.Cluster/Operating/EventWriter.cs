using System.Globalization;
using PolyK8s.Cluster.Writing;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cluster.Operating;

/// <summary>Writes Events: few, and each thing once in an hour.</summary>
/// <param name="api">Writes.</param>
/// <param name="ns">The product's namespace, for Events about objects that are in none.</param>
/// <param name="instance">Who this is.</param>
/// <param name="clock">The time.</param>
internal sealed class EventWriter(ApiWriter api, string ns, string instance, TimeProvider clock)
{
    // As client-go's correlator: a burst of 25, then one every ten seconds; an API server keeps each for an hour.
    private const int Burst = 25;
    private static readonly TimeSpan Refill = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Repeat = TimeSpan.FromHours(1);

    // What was said, to be said again only later: 4,096 entries of about 200 bytes are below a mebibyte.
    private const int MostRemembered = 4096;

    private readonly Dictionary<string, DateTimeOffset> _said = new(StringComparer.Ordinal);
    private double _tokens = Burst;
    private DateTimeOffset _filled = clock.GetUtcNow();

    /// <summary>Events left out since the start, for rate or because they were said before.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Writes an Event, unless the same was written within the hour or too many were.</summary>
    /// <param name="about">The object.</param>
    /// <param name="uid">Its uid; empty when it has none.</param>
    /// <param name="warning">Whether something is wrong.</param>
    /// <param name="reason">One word.</param>
    /// <param name="message">One line.</param>
    /// <param name="cancelled">Gives up.</param>
    public async Task WriteAsync(ObjectReference about, string uid, bool warning, string reason, string message, CancellationToken cancelled)
    {
        var now = clock.GetUtcNow();
        lock (_said)
        {
            if (!MayWrite($"{about}\n{reason}\n{message}", now))
            {
                LeftOut++;
                return;
            }
        }

        var home = about.Namespace.Length == 0 ? ns : about.Namespace;
        await api.CreateAsync(ApiPath.Of("api/v1", "events", home, ""), Event(about, uid, home, warning, reason, message, now), cancelled);
    }

    private bool MayWrite(string key, DateTimeOffset now)
    {
        _tokens = Math.Min(Burst, _tokens + Math.Max(0, (now - _filled) / Refill));
        _filled = now;
        if ((_said.TryGetValue(key, out var last) && now - last < Repeat) || _tokens < 1)
        {
            return false;
        }

        if (_said.Count >= MostRemembered)
        {
            _said.Clear();
        }

        _tokens--;
        _said[key] = now;
        return true;
    }

    private ManifestNode Event(ObjectReference about, string uid, string home, bool warning, string reason, string message, DateTimeOffset now)
    {
        var time = ManifestNode.Of(now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        return ManifestNode.Object(
            ("apiVersion", ManifestNode.Of("v1")),
            ("kind", ManifestNode.Of("Event")),
            ("metadata", ManifestNode.Object(("generateName", ManifestNode.Of("poly-k8s-")), ("namespace", ManifestNode.Of(home)))),
            ("involvedObject", ManifestNode.Object(
                ("apiVersion", ManifestNode.Of(about.ApiVersion)),
                ("kind", ManifestNode.Of(about.Kind)),
                ("namespace", about.Namespace.Length == 0 ? null : ManifestNode.Of(about.Namespace)),
                ("name", ManifestNode.Of(about.Name)),
                ("uid", uid.Length == 0 ? null : ManifestNode.Of(uid)))),
            ("type", ManifestNode.Of(warning ? "Warning" : "Normal")),
            ("reason", ManifestNode.Of(reason)),
            ("message", ManifestNode.Of(message.Length <= 1024 ? message : $"{message[..1021]}...")),
            ("source", ManifestNode.Object(("component", ManifestNode.Of("poly-k8s")), ("host", ManifestNode.Of(instance)))),
            ("firstTimestamp", time),
            ("lastTimestamp", time),
            ("count", ManifestNode.Of(1)));
    }
}

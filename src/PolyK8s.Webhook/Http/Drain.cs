namespace PolyK8s.Webhook.Http;

/// <summary>Whether the server is about to stop. From then on it is not ready and closes every connection it answers on.</summary>
/// <remarks>
/// The API server keeps up to 25 idle connections per webhook and goes on using them after the Pod has left the
/// endpoints; <c>Connection: close</c> on the answers is what moves it to another replica.
/// </remarks>
internal sealed class Drain
{
    private volatile bool _begun;

    /// <summary>Whether draining has begun.</summary>
    public bool HasBegun => _begun;

    /// <summary>Begins draining; there is no way back.</summary>
    public void Begin() => _begun = true;
}

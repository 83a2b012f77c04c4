namespace PolyK8s.Webhook.Http;

/// <summary>How much work is let in at once: bytes of bodies, and reviews being judged.</summary>
internal sealed class Admittance(AdmissionOptions options) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(options.Concurrency, options.Concurrency);
    private long _bytes;

    /// <summary>Reserves room for bytes of a body; false when there is none left.</summary>
    public bool TryReserve(int bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) <= options.MaxBytesInFlight)
        {
            return true;
        }

        Release(bytes);
        return false;
    }

    /// <summary>Gives reserved room back.</summary>
    public void Release(int bytes) => Interlocked.Add(ref _bytes, -bytes);

    /// <summary>Waits for a turn to judge, for at most its share of the time; false when the turn did not come.</summary>
    public Task<bool> EnterAsync(TimeSpan time, CancellationToken cancelled) => _turns.WaitAsync(time * options.MaxQueueShare, cancelled);

    /// <summary>Gives the turn back.</summary>
    public void Leave() => _turns.Release();

    /// <inheritdoc />
    public void Dispose() => _turns.Dispose();
}

namespace PolyK8s.Webhook;

/// <summary>The limits of the admission endpoints.</summary>
public sealed record AdmissionOptions
{
    /// <summary>The largest body read, in bytes; a larger one is answered 413.</summary>
    /// <remarks>
    /// kube-apiserver reads at most 3 MiB per request (<c>MaxRequestBodyBytes</c>), and a review carries at most two such
    /// objects, the new and the old one; 1 MiB is left for user info, options and the envelope.
    /// </remarks>
    public int MaxBodyBytes { get; init; } = ((2 * 3) + 1) * 1024 * 1024;

    /// <summary>The longest time spent on one review, when the caller gives no shorter one in <c>?timeout=</c>.</summary>
    /// <remarks>30 s is the longest <c>timeoutSeconds</c> a webhook configuration may name.</remarks>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long before the caller's deadline an answer must be on its way.</summary>
    public TimeSpan Margin { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The bytes of bodies held at once, in bytes; beyond it a review is answered 503.</summary>
    /// <remarks>64 MiB: nine of the largest reviews, or 16,000 ordinary ones of 4 KiB; it keeps a flood inside a 256 MiB container.</remarks>
    public long MaxBytesInFlight { get; init; } = 64 * 1024 * 1024;

    /// <summary>The reviews judged at once; judging never waits for anything, so more than the processors only queue.</summary>
    public int Concurrency { get; init; } = Math.Max(2, Environment.ProcessorCount);

    /// <summary>What is never judged.</summary>
    public Exclusions Exclusions { get; init; } = Exclusions.OfResources;

    /// <summary>The share of a review's time it may wait for its turn before it is answered 503, for another replica to take.</summary>
    public double MaxQueueShare { get; init; } = 0.2;
}

namespace PolyK8s.Webhook.Tests.Renewal;

/// <summary>A clock that stands still until it is set.</summary>
internal sealed class Clock : TimeProvider
{
    public DateTimeOffset Now { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;
}

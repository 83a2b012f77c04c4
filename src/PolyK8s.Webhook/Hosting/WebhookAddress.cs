namespace PolyK8s.Webhook;

/// <summary>Where a running webhook answers, and whom to trust there.</summary>
/// <param name="Url">The base address, <c>https://127.0.0.1:8443/</c>; <c>validate</c> and <c>mutate</c> are below it.</param>
/// <param name="AuthorityPem">The certificate authority for <c>caBundle</c>, PEM; null when the certificate came from files.</param>
public sealed record WebhookAddress(Uri Url, string? AuthorityPem);

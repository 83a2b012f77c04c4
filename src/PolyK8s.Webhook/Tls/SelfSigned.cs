namespace PolyK8s.Webhook.Tls;

/// <summary>A certificate authority and one serving certificate that live and die with the process.</summary>
internal static class SelfSigned
{
    // Nobody renews it, so it must outlive any process that was started for a trial or a test.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    /// <summary>A serving certificate for <paramref name="names"/> (DNS names or addresses), with its authority.</summary>
    public static ServingCertificate Create(IEnumerable<string> names, TimeProvider clock)
    {
        var from = clock.GetUtcNow();
        var (authority, key) = Issuing.Authority(from, Lifetime);
        using (authority)
        using (key)
        {
            return new(Issuing.Leaf(authority, key, names, from, from + Lifetime), [], authority.ExportCertificatePem());
        }
    }
}

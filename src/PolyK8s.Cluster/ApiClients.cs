using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using k8s;

namespace PolyK8s.Cluster;

/// <summary>HTTP clients for API servers, set up as the client library sets up its own.</summary>
/// <remarks>
/// The library's client class brings every type of the API with it: a third of the ahead-of-time build, and 29 MiB of the memory
/// of each process. What is read here is read as manifests, so its configuration and its credentials are enough.
/// </remarks>
internal static class ApiClients
{
    /// <summary>A client that trusts and shows the certificates of a configuration.</summary>
    [SuppressMessage("Security", "CA5359", Justification = "A kubeconfig that says `insecure-skip-tls-verify` asks for it.")]
    public static HttpClient Of(KubernetesClientConfiguration config)
    {
        var tls = new SslClientAuthenticationOptions();
        if (config.SkipTlsVerify)
        {
            tls.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        }
        else if (config.SslCaCerts is { Count: > 0 } authorities)
        {
            tls.CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            tls.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        if (PemText.Of("client-certificate", config.ClientCertificateData, config.ClientCertificateFilePath) is { } pem
            && PemText.Of("client-key", config.ClientCertificateKeyData, config.ClientKeyFilePath) is { } key)
        {
            // With those between it and its authority, which a server need not know.
            var chain = pem.Certificates();
            tls.ClientCertificateContext = SslStreamCertificateContext.Create(pem.WithKey(key), chain, offline: true);
        }

        var handler = new SocketsHttpHandler
        {
            SslOptions = tls,
            // A watch that says nothing for long is asked whether it is alive.
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            KeepAlivePingDelay = TimeSpan.FromMinutes(3),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(30),
            EnableMultipleHttp2Connections = true,
        };
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "poly-k8s");
        // The handler expects a certificate for the name of the header, and sets `TargetHost` itself.
        client.DefaultRequestHeaders.Host = config.TlsServerName is { Length: > 0 } name ? name : null;
        return client;
    }

    /// <summary>The address of the server of a configuration.</summary>
    /// <exception cref="FormatException">It is no URL.</exception>
    public static Uri Server(KubernetesClientConfiguration config) =>
        Uri.TryCreate(config.Host, UriKind.Absolute, out var server) ? server : throw new FormatException($"`{config.Host}` is no server; a URL such as `https://10.0.0.1:6443` is accepted");
}

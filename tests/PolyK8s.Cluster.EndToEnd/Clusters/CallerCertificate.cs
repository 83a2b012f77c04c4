using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PolyK8s.Cluster.EndToEnd.Clusters;

/// <summary>The certificate an API server shows to the product's webhooks, and the admission configuration that tells it to.</summary>
public static class CallerCertificate
{
    /// <summary>The common name in it.</summary>
    public const string Name = "kube-apiserver";

    /// <summary>The file of its authority.</summary>
    public const string Authority = "callers.crt";

    /// <summary>The file of the admission configuration.</summary>
    public const string Configuration = "admission.yaml";

    /// <summary>Writes the files.</summary>
    public static async Task WriteTo(string folder)
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=callers", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = authorityRequest.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.2")], false));
        using var certificate = request.Create(authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(20), RandomNumberGenerator.GetBytes(16));
        await File.WriteAllTextAsync(Path.Combine(folder, Authority), authority.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder, "caller.crt"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder, "caller.key"), key.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(Path.Combine(folder, "callers.yaml"), $$"""
            apiVersion: v1
            kind: Config
            users:
            - name: poly-k8s.poly-k8s-system.svc
              user: {client-certificate: {{folder}}/caller.crt, client-key: {{folder}}/caller.key}

            """);
        await File.WriteAllTextAsync(Path.Combine(folder, Configuration), $$"""
            apiVersion: apiserver.config.k8s.io/v1
            kind: AdmissionConfiguration
            plugins:
            - name: ValidatingAdmissionWebhook
              configuration: {apiVersion: apiserver.config.k8s.io/v1, kind: WebhookAdmissionConfiguration, kubeConfigFile: {{folder}}/callers.yaml}
            - name: MutatingAdmissionWebhook
              configuration: {apiVersion: apiserver.config.k8s.io/v1, kind: WebhookAdmissionConfiguration, kubeConfigFile: {{folder}}/callers.yaml}

            """);
    }
}

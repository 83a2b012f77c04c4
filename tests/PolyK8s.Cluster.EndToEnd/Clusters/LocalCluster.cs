using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PolyK8s.Cluster.EndToEnd.Processes;

namespace PolyK8s.Cluster.EndToEnd.Clusters;

/// <summary>etcd and kube-apiserver on loopback, with RBAC and without controllers: objects are stored and admitted, nothing runs.</summary>
public sealed class LocalCluster : ITestCluster
{
    private readonly string _folder;
    private readonly RunningProgram _etcd;
    private readonly RunningProgram _apiServer;

    private LocalCluster(string folder, RunningProgram etcd, RunningProgram apiServer) =>
        (_folder, _etcd, _apiServer) = (folder, etcd, apiServer);

    /// <inheritdoc />
    public string Kubeconfig => Path.Combine(_folder, "kubeconfig");

    /// <inheritdoc />
    public IPAddress WebhookAddress => IPAddress.Loopback;

    /// <summary>Starts both programs and waits until the API server is ready.</summary>
    /// <param name="assets">The folder with <c>etcd</c> and <c>kube-apiserver</c>.</param>
    public static async Task<ITestCluster> Start(string assets)
    {
        var folder = Directory.CreateTempSubdirectory("poly-k8s-e2e-").FullName;
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var (etcdPort, port) = (FreePort.On(IPAddress.Loopback), FreePort.On(IPAddress.Loopback));
        await WriteCredentials(folder, token, port);
        var etcd = RunningProgram.Start(Path.Combine(assets, "etcd"), EtcdFlags(folder, etcdPort));
        var cluster = new LocalCluster(folder, etcd, RunningProgram.Start(Path.Combine(assets, "kube-apiserver"), ApiServerFlags(folder, etcdPort, port)));
        try
        {
            await Readiness.Of(cluster._apiServer, new($"https://127.0.0.1:{port}/readyz"), "kube-apiserver", token);
            await WriteAuthority(folder);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _apiServer.DisposeAsync();
        await _etcd.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task WriteCredentials(string folder, string token, int port)
    {
        using var key = RSA.Create(2048);
        await File.WriteAllTextAsync(Path.Combine(folder, "service-account.key"), key.ExportRSAPrivateKeyPem());
        await File.WriteAllTextAsync(Path.Combine(folder, "tokens.csv"), $"{token},admin,admin,\"system:masters\"\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "kubeconfig"), $"""
            apiVersion: v1
            kind: Config
            current-context: local
            contexts:
            - name: local
              context:
                cluster: local
                user: admin
            clusters:
            - name: local
              cluster:
                server: https://127.0.0.1:{port}
                certificate-authority: {folder}/ca.crt
            users:
            - name: admin
              user:
                token: {token}

            """);
    }

    /// <summary>The API server signs its own certificate and writes it with the authority's behind it; clients need the authority alone.</summary>
    private static async Task WriteAuthority(string folder)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(await File.ReadAllTextAsync(Path.Combine(folder, "apiserver.crt")));
        await File.WriteAllTextAsync(Path.Combine(folder, "ca.crt"), chain[^1].ExportCertificatePem());
    }

    private static string[] EtcdFlags(string folder, int port) =>
    [
        $"--data-dir={folder}/etcd",
        $"--listen-client-urls=http://127.0.0.1:{port}",
        $"--advertise-client-urls=http://127.0.0.1:{port}",
        $"--listen-peer-urls=http://127.0.0.1:{FreePort.On(IPAddress.Loopback)}",
        "--unsafe-no-fsync",
    ];

    private static string[] ApiServerFlags(string folder, int etcdPort, int port) =>
    [
        $"--etcd-servers=http://127.0.0.1:{etcdPort}",
        "--bind-address=127.0.0.1",
        $"--secure-port={port}",
        $"--cert-dir={folder}",
        $"--service-account-key-file={folder}/service-account.key",
        $"--service-account-signing-key-file={folder}/service-account.key",
        "--service-account-issuer=https://kubernetes.default.svc",
        $"--token-auth-file={folder}/tokens.csv",
        "--authorization-mode=RBAC",
        "--service-cluster-ip-range=10.0.0.0/24",

        // It needs the controller manager, which makes the service accounts it asks for.
        "--disable-admission-plugins=ServiceAccount",
    ];
}

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PolyK8s.Cluster.EndToEnd.Processes;
using PolyK8s.Fixtures;

namespace PolyK8s.Cluster.EndToEnd.Clusters;

/// <summary>etcd and kube-apiserver on loopback, with RBAC and without controllers: objects are stored and admitted, nothing runs.</summary>
public sealed class LocalCluster : ITestCluster
{
    private readonly string _folder;
    private readonly string _assets;
    private readonly string _token;
    private readonly (int Etcd, int ApiServer) _ports;
    private RunningProgram _etcd;
    private RunningProgram _apiServer;
    private RunningProgram? _controllers;

    private LocalCluster(string folder, string assets, string token, (int Etcd, int ApiServer) ports)
    {
        (_folder, _assets, _token, _ports) = (folder, assets, token, ports);
        (_etcd, _apiServer) = (StartEtcd(), StartApiServer());
    }

    /// <inheritdoc />
    public string Kubeconfig => Path.Combine(_folder, "kubeconfig");

    /// <inheritdoc />
    public IPAddress WebhookAddress => IPAddress.Loopback;

    /// <summary>Starts both programs and waits until the API server is ready.</summary>
    /// <param name="assets">The folder with <c>etcd</c> and <c>kube-apiserver</c>.</param>
    public static async Task<LocalCluster> Start(string assets)
    {
        var folder = Directory.CreateTempSubdirectory("poly-k8s-e2e-").FullName;
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var (etcdPort, port) = (FreePort.On(IPAddress.Loopback), FreePort.On(IPAddress.Loopback));
        await WriteCredentials(folder, token, port);
        var cluster = new LocalCluster(folder, assets, token, (etcdPort, port));
        try
        {
            await cluster.IsReady();
            await WriteAuthority(folder);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>The authority of the certificate the API server shows to webhooks.</summary>
    public string CallerAuthority => Path.Combine(_folder, CallerCertificate.Authority);

    /// <summary>The API server's address.</summary>
    public Uri Url => new($"https://127.0.0.1:{_ports.ApiServer}/");

    /// <summary>The address of its etcd.</summary>
    public Uri Etcd => new($"http://127.0.0.1:{_ports.Etcd}/");

    /// <summary>The token of the administrator.</summary>
    public string Token => _token;

    /// <summary>What was asked of the API server in the product's namespace's name.</summary>
    public AuditLog Audit => new(Path.Combine(_folder, "audit.log"));

    /// <summary>Ends etcd and API server as a power failure would, starts them again, and waits until the API server is ready.</summary>
    /// <param name="meanwhile">What is done while neither is there.</param>
    public async Task Restart(Func<Task>? meanwhile = null)
    {
        await StopApiServer();
        await _etcd.DisposeAsync();
        await (meanwhile?.Invoke() ?? Task.CompletedTask);
        _etcd = StartEtcd();
        await StartApiServerAgain();
    }

    /// <summary>Ends the API server as a power failure would.</summary>
    public async Task StopApiServer() => await _apiServer.DisposeAsync();

    /// <summary>Starts the API server again and waits until it is ready.</summary>
    public Task StartApiServerAgain()
    {
        _apiServer = StartApiServer();
        return IsReady();
    }

    /// <summary>Ends etcd as a power failure would and starts it again.</summary>
    public async Task RestartEtcd()
    {
        await _etcd.DisposeAsync();
        _etcd = StartEtcd();
    }

    /// <summary>Waits until the API server is ready.</summary>
    /// <remarks>And until it has made the namespaces of every cluster, which it begins only once it is ready.</remarks>
    public async Task IsReady()
    {
        foreach (var path in new[] { "readyz", "api/v1/namespaces/kube-system", "api/v1/namespaces/default" })
        {
            await Readiness.Of(_apiServer, new(Url, path), "kube-apiserver", _token);
        }
    }

    /// <summary>Runs controllers of kube-controller-manager, which must be among the assets.</summary>
    public async Task StartControllers(string controllers)
    {
        var program = Path.Combine(_assets, "kube-controller-manager");
        _controllers ??= RunningProgram.Start(
            program,
            [$"--kubeconfig={Kubeconfig}", $"--controllers={controllers}", "--leader-elect=false", $"--secure-port={FreePort.On(IPAddress.Loopback)}", $"--cert-dir={_folder}/controllers", .. await InsecurePort.Closed(program)]);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_controllers is not null)
        {
            await _controllers.DisposeAsync();
        }

        await _apiServer.DisposeAsync();
        await _etcd.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private RunningProgram StartEtcd() => RunningProgram.Start(Path.Combine(_assets, "etcd"), EtcdFlags(_folder, _ports.Etcd));

    private RunningProgram StartApiServer() => RunningProgram.Start(Path.Combine(_assets, "kube-apiserver"), ApiServerFlags(_folder, _ports.Etcd, _ports.ApiServer));

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
        await File.WriteAllTextAsync(Path.Combine(folder, "audit.yaml"), AuditLog.Policy);
        await CallerCertificate.WriteTo(folder);
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
        $"--audit-policy-file={folder}/audit.yaml",
        $"--admission-control-config-file={folder}/{CallerCertificate.Configuration}",
        $"--audit-log-path={folder}/audit.log",
        "--authorization-mode=RBAC",
        "--service-cluster-ip-range=10.0.0.0/24",

        // Services are called at their endpoints: there is no kube-proxy here.
        "--enable-aggregator-routing=true",

        // It needs the controller manager, which makes the service accounts it asks for.
        "--disable-admission-plugins=ServiceAccount",
    ];
}

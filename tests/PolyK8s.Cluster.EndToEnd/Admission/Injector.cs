using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PolyK8s.Cluster.EndToEnd.Admission;

/// <summary>A mutating webhook of somebody else: it puts a container beside those of a Deployment, as meshes do.</summary>
public sealed class Injector : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly X509Certificate2 _certificate;

    private Injector(WebApplication server, X509Certificate2 certificate) => (_server, _certificate) = (server, certificate);

    /// <summary>Its address.</summary>
    public string Url => _server.Urls.Single();

    /// <summary>The certificate it is known by.</summary>
    public string CaBundle => Convert.ToBase64String(Encoding.ASCII.GetBytes(_certificate.ExportCertificatePem()));

    /// <summary>Starts it.</summary>
    /// <param name="address">Where the API server can reach it.</param>
    public static async Task<Injector> Start(IPAddress address)
    {
        var certificate = Certificate(address);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(address, 0, listen => listen.UseHttps(certificate)));
        var injector = new Injector(builder.Build(), certificate);
        injector._server.Run(Answer);
        await injector._server.StartAsync();
        return injector;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _certificate.Dispose();
    }

    private static async Task Answer(HttpContext context)
    {
        var request = (await JsonNode.ParseAsync(context.Request.Body))!["request"]!;
        var response = new JsonObject { ["uid"] = request["uid"]!.DeepClone(), ["allowed"] = true };
        if (!request["object"]!["spec"]!["template"]!["spec"]!["containers"]!.AsArray().Any(container => (string?)container!["name"] == "proxy"))
        {
            const string patch = """[{"op": "add", "path": "/spec/template/spec/containers/-", "value": {"name": "proxy", "image": "registry.example/proxy:1"}}]""";
            (response["patchType"], response["patch"]) = ("JSONPatch", Convert.ToBase64String(Encoding.UTF8.GetBytes(patch)));
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(new JsonObject { ["apiVersion"] = "admission.k8s.io/v1", ["kind"] = "AdmissionReview", ["response"] = response }.ToJsonString());
    }

    private static X509Certificate2 Certificate(IPAddress address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        var request = new CertificateRequest("CN=injector", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}

using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace PolyK8s.Webhook.Tests;

/// <summary>A TLS connection on which a test says exactly what it wants, and no more.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _tcp = new();
    private SslStream? _tls;

    public static async Task<RawConnection> ToAsync(Uri url)
    {
        var raw = new RawConnection();
        await raw._tcp.ConnectAsync(url.Host, url.Port);
        raw._tls = new(raw._tcp.GetStream(), false, (_, certificate, _, _) => certificate is not null);
        await raw._tls.AuthenticateAsClientAsync("localhost");
        return raw;
    }

    public System.Security.Authentication.SslProtocols Protocol => _tls!.SslProtocol;

    public async Task SendAsync(string text)
    {
        await _tls!.WriteAsync(Encoding.UTF8.GetBytes(text));
        await _tls.FlushAsync();
    }

    /// <summary>Everything that comes back until the server closes.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var reader = new StreamReader(_tls!, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    public void Dispose()
    {
        _tls?.Dispose();
        _tcp.Dispose();
    }
}

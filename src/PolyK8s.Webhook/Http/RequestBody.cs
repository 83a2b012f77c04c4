using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace PolyK8s.Webhook.Http;

/// <summary>A whole request body in a pooled buffer.</summary>
/// <remarks>
/// Read through the stream: when a server begins to stop, Kestrel cancels pending reads of the request pipe, and a body
/// read there would be lost. The buffer grows with what has arrived, so that announcing a large body costs nothing.
/// </remarks>
internal sealed class RequestBody : IDisposable
{
    // An ordinary review of a few KiB fits at once.
    private const int FirstBytes = 16 * 1024;

    private readonly Admittance _admittance;
    private byte[] _buffer = [];
    private int _length;

    private RequestBody(Admittance admittance) => _admittance = admittance;

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>Reads the body of a request, or tells why it cannot be taken.</summary>
    /// <exception cref="BadHttpRequestException">The request is broken, or too slow for the server's limits.</exception>
    /// <exception cref="OperationCanceledException">The time is over.</exception>
    public static async Task<(RequestBody? Body, HttpAnswer? Refusal)> ReadAsync(HttpRequest request, AdmissionOptions options, Admittance admittance, CancellationToken cancelled)
    {
        var body = new RequestBody(admittance);
        try
        {
            var refusal = await body.FillAsync(request.Body, options, cancelled);
            if (refusal is null)
            {
                var filled = body;
                body = null;
                return (filled, null);
            }

            return (null, refusal);
        }
        finally
        {
            body?.Dispose();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _admittance.Release(_buffer.Length);
            _buffer = [];
        }
    }

    private async Task<HttpAnswer?> FillAsync(Stream stream, AdmissionOptions options, CancellationToken cancelled)
    {
        while (true)
        {
            if (_length == _buffer.Length && !TryGrow())
            {
                return HttpAnswer.TryElsewhere("too many bytes are being judged at this moment");
            }

            var read = await stream.ReadAsync(_buffer.AsMemory(_length), cancelled);
            _length += read;
            if (_length > options.MaxBodyBytes)
            {
                return RequestGuards.TooLarge(options);
            }

            if (read == 0)
            {
                return null;
            }
        }
    }

    private bool TryGrow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstBytes, _buffer.Length * 2));
        if (!_admittance.TryReserve(larger.Length))
        {
            ArrayPool<byte>.Shared.Return(larger);
            return false;
        }

        Bytes.CopyTo(larger);
        Dispose();
        _buffer = larger;
        return true;
    }
}

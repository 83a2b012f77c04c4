using System.Buffers;
using System.Security.Cryptography;

namespace PolyK8s.Engine.Rbac;

/// <summary>Takes bytes only to hash them: a text as large as an object need not be held for its digest.</summary>
internal sealed class HashedBytes : IBufferWriter<byte>, IDisposable
{
    // What one write asks for is mostly a name or a short text.
    private const int FirstBytes = 4 * 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);

    /// <inheritdoc />
    public void Advance(int count) => _hash.AppendData(_buffer.AsSpan(0, count));

    /// <inheritdoc />
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (sizeHint > _buffer.Length)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = ArrayPool<byte>.Shared.Rent(sizeHint);
        }

        return _buffer;
    }

    /// <inheritdoc />
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>The digest of all that was written.</summary>
    public byte[] Digest() => _hash.GetHashAndReset();

    /// <inheritdoc />
    public void Dispose()
    {
        _hash.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }
}

using System.Buffers;

namespace PolyK8s.Cluster.Reflecting;

/// <summary>Cuts a stream into lines.</summary>
internal sealed class LineReader(Stream stream) : IDisposable
{
    // An object is at most 3 MiB at the API server; escapes may double it.
    private const int MaxLine = 8 * 1024 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private int _start;
    private int _end;

    /// <summary>The next line without its end; null at the end of the stream. The bytes hold until the next call.</summary>
    /// <exception cref="IOException">The stream ends inside a line, or a line is too long.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancelled)
    {
        var searched = _start;
        while (true)
        {
            var end = _buffer.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
            if (end >= 0)
            {
                var line = _buffer.AsMemory(_start, searched + end - _start);
                _start = searched + end + 1;
                return line;
            }

            MakeRoom();
            searched = _end;
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancelled);
            if (read == 0)
            {
                return _start == _end ? null : throw new IOException("the stream ended inside an event");
            }

            _end += read;
        }
    }

    /// <inheritdoc />
    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void MakeRoom()
    {
        var held = _buffer.AsSpan(_start, _end - _start);
        if (held.Length > MaxLine)
        {
            throw new IOException("an event is longer than 8 MiB");
        }

        if (held.Length > _buffer.Length / 2)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            held.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        else if (_start > 0)
        {
            held.CopyTo(_buffer);
        }

        (_start, _end) = (0, held.Length);
    }
}

using System.Text;

namespace PolyK8s.Engine.Manifests;

/// <summary>Turns growing offsets of a UTF-8 text into places, looking at each byte once.</summary>
/// <param name="utf8">The text; valid UTF-8.</param>
/// <param name="start">The place of its first byte.</param>
internal ref struct PlaceCursor(ReadOnlySpan<byte> utf8, Place start)
{
    private readonly ReadOnlySpan<byte> _utf8 = utf8;
    private int _offset;
    private int _line = start.Line;
    private int _column = start.Column;

    /// <summary>The place of the byte at <paramref name="offset"/>, which never is before the last one asked for.</summary>
    public Place At(int offset)
    {
        var passed = _utf8[_offset..offset];
        _offset = offset;
        var lastBreak = passed.LastIndexOf((byte)'\n');
        if (lastBreak >= 0)
        {
            _line += passed.Count((byte)'\n');
            _column = 1;
            passed = passed[(lastBreak + 1)..];
        }

        _column += Encoding.UTF8.GetCharCount(passed);
        return new(_line, _column);
    }
}

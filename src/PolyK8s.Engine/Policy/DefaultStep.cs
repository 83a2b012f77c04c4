using System.Buffers;

namespace PolyK8s.Engine.Policy;

/// <summary>One step of the way to a default: into the member of that name, or into every element of a list.</summary>
/// <param name="Name">The member; null for every element.</param>
public readonly record struct DefaultStep(string? Name)
{
    private static readonly SearchValues<char> Marks = SearchValues.Create(".[]/\"'");

    /// <summary>Into every element.</summary>
    public static readonly DefaultStep Every;

    /// <summary>Whether it leads into every element.</summary>
    public bool IsEvery => Name is null;

    /// <inheritdoc />
    public override string ToString() => Name switch
    {
        null => "[*]",
        "*" => "[\"*\"]",
        _ when Name.AsSpan().ContainsAny(Marks) => $"[{Name}]",
        _ => $".{Name}",
    };
}

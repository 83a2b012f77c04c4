using System.Globalization;
using PolyK8s.Engine.Schemas;
using PolyK8s.Engine.Schemas.OpenApi;

namespace PolyK8s.SchemaGenerator;

/// <summary>Every difference between the embedded pack and what a server says of itself.</summary>
internal static class Comparison
{
    /// <summary>Compares with the documents in a folder; 0 when nothing differs.</summary>
    public static int Run(string folder, string? minor)
    {
        var reader = new OpenApiReader();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            reader.Add(Json.Read(file));
        }

        var number = minor is null ? SchemaPack.Default : int.Parse(minor, CultureInfo.InvariantCulture);
        var differences = SchemaComparison.Of(SchemaPack.Of(number)!, reader.Pack(number));
        foreach (var line in differences)
        {
            Console.WriteLine(line);
        }

        return differences.IsEmpty ? 0 : 1;
    }
}

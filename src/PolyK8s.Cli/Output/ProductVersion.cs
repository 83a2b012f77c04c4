using System.Reflection;

namespace PolyK8s.Cli.Output;

/// <summary>The version of the product.</summary>
internal static class ProductVersion
{
    /// <summary>As a text.</summary>
    public static string Text { get; } = typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}

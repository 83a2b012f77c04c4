using System.Text;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Tests.Validation;

/// <summary>What the server would say of an object written in YAML.</summary>
internal static class Server
{
    /// <summary>The errors of an object of a kind; <paramref name="body"/> is the rest of it, a good name is added unless it begins with metadata.</summary>
    public static string[] Says(string apiVersion, string kind, string body) =>
        Says($"apiVersion: {apiVersion}\nkind: {kind}\n{(body.StartsWith("metadata:", StringComparison.Ordinal) ? "" : "metadata: {name: sample}\n")}{body}");

    /// <summary>The errors of a Pod with one good container; <paramref name="spec"/> is the rest of its spec, in flow style without the braces.</summary>
    public static string[] SaysOfPod(string spec) =>
        Says("v1", "Pod", $"spec: {{containers: [{{name: main, image: web}}], {spec}}}");

    /// <summary>The errors of a Pod whose one container has these fields, too.</summary>
    public static string[] SaysOfContainer(string fields, string spec = "") =>
        [.. Says("v1", "Pod", $"spec: {{containers: [{{name: main, image: web, {fields}}}], {spec}}}").Select(line => line.Replace("spec.containers[0].", "", StringComparison.Ordinal))];

    /// <summary>The errors of an object.</summary>
    public static string[] Says(string yaml) => [.. FieldValidation.Of(Read(yaml)).Select(error => error.ToString())];

    /// <summary>The errors of an object that takes the place of another.</summary>
    public static string[] SaysOfUpdate(string before, string after) => [.. FieldValidation.Of(Read(after), Read(before)).Select(error => error.ToString())];

    private static Manifest Read(string yaml)
    {
        var set = ManifestReader.Read(Encoding.UTF8.GetBytes(yaml), "");
        Assert.Empty(set.Faults.Select(fault => fault.Sentence));
        return Assert.Single(set.Manifests);
    }
}

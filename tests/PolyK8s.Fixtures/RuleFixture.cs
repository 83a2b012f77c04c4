using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Fixtures;

/// <summary>One case of one rule: <c>Rules/MODULE/RULE/{allow,deny}/CASE.yaml</c>, with the expected findings in <c>CASE.expected.json</c> beside a denied one.</summary>
/// <remarks>
/// The file holds one mapping: <c>operation</c> (CREATE, UPDATE or DELETE; CREATE when absent), <c>subresource</c>,
/// <c>author: {name, groups}</c>, <c>new</c>, <c>old</c>, and <c>state</c>, the list of the cluster's other objects
/// (absent: no state is given).
/// </remarks>
/// <param name="RuleId">The rule's id, from the folders.</param>
/// <param name="Allowed">Whether it lies in <c>allow</c>.</param>
/// <param name="File">The file.</param>
/// <param name="Change">The change to judge.</param>
/// <param name="State">The cluster's other objects; null when none are given.</param>
public sealed record RuleFixture(string RuleId, bool Allowed, string File, Change Change, ImmutableArray<Manifest>? State)
{
    /// <summary>The file with the findings a denied case must give, exactly.</summary>
    public string ExpectedFile => Path.ChangeExtension(File, ".expected.json");

    /// <summary>The name tests show.</summary>
    public string Name => $"{RuleId}/{(Allowed ? "allow" : "deny")}/{Path.GetFileNameWithoutExtension(File)}";

    /// <summary>The view the case is judged against.</summary>
    public ClusterView View => State is { } state ? ClusterView.Of(state) : ClusterView.NotGiven;

    /// <summary>The folder that holds the fixtures of every rule.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "PolyK8s.Engine.Tests", "Rules");

    /// <summary>Every fixture, in order of its path.</summary>
    public static IReadOnlyList<RuleFixture> All { get; } = [.. Directory
        .EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(Read)];

    /// <inheritdoc />
    public override string ToString() => Name;

    private static RuleFixture Read(string file)
    {
        var parts = Path.GetRelativePath(Folder, file).Split(Path.DirectorySeparatorChar);
        var set = ManifestReader.ReadTrees(System.IO.File.ReadAllBytes(file), "");
        var root = set is { Faults.IsEmpty: true, Manifests: [var only] }
            ? only.Root
            : throw new InvalidDataException($"{file}: {set.Faults.FirstOrDefault()?.Sentence ?? "not one document"}");
        var operation = Enum.Parse<Operation>(root.TextAt("operation") ?? "CREATE", ignoreCase: true);
        var author = root["author"] is { } a ? Author.Named(a.TextAt("name") ?? "", a.TextsAt("groups")) : null;
        var change = new Change(operation, ManifestOf(root["old"]), ManifestOf(root["new"]))
        {
            Author = author,
            Subresource = root.TextAt("subresource") ?? "",
            At = root.TextAt("at") is { } at ? DateTimeOffset.Parse(at, CultureInfo.InvariantCulture) : null,
        };
        var state = root["state"] is { } s ? s.Items.Select(o => new Manifest(o)).ToImmutableArray() : (ImmutableArray<Manifest>?)null;
        return new($"{parts[0]}/{parts[1]}", parts[2] == "allow", file, change, state);
    }

    private static Manifest? ManifestOf(ManifestNode? node) => node is null ? null : new(node);
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PolyK8s.Engine;
using PolyK8s.Engine.Checking;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Mcp.Tools;

/// <summary>The arguments of <c>validate_manifests</c>, read.</summary>
/// <param name="Request">What to judge.</param>
/// <param name="State">The objects given as the cluster's state; null when none were given.</param>
/// <param name="Refusal">Why this cannot be judged as asked, one line; null when it can.</param>
internal sealed record ValidateQuestion(CheckRequest Request, ImmutableArray<Manifest>? State, string? Refusal)
{
    /// <summary>
    /// Every object is judged beside all the others, so the work grows with the square of their number: 500 take well
    /// under a second, and the shortest documents would make hundreds of thousands of one request.
    /// </summary>
    public const int MostObjects = 500;

    /// <summary>Subresources the API server only ever updates.</summary>
    private static readonly ImmutableArray<string> OnlyUpdated = ["status", "scale", "resize", "ephemeralcontainers", "approval", "finalize"];

    /// <param name="asked">The arguments.</param>
    /// <param name="name">What the tool calls the manifests to judge.</param>
    /// <summary>Reads the texts; a text that cannot be read is an answer where it is to be judged, and a refusal where it is to be relied on.</summary>
    public static ValidateQuestion Of(ValidateArguments asked, string name)
    {
        var manifests = asked.Manifests is null ? ManifestSet.Empty : ManifestReader.ReadWithRepeatedKeys(Encoding.UTF8.GetBytes(asked.Manifests), name);
        var old = Read(asked.Old, "old");
        var state = Read(asked.State, "state");
        var request = new CheckRequest(manifests)
        {
            Old = old.Manifests,
            Operation = OperationOf(asked),
            Subresource = asked.Subresource ?? "",
            Author = asked.Author is { } author ? Author.Named(author.Name, author.Groups ?? []) : null,
            At = TimeProvider.System.GetUtcNow(),
            Namespace = asked.Namespace is { Length: > 0 } ns ? ns : "default",
        };
        var refusal = Unreadable(old, "old") ?? Unreadable(state, "state") ?? Uncountable(manifests, name)
            ?? WrongOperation(asked) ?? Unpaired(request, name);
        return new(request, asked.State is null ? null : state.Manifests, refusal);
    }

    private static ManifestSet Read(string? text, string name) =>
        text is null ? ManifestSet.Empty : ManifestReader.Read(Encoding.UTF8.GetBytes(text), name);

    private static Operation? OperationOf(ValidateArguments asked) => asked.Operation switch
    {
        "create" => Operation.Create,
        "update" => Operation.Update,
        "delete" => Operation.Delete,
        _ when OnlyUpdated.Contains(asked.Subresource ?? "") => Operation.Update,
        _ => null,
    };

    private static string? Unreadable(ManifestSet set, string name) => set.Faults is [var first, ..]
        ? string.Create(CultureInfo.InvariantCulture, $"`{name}` cannot be relied on, {set.Faults.Length} unreadable: {first.Sentence}")
        : null;

    private static string? Uncountable(ManifestSet set, string name) => set.Manifests.Length switch
    {
        0 when set.Faults.IsEmpty => $"`{name}` holds no object; accepted: Kubernetes objects as YAML or JSON text",
        > MostObjects => string.Create(CultureInfo.InvariantCulture, $"`{name}` holds {set.Manifests.Length} objects; at most {MostObjects} are judged at once: send them in parts, the others as `state`"),
        _ => null,
    };

    private static string? WrongOperation(ValidateArguments asked) =>
        OnlyUpdated.Contains(asked.Subresource ?? "") && asked.Operation is "create" or "delete"
            ? $"`operation` is `{asked.Operation}`, but the subresource `{asked.Subresource}` is only ever updated; accepted: update"
            : null;

    /// <summary>An update without the object before, or an object before that nothing updates, would be judged as something else than what was meant.</summary>
    private static string? Unpaired(CheckRequest request, string name)
    {
        var before = request.Old.Select(m => Key(m, request)).ToHashSet();
        var after = request.New.Manifests.Select(m => Key(m, request)).ToHashSet();
        if (request.Operation == Operation.Update && after.Except(before).FirstOrDefault() is { } missing)
        {
            return $"an update needs the object before: `old` has no {missing}";
        }

        return request.New.Faults.IsEmpty && before.Except(after).FirstOrDefault() is { } stray
            ? $"`old` has {stray}, `{name}` has not: name them alike, leave it out, or judge its deletion by operation `delete`"
            : null;
    }

    private static string Key(Manifest manifest, CheckRequest request)
    {
        var ns = manifest.Namespace.Length > 0 ? manifest.Namespace : request.Namespace;
        return $"{new GroupKind(manifest.Group, manifest.Kind)} {(ClusterScopedKinds.Contains(new(manifest.Group, manifest.Kind)) ? "" : ns + "/")}{manifest.Name}";
    }
}

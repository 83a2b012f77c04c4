using System.Globalization;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Networks;

/// <summary>Flows in findings.</summary>
internal static class FlowWords
{
    /// <summary><c>TCP 80 from `w/a` to `x/b`</c>.</summary>
    public static string Of(NetworkFlow flow) => string.Create(CultureInfo.InvariantCulture, $"{flow.Protocol.Word()} {flow.Port} from `{flow.From}` to `{flow.To}`");

    /// <summary>The rule or policy that decides.</summary>
    public static string Ground(SideVerdict side) => side.Ground switch
    {
        null => "the absence of any policy",
        { Rule: { } rule } ground => $"`{rule.Path}` of `{ground.Policy.Words}`",
        { } ground => $"`{ground.Policy.Words}`",
    };

    /// <summary>A flow as evidence.</summary>
    public static ManifestNode AsWitness(NetworkFlow flow) => ManifestNode.Object(
        ("from", ManifestNode.Of(flow.From.ToString())),
        ("to", ManifestNode.Of(flow.To.ToString())),
        ("protocol", ManifestNode.Of(flow.Protocol.Word())),
        ("port", ManifestNode.Of((long)flow.Port)));

    /// <summary>The field of the changed object that is to blame: the rule if it is one of its own.</summary>
    public static string Path(Change change, VerdictGround? ground) =>
        IsOwn(change, ground) && ground!.Rule is { } rule ? rule.Path
        : change.Object.Kind == "Namespace" ? "metadata.labels"
        : "spec";

    /// <summary>The node of <see cref="Path"/>.</summary>
    public static ManifestNode? At(Change change, VerdictGround? ground) =>
        (IsOwn(change, ground) ? ground!.Rule?.At : null) ?? (change.Object.Kind == "Namespace" ? change.Object.Root.At("metadata", "labels") : change.Object.Root["spec"]);

    private static bool IsOwn(Change change, VerdictGround? ground) => ground is not null && change.After is not null && ReferenceEquals(ground.Policy.Source, change.After);
}

using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Webhook.Review;

/// <summary>Turns an AdmissionReview of <c>admission.k8s.io/v1</c> into a change.</summary>
internal static class ReviewReader
{
    /// <summary>The version answered.</summary>
    public const string ApiVersion = "admission.k8s.io/v1";

    /// <summary>The change a review asks about.</summary>
    public static ReviewReading Read(ManifestNode review)
    {
        if (review.TextAt("apiVersion") != ApiVersion || review.TextAt("kind") != "AdmissionReview")
        {
            return new ReviewReading.Unreadable($"send an `AdmissionReview` of `{ApiVersion}`");
        }

        if (review["request"] is not { Kind: NodeKind.Object } request)
        {
            return new ReviewReading.Unreadable("the review has no `request` object");
        }

        if (request.TextAt("uid") is null)
        {
            return new ReviewReading.Unreadable("`request.uid` is no string");
        }

        var (operation, problem) = OperationOf(request);
        var (before, after) = (ObjectAt(request, "oldObject"), ObjectAt(request, "object"));
        problem ??= Missing(operation, before, after);
        return problem is null
            ? new ReviewReading.Understood(ChangeOf(operation, before, after, request), ReviewedResource.Of(request))
            : new ReviewReading.NotUnderstood(problem);
    }

    private static Change ChangeOf(Operation operation, Manifest? before, Manifest? after, ManifestNode request) =>
        new(operation, operation is Operation.Create or Operation.Connect ? null : before, operation == Operation.Delete ? null : after)
        {
            Subresource = request.TextAt("subResource") ?? "",
            Author = request["userInfo"] is { Kind: NodeKind.Object } user ? new(user.TextAt("username") ?? "", user.TextsAt("groups")) : null,
            DryRun = request["dryRun"] is { Kind: NodeKind.Boolean, Text: "true" },
        };

    private static (Operation Operation, string? Problem) OperationOf(ManifestNode request) => request.TextAt("operation") switch
    {
        "CREATE" => (Operation.Create, null),
        "UPDATE" => (Operation.Update, null),
        "DELETE" => (Operation.Delete, null),
        "CONNECT" => (Operation.Connect, null),
        _ => (default, "`request.operation` is none of `CREATE`, `UPDATE`, `DELETE` and `CONNECT`"),
    };

    private static string? Missing(Operation operation, Manifest? before, Manifest? after) => operation switch
    {
        Operation.Delete => before is null ? "`request.oldObject` is no object" : null,
        Operation.Update => before is null ? "`request.oldObject` is no object" : after is null ? "`request.object` is no object" : null,
        _ => after is null ? "`request.object` is no object" : null,
    };

    /// <summary>The object, with the kind and the namespace of the request where it names none itself.</summary>
    /// <remarks>
    /// Its identity is in its metadata: <c>request.name</c> is empty for generated names and for each object of a
    /// collection being deleted. A Namespace's own request names it as its namespace, which it is not in.
    /// </remarks>
    private static Manifest? ObjectAt(ManifestNode request, string name)
    {
        if (request[name] is not { Kind: NodeKind.Object } root)
        {
            return null;
        }

        var manifest = new Manifest(Typed(root, request));
        return ClusterScopedKinds.Contains(new(manifest.Group, manifest.Kind)) ? manifest : manifest.InNamespace(request.TextAt("namespace") ?? "");
    }

    private static ManifestNode Typed(ManifestNode root, ManifestNode request)
    {
        if (root["kind"] is not null && root["apiVersion"] is not null)
        {
            return root;
        }

        var (group, version) = (request.TextAt("kind", "group") ?? "", request.TextAt("kind", "version") ?? "");
        return ManifestNode.Object(
            [
                new("apiVersion", ManifestNode.Of(group.Length == 0 ? version : $"{group}/{version}")),
                new("kind", ManifestNode.Of(request.TextAt("kind", "kind") ?? "")),
                .. root.Members.Where(m => m.Name is not ("apiVersion" or "kind")),
            ],
            root.Place);
    }
}

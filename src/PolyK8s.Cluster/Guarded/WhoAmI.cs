using PolyK8s.Cluster.Writing;
using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cluster.Guarded;

/// <summary>Who we are to a server: what it will tell its webhooks.</summary>
internal static class WhoAmI
{
    private static readonly string[] Versions = ["v1", "v1beta1", "v1alpha1"];

    /// <summary>The user; null where the server does not say.</summary>
    public static async Task<Author?> AskAsync(ApiWriter api, CancellationToken cancelled)
    {
        foreach (var version in Versions)
        {
            var answer = await api.CreateAsync($"apis/authentication.k8s.io/{version}/selfsubjectreviews", ManifestNode.Object(
                ("apiVersion", ManifestNode.Of($"authentication.k8s.io/{version}")), ("kind", ManifestNode.Of("SelfSubjectReview"))), cancelled);
            if (answer.IsSuccess && answer.Object?.At("status", "userInfo") is { } user && user.TextAt("username") is { Length: > 0 } name)
            {
                return new(name, user.TextsAt("groups"));
            }
        }

        return null;
    }
}

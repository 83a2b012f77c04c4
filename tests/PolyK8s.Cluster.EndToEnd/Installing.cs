using System.Text.Json.Nodes;

namespace PolyK8s.Cluster.EndToEnd;

/// <summary>What installing needs on any cluster.</summary>
public static class Installing
{
    /// <summary>Servers before 1.28 do not know every field of <c>config/default</c> and leave out those they do not know; kubectl must let them.</summary>
    public static async Task<string> Validation(Kubectl kubectl) =>
        (await kubectl.Run("explain", "validatingwebhookconfigurations.webhooks.matchConditions")).Succeeded ? "--validate=true" : "--validate=false";

    /// <summary>A kubeconfig of the product's own service account: what <c>config/rbac</c> does not grant, it may not do here either.</summary>
    public static async Task<string> ProductKubeconfig(Kubectl kubectl, string folder)
    {
        var request = """{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{"expirationSeconds":7200}}""";
        var answer = await kubectl.Raw("create", "/api/v1/namespaces/poly-k8s-system/serviceaccounts/poly-k8s/token", request);
        var token = JsonNode.Parse(answer.OrFail().Output)!["status"]!["token"]!.GetValue<string>();
        var file = Path.Combine(folder, "product.kubeconfig");
        await File.WriteAllTextAsync(file, await kubectl.Get("config", "view", "--raw", "--minify", "--flatten"));
        var product = await Kubectl.With(file, folder);
        await product.Get("config", "set-credentials", "product", $"--token={token}");
        await product.Get("config", "set-context", "--current", "--user=product");
        return file;
    }
}

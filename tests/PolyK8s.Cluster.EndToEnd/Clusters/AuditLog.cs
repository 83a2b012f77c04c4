using System.Text.Json.Nodes;

namespace PolyK8s.Cluster.EndToEnd.Clusters;

/// <summary>What an API server wrote down about the requests of the product.</summary>
/// <param name="file">The log: one JSON object a line.</param>
public sealed class AuditLog(string file)
{
    /// <summary>Only the product's service accounts are written down, each request once it is answered; a watch with its first event or its end.</summary>
    public const string Policy = """
        apiVersion: audit.k8s.io/v1
        kind: Policy
        omitStages: [RequestReceived]
        rules:
        - level: Metadata
          userGroups: ["system:serviceaccounts:poly-k8s-system"]
        - level: None
        """;

    /// <summary>Every request so far, in the order of their answers.</summary>
    public async Task<IReadOnlyList<ApiCall>> Calls()
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        var lines = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        // The last line may be half written.
        return [.. lines.Where(line => line.EndsWith('}')).Select(line => JsonNode.Parse(line)!).DistinctBy(call => $"{call["auditID"]}").Select(Call)];
    }

    private static ApiCall Call(JsonNode call)
    {
        var about = call["objectRef"];
        return new($"{call["verb"]}", $"{about?["apiGroup"]}", $"{about?["resource"]}", $"{about?["subresource"]}", $"{about?["namespace"]}", $"{about?["name"]}", (int?)call["responseStatus"]?["code"] ?? 0);
    }
}

/// <summary>One request.</summary>
/// <param name="Verb">What was asked.</param>
/// <param name="Group">The API group.</param>
/// <param name="Resource">The resource.</param>
/// <param name="Subresource">The subresource; empty for the object itself.</param>
/// <param name="Namespace">The namespace; empty for all, and for what is in none.</param>
/// <param name="Name">The object; empty for a collection.</param>
/// <param name="Code">The answer's status.</param>
public sealed record ApiCall(string Verb, string Group, string Resource, string Subresource, string Namespace, string Name, int Code);

namespace PolyK8s.Cluster.EndToEnd.Reporting;

/// <summary>The definitions of reports, written after the published types of each API: an API server drops what they do not name and refuses what they do not allow.</summary>
public static class ReportDefinitions
{
    // openreports.io/v1alpha1 (github.com/openreports/reports-api, apis/openreports.io/v1alpha1/report_types.go) and
    // wgpolicyk8s.io/v1alpha2 (github.com/kubernetes-sigs/wg-policy-prototypes), which say the same but for `source`.
    private const string Template = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: PLURAL.GROUP}
        spec:
          group: GROUP
          scope: SCOPE
          names: {kind: KIND, plural: PLURAL, singular: SINGULAR, listKind: KINDList}
          versions:
          - name: VERSION
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  source: {type: string}
                  summary: {type: object, properties: {pass: {type: integer}, fail: {type: integer}, warn: {type: integer}, error: {type: integer}, skip: {type: integer}}}
                  results:
                    type: array
                    items:
                      type: object
                      required: [policy]
                      properties:
                        source: {type: string}
                        policy: {type: string}
                        rule: {type: string}
                        category: {type: string}
                        severity: {type: string, enum: [critical, high, low, medium, info]}
                        timestamp: {type: object, required: [nanos, seconds], properties: {nanos: {type: integer, format: int32}, seconds: {type: integer, format: int64}}}
                        result: {type: string, enum: [pass, fail, warn, error, skip]}
                        scored: {type: boolean}
                        message: {type: string}
                        properties: {type: object, additionalProperties: {type: string}}
                        resources:
                          type: array
                          items:
                            type: object
                            properties: {apiVersion: {type: string}, fieldPath: {type: string}, kind: {type: string}, name: {type: string}, namespace: {type: string}, resourceVersion: {type: string}, uid: {type: string}}
        ---

        """;

    /// <summary>Report and ClusterReport.</summary>
    public static string OpenReports => Of("openreports.io", "v1alpha1", "Namespaced", "Report") + Of("openreports.io", "v1alpha1", "Cluster", "ClusterReport");

    /// <summary>PolicyReport and ClusterPolicyReport, which do not say as a whole who wrote them.</summary>
    public static string PolicyReports => (Of("wgpolicyk8s.io", "v1alpha2", "Namespaced", "PolicyReport") + Of("wgpolicyk8s.io", "v1alpha2", "Cluster", "ClusterPolicyReport"))
        .Replace("source: {type: string}\n          summary:", "summary:", StringComparison.Ordinal);

    private static string Of(string group, string version, string scope, string kind) => Template
        .Replace("PLURAL", $"{kind}s".ToLowerInvariant(), StringComparison.Ordinal).Replace("SINGULAR", kind.ToLowerInvariant(), StringComparison.Ordinal)
        .Replace("GROUP", group, StringComparison.Ordinal).Replace("VERSION", version, StringComparison.Ordinal)
        .Replace("SCOPE", scope, StringComparison.Ordinal).Replace("KIND", kind, StringComparison.Ordinal);
}

namespace PolyK8s.Engine.Tests.Validation;

/// <summary>What the server refuses of a new object only, and what it asks of a changed one only.</summary>
public sealed class KeptValueTests
{
    private const string Template = "template: {spec: {restartPolicy: Never, containers: [{name: a, image: b}]}}";
    private const string Definition = "group: b.io, scope: Cluster, names: {kind: A, listKind: AList, plural: as, singular: a}, versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]";

    [Theory]
    [InlineData("apps/v1", "StatefulSet", "metadata: {name: a.b}\nspec: {serviceName: s, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}}")]
    [InlineData("networking.k8s.io/v1", "Ingress", "metadata: {name: a, annotations: {kubernetes.io/ingress.class: other}}\nspec: {ingressClassName: c, defaultBackend: {service: {name: s, port: {number: 80}}}}")]
    [InlineData("certificates.k8s.io/v1", "CertificateSigningRequest", "metadata: {name: a}\nspec: {signerName: none, usages: []}")]
    [InlineData("batch/v1", "CronJob", "metadata: {name: a}\nspec: {timeZone: Nowhere/Else, schedule: '* * * * *', jobTemplate: {spec: {" + Template + "}}}")]
    [InlineData("batch/v1", "CronJob", "metadata: {name: a}\nspec: {schedule: 'TZ=UTC * * * * *', jobTemplate: {spec: {" + Template + "}}}")]
    [InlineData("autoscaling/v2", "HorizontalPodAutoscaler", "metadata: {name: a}\nspec: {minReplicas: 0, maxReplicas: 2, metrics: [{type: External, external: {metric: {name: m}, target: {type: Value, value: 1}}}], scaleTargetRef: {apiVersion: 'a/b/c', kind: D, name: d}}")]
    [InlineData("events.k8s.io/v1", "Event", "metadata: {name: a, namespace: default}\nregarding: {namespace: default}\nseries: {count: 1}")]
    public void Is_kept(string version, string kind, string body)
    {
        var item = $"apiVersion: {version}\nkind: {kind}\n{body}";
        Assert.NotEmpty(Server.Says(item));
        Assert.Empty(Server.SaysOfUpdate(item, item));
    }

    [Theory]
    [InlineData("batch/v1", "CronJob", "spec: {timeZone: UTC, schedule: '* * * * *', jobTemplate: {spec: {" + Template + "}}}", "spec: {timeZone: Nowhere/Else, schedule: '* * * * *', jobTemplate: {spec: {" + Template + "}}}", "spec.timeZone: Invalid value: \"Nowhere/Else\": unknown time zone Nowhere/Else")]
    [InlineData("events.k8s.io/v1", "Event", "regarding: {namespace: default}", "regarding: {namespace: default}\nseries: {count: 1, lastObservedTime: '2026-01-01T00:00:00.000000Z'}", "series.count: Invalid value: \"\": should be at least 2")]
    [InlineData("apiextensions.k8s.io/v1", "CustomResourceDefinition", "spec: {" + Definition + "}\nstatus: {conditions: [{type: Established, status: 'True'}]}", "spec: {" + Definition + ", conversion: {strategy: Webhook, webhook: {conversionReviewVersions: [v1], clientConfig: {url: 'https://a.io', caBundle: eA==}}}}", "spec.conversion.webhookClientConfig.caBundle: Invalid value: \"eA==\": unable to load root certificates: unable to parse bytes as PEM block")]
    [InlineData("batch/v1", "Job", "metadata: {name: a, uid: u}\nspec: {template: {metadata: {labels: {controller-uid: u, job-name: a}}, spec: {restartPolicy: Never, containers: [{name: a, image: b}]}}}", "metadata: {name: a, uid: u}\nspec: {template: {metadata: {labels: {controller-uid: u}}, spec: {restartPolicy: Never, containers: [{name: a, image: b}]}}}", "spec.template.metadata.labels[job-name]: Required value: must be 'a'|spec.template.metadata.labels[job-name]: Invalid value: {\"controller-uid\":\"u\"}: must be 'a'")]
    public void Is_refused(string version, string kind, string before, string after, string errors) =>
        Assert.Equal(errors.Split('|'), Server.SaysOfUpdate(Whole(version, kind, before), Whole(version, kind, after)));

    private static string Whole(string version, string kind, string body)
    {
        var name = kind == "CustomResourceDefinition" ? "as.b.io" : "a, namespace: default";
        return $"apiVersion: {version}\nkind: {kind}\n{(body.StartsWith("metadata:", StringComparison.Ordinal) ? "" : $"metadata: {{name: {name}}}\n")}{body}";
    }
}

namespace PolyK8s.Benchmarks;

/// <summary>A Deployment, a Service and a ConfigMap of everyday size for each of many applications, as YAML.</summary>
internal static class EverydayManifests
{
    /// <summary>One of them.</summary>
    public static string Text(int i) => (i % 3) switch { 0 => Deployment(i), 1 => Service(i), _ => ConfigMap(i) };

    private static string Deployment(int i) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web-{{i}}
          namespace: shop-{{i % 40}}
          labels: {app.kubernetes.io/name: web-{{i}}, app.kubernetes.io/part-of: shop}
        spec:
          replicas: 3
          selector:
            matchLabels: {app.kubernetes.io/name: web-{{i}}}
          template:
            metadata:
              labels: {app.kubernetes.io/name: web-{{i}}}
            spec:
              serviceAccountName: web
              containers:
              - name: web
                image: registry.example.com/shop/web:1.2.{{i}}
                args: [--log-level=info, --workers=10]
                ports:
                - {name: http, containerPort: 8080}
                - {name: metrics, containerPort: 9090}
                env:
                - {name: COLOR, value: "{{i}}"}
                - name: POD
                  valueFrom: {fieldRef: {fieldPath: metadata.name} }
                resources:
                  requests: {cpu: 250m, memory: 64Mi}
                  limits: {cpu: "1", memory: 256Mi}
                readinessProbe:
                  httpGet: {path: /ready, port: http}
                volumeMounts:
                - {name: config, mountPath: /etc/web, readOnly: true}
              volumes:
              - name: config
                configMap: {name: web-{{i + 2}}}

        """;

    private static string Service(int i) => $$"""
        apiVersion: v1
        kind: Service
        metadata: {name: web-{{i}}, namespace: shop-{{i % 40}}}
        spec:
          selector: {app.kubernetes.io/name: web-{{i - 1}}}
          ports:
          - {name: http, port: 80, targetPort: http}
          - {name: metrics, port: 9090, targetPort: metrics}

        """;

    private static string ConfigMap(int i) => $$"""
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: web-{{i}}, namespace: shop-{{i % 40}}}
        data:
          web.yaml: |
            listen: 8080
            workers: 10
            name: web-{{i}}
          mode: production

        """;
}

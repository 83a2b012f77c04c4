namespace PolyK8s.Load;

/// <summary>Reviews of exactly 4,096 and 102,400 bytes: the create of a Deployment by a user, as an API server sends it.</summary>
internal static class Reviews
{
    /// <summary>Writes <c>4k.json</c> and <c>100k.json</c>, and the script wrk sends each with.</summary>
    /// <param name="folder">The folder, made if it is not there.</param>
    public static int Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, size) in new[] { ("4k", 4_096), ("100k", 102_400) })
        {
            var file = Path.GetFullPath(Path.Combine(folder, name + ".json"));
            File.WriteAllText(file, OfSize(size));
            File.WriteAllText(Path.ChangeExtension(file, ".lua"), $"""
                local file = io.open("{file}", "rb")
                wrk.method, wrk.body = "POST", file:read("*a")
                wrk.headers["Content-Type"] = "application/json"
                file:close()
                function done(summary, latency, requests)
                  io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
                end

                """);
        }

        return 0;
    }

    /// <summary>Environment variables fill a review up to its size: a large object with many small members, not one long string.</summary>
    private static string OfSize(int size)
    {
        var variables = new List<string>();
        string Body(string last) => Review(string.Join(',', [.. variables, $$"""{"name":"LAST","value":"{{last}}"}"""]));
        while (Body("").Length + 60 < size)
        {
            variables.Add($$"""{"name":"SETTING_{{variables.Count}}","value":"value of setting {{variables.Count % 10}}"}""");
        }

        return Body(new string('x', size - Body("").Length));
    }

    private static string Review(string variables) =>
        $$$$"""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"705ab4f5-6393-11e8-b7cc-42010a800002","kind":{"group":"apps","version":"v1","kind":"Deployment"},"resource":{"group":"apps","version":"v1","resource":"deployments"},"requestKind":{"group":"apps","version":"v1","kind":"Deployment"},"requestResource":{"group":"apps","version":"v1","resource":"deployments"},"name":"app","namespace":"shop","operation":"CREATE","userInfo":{"username":"user-1","groups":["system:authenticated"]},"object":{"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"app","namespace":"shop","labels":{"app":"app"}},"spec":{"replicas":2,"selector":{"matchLabels":{"app":"app"}},"template":{"metadata":{"labels":{"app":"app"}},"spec":{"containers":[{"name":"app","image":"registry.example/app:1","ports":[{"containerPort":8080,"protocol":"TCP"}],"env":[{{{{variables}}}}],"resources":{"requests":{"cpu":"100m","memory":"64Mi"},"limits":{"memory":"128Mi"}},"imagePullPolicy":"IfNotPresent"}],"serviceAccountName":"app","restartPolicy":"Always"}},"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxUnavailable":"25%","maxSurge":"25%"}}},"status":{}},"oldObject":null,"dryRun":false,"options":{"kind":"CreateOptions","apiVersion":"meta.k8s.io/v1"}}}""";
}

using System.Text.Json.Nodes;
using PolyK8s.Fixtures;

namespace PolyK8s.Cli.Tests;

/// <summary><c>poly-k8s reach</c> and <c>policy generate</c>.</summary>
public sealed class ReachCommandTests
{
    private const string Pods = """
        {apiVersion: v1, kind: Namespace, metadata: {name: shop}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {namespace: shop, name: web, labels: {app: web}}, spec: {containers: [{name: c}]}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {namespace: shop, name: db, labels: {app: db}}, spec: {containers: [{name: c, ports: [{name: sql, containerPort: 5432}]}]}}
        ---
        {apiVersion: v1, kind: Service, metadata: {namespace: shop, name: store}, spec: {selector: {app: db}, ports: [{name: db, port: 80, targetPort: sql}]}}

        """;

    private const string Policy = """
        {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {namespace: shop, name: db}, spec: {podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: sql}]}]}}

        """;

    [Fact]
    public async Task Answers_the_matrix_of_a_port_as_pairs()
    {
        var answer = await Json("reach", "-f", "@/c", "--port", "5432", "--protocol", "TCP");
        Assert.Equal("""["shop/db","shop/web"]""", answer["pods"]!.ToJsonString());
        Assert.Equal("""[["shop/db","shop/db"],["shop/db","shop/web"],["shop/web","shop/db"],["shop/web","shop/web"]]""", answer["allowed"]!.ToJsonString());
        Assert.Equal("""[["shop/db","shop/db"],["shop/db","shop/web"],["shop/web","shop/web"]]""", (await Json("reach", "-f", "@/c", "--port", "80"))["allowed"]!.ToJsonString());
    }

    [Fact]
    public async Task Answers_the_matrix_of_all_ports_as_intervals()
    {
        var pair = (await Json("reach", "--state", "@/c"))["intervals"]!.AsArray().Single(i => (string?)i!["from"] == "shop/web" && (string?)i["to"] == "shop/db")!;
        Assert.Equal("""[{"protocol":"TCP","ports":[[5432,5432]]}]""", pair["allowed"]!.ToJsonString());
    }

    [Theory]
    [InlineData("shop/web", "shop/db", "5432", "Allowed")]
    [InlineData("shop/web", "shop/db", "sql", "Allowed")]
    [InlineData("shop/web", "shop/store", "80", "Allowed")]
    [InlineData("shop/web", "svc/shop/store", "db", "Allowed")]
    [InlineData("shop/web", "shop/db", "80", "Denied")]
    [InlineData("192.0.2.1", "shop/db", "5432", "Denied")]
    [InlineData("10.0.0.0/8", "shop/web", "80", "Allowed")]
    [InlineData("shop/db", "192.0.2.0/24", "443", "Allowed")]
    public async Task Answers_one_question_with_its_reason(string from, string to, string port, string verdict)
    {
        var answer = await Json("reach", "-f", "@/c", "--from", from, "--to", to, "--port", port);
        Assert.Equal(verdict, (string?)answer["verdict"]);
        Assert.NotEmpty(((string?)answer["answers"]![0]!["why"])!);
        if (to == "shop/db")
        {
            Assert.Equal("NetworkPolicy shop/db", (string?)answer["answers"]![0]!["ingress"]!["policy"]);
        }
    }

    [Fact]
    public async Task Shows_exactly_what_a_change_gains_and_loses()
    {
        using var run = Cluster().With("old/all.yaml", Pods);
        Assert.Equal(ExitCodes.Findings, await run.RunAsync("reach", "--diff", "@/old", "@/c", "-o", "json"));
        var answer = JsonNode.Parse(run.Out)!;
        Assert.Empty(answer["gained"]!.AsArray());
        Assert.Equal("""[{"from":"shop/web","to":"shop/db","ports":[{"protocol":"TCP","ports":[[1,5431],[5433,65535]]},{"protocol":"UDP","ports":[[1,65535]]},{"protocol":"SCTP","ports":[[1,65535]]}]}]""", answer["lost"]!.ToJsonString());
        Assert.Equal(ExitCodes.Clean, await run.RunAsync("reach", "--diff", "@/c", "@/c", "-o", "json"));
    }

    [Fact]
    public async Task Says_of_which_pairs_it_cannot_tell_what_changed()
    {
        const string Block = "{apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy, metadata: {name: block}, spec: {tier: Admin, priority: 1, subject: {namespaces: {}}, egress: [{action: Deny, to: [{networks: [192.0.2.0/24]}]}]}}";
        using var run = Cluster().With("old/all.yaml", $"{Pods}---\n{Policy}---\n{Block}").With("new/all.yaml", $"{Pods}---\n{Block}");
        Assert.Equal(ExitCodes.Clean, await run.RunAsync("reach", "--diff", "@/old", "@/new", "-o", "json", "--from", "shop/web", "--to", "shop/db"));
        Assert.Contains("it cannot be told all that changed from `shop/web` to `shop/db`", JsonNode.Parse(run.Out)!["notes"]!.AsArray().Select(n => (string?)n).Last(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("table", "FROM      TO        PORT      VERDICT\nshop/db   shop/db   TCP 5432  Allowed\n")]
    [InlineData("csv", "from,to,port,verdict\nshop/db,shop/db,TCP 5432,Allowed\n")]
    [InlineData("md", "| from | to | port | verdict |\n| --- | --- | --- | --- |\n| shop/db | shop/db | TCP 5432 | Allowed |\n")]
    [InlineData("dot", "digraph reach {\n")]
    [InlineData("mermaid", "flowchart LR\n")]
    public async Task Writes_every_format(string format, string beginning)
    {
        using var run = Cluster();
        Assert.Equal(ExitCodes.Clean, await run.RunAsync("reach", "-f", "@/c", "--port", "5432", "-o", format));
        Assert.StartsWith(beginning, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draws_what_the_real_parsers_of_dot_and_mermaid_read()
    {
        var drawn = new List<(string Language, string Text)>();
        foreach (var question in new string[][] { ["-f", "@/c"], ["-f", "@/c", "--port", "5432"], ["--diff", "@/c", "@/odd"], ["-f", "@/odd"], ["-f", "@/c", "--from", "10.0.0.0/8", "--to", "shop/db", "--port", "5432"] })
        {
            foreach (var language in new[] { "dot", "mermaid" })
            {
                using var run = Cluster().With("odd/objects.yaml", """
                    {apiVersion: v1, kind: Pod, metadata: {name: end, namespace: subgraph}, spec: {containers: [{name: c, image: i}]}}
                    ---
                    {apiVersion: apps/v1, kind: Deployment, metadata: {name: "quo\"te]", namespace: graph}, spec: {template: {spec: {containers: [{name: c, image: i}]}}}}
                    """);
                await run.RunAsync(["reach", .. question, "-o", language]);
                Assert.NotEmpty(run.Out);
                drawn.Add((language, run.Out));
            }
        }

        Assert.All(await DiagramParser.ProblemsAsync([.. drawn]), Assert.Empty);
        var broken = await DiagramParser.ProblemsAsync(("dot", drawn[0].Text.TrimEnd()[..^1]), ("mermaid", drawn[1].Text + "n0 --> ["));
        Assert.All(broken, Assert.NotEmpty);
    }

    [Theory]
    [InlineData("ipBlock: {cidr: 10.0.0.0/33}", "spec.ingress[0].from[0].ipBlock.cidr: Invalid value: \"10.0.0.0/33\": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)")]
    [InlineData("ipBlock: {cidr: 10.0.0.0/8, except: [11.0.0.0/16]}", "spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: \"11.0.0.0/16\": must be a strict subset of `cidr`")]
    [InlineData("", "spec.ingress[0].from[0]: Required value: must specify a peer")]
    public async Task Refuses_a_peer_as_the_api_server_would(string peer, string line) =>
        await Refused($"{{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {{namespace: shop, name: p}}, spec: {{podSelector: {{}}, ingress: [{{from: [{{{peer}}}]}}]}}}}", line);

    [Theory]
    [InlineData("port: 0", "spec.ingress[0].ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive")]
    [InlineData("port: 80, endPort: 79", "spec.ingress[0].ports[0].endPort: Invalid value: 79: must be greater than or equal to `port`")]
    [InlineData("protocol: ICMP", "spec.ingress[0].ports[0].protocol: Unsupported value: \"ICMP\": supported values: ")]
    public async Task Refuses_a_port_as_the_api_server_would(string port, string line) =>
        await Refused($"{{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {{namespace: shop, name: p}}, spec: {{podSelector: {{}}, ingress: [{{ports: [{{{port}}}]}}]}}}}", line);

    [Theory]
    [InlineData("podSelector: 3", "spec.podSelector: cannot unmarshal number `3` into a field of type LabelSelector")]
    [InlineData("podSelector: {}, ingress: all", "spec.ingress: cannot unmarshal string into a field of type list of NetworkPolicyIngressRule")]
    [InlineData("podSelector: {}, ingress: [{from: {podSelector: {}}}]", "spec.ingress[0].from: cannot unmarshal object into a field of type list of NetworkPolicyPeer")]
    public async Task Refuses_values_of_a_wrong_type(string spec, string line) =>
        await Refused($"{{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {{namespace: shop, name: p}}, spec: {{{spec}}}}}", line);

    [Theory]
    [InlineData("", "spec: Required value")]
    [InlineData("spec: {tier: Admin, priority: 1001, subject: {namespaces: {}}}", "spec.priority: Invalid value: 1001: spec.priority in body should be less than or equal to 1000")]
    [InlineData("spec: {tier: Admin, priority: ten, subject: {namespaces: {}}}", "spec.priority: Invalid value: \"string\": spec.priority in body must be of type integer: \"string\"")]
    [InlineData("spec: {tier: Top, priority: 1, subject: {namespaces: {}}}", "spec.tier: Unsupported value: \"Top\": supported values: \"Admin\", \"Baseline\"")]
    [InlineData("spec: {tier: Admin, priority: 1}", "spec.subject: Required value")]
    [InlineData("spec: {tier: Admin, priority: 1, subject: {}}", "spec.subject: Invalid value: {}: one of `namespaces`, `pods` is accepted")]
    [InlineData("spec: {tier: Admin, priority: 1, subject: {namespaces: {}}, ingress: {}}", "spec.ingress: Invalid value: \"object\": spec.ingress in body must be of type array: \"object\"")]
    [InlineData("spec: {tier: Admin, priority: 1, subject: {namespaces: {}}, ingress: [{action: Allow, from: [{namespaces: {}}]}]}", "spec.ingress[0].action: Unsupported value: \"Allow\": supported values: \"Accept\", \"Deny\", \"Pass\"")]
    [InlineData("spec: {tier: Admin, priority: 1, subject: {namespaces: {}}, ingress: [{action: Deny, from: []}]}", "spec.ingress[0].from: Invalid value: 0: spec.ingress[0].from in body should have at least 1 items")]
    [InlineData("spec: {tier: Admin, priority: 1, subject: {namespaces: {}}, egress: [{action: Deny, to: [{networks: [10.0.0.0/40]}]}]}", "spec.egress[0].to[0].networks[0]: Invalid value: \"10.0.0.0/40\": Invalid CIDR format provided")]
    [InlineData("spec: {tier: Admin, priority: 1, subject: {namespaces: {}}, egress: [{action: Deny, to: [{namespaces: {}}], protocols: [{tcp: {destinationPort: {number: 0}}}]}]}", "spec.egress[0].protocols[0].tcp.destinationPort.number: Invalid value: 0: spec.egress[0].protocols[0].tcp.destinationPort.number in body should be greater than or equal to 1")]
    [InlineData("spec: {tier: Admin, priority: 1, subject: {namespaces: {}}, egress: [{action: Deny, to: [{namespaces: {}}], protocols: [{udp: {destinationPort: {range: {start: 9, end: 8}}}}]}]}", "spec.egress[0].protocols[0].udp.destinationPort.range: Invalid value: {\"start\":9,\"end\":8}: Start port must be less than End port")]
    [InlineData("spec: {tier: Admin, priority: 1, subject: {namespaces: {matchExpressions: [{key: a, operator: Of}]}}}", "spec.subject.namespaces.matchExpressions[0].operator: Invalid value: \"Of\": not a valid selector operator")]
    public async Task Refuses_a_cluster_wide_policy_as_its_definition_would(string spec, string line) =>
        await Refused($"{{apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy, metadata: {{name: p}}{(spec.Length == 0 ? "" : ", ")}{spec}}}", line);

    [Theory]
    [InlineData("AdminNetworkPolicy", "priority: 1, subject: {namespaces: {}}, ingress: [{action: Accept, from: [{namespaces: {}}]}]", "spec.ingress[0].action: Unsupported value: \"Accept\": supported values: \"Allow\", \"Deny\", \"Pass\"")]
    [InlineData("AdminNetworkPolicy", "priority: 1, subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {}}], ports: [{portNumber: {protocol: ICMP, port: 1}}]}]", "spec.ingress[0].ports[0].portNumber.protocol: Unsupported value: \"ICMP\": supported values: \"TCP\", \"UDP\", \"SCTP\"")]
    [InlineData("BaselineAdminNetworkPolicy", "subject: {namespaces: {}}, ingress: [{action: Pass, from: [{namespaces: {}}]}]", "spec.ingress[0].action: Unsupported value: \"Pass\": supported values: \"Allow\", \"Deny\"")]
    public async Task Refuses_an_older_cluster_wide_policy_as_its_definition_would(string kind, string spec, string line) =>
        await Refused($"{{apiVersion: policy.networking.k8s.io/v1alpha1, kind: {kind}, metadata: {{name: default}}, spec: {{{spec}}}}}", line);

    [Fact]
    public async Task Takes_cluster_wide_policies_with_forms_of_later_versions()
    {
        using var run = Cluster().With("c/wide.yaml", "{apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy, metadata: {name: p}, spec: {tier: Admin, priority: 1, subject: {namespaces: {}}, egress: [{action: Deny, to: [{newcomers: {}}], protocols: [{quic: {}}]}]}}");
        Assert.Equal((ExitCodes.Clean, 0), (await run.RunAsync("reach", "-f", "@/c", "--from", "shop/web", "--to", "shop/db", "--port", "5432"), run.Errors.Length));
        Assert.Contains("Denied", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reach", "-f", "@/c")]
    [InlineData("reach", "--diff", "@/c", "@/c")]
    public async Task Notes_a_field_that_the_api_server_drops(params string[] args)
    {
        using var run = new CliRun().With("c/p.yaml", "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {namespace: shop, name: p}, spec: {podSelector: {}, ingres: [{}]}}");
        Assert.Equal(ExitCodes.Clean, await run.RunAsync(args));
        Assert.Equal("poly-k8s: @/c/p.yaml:1:127: NetworkPolicy shop/p: unknown field `spec.ingres` is not looked at; did you mean `ingress`?", run.Errors[0]);
    }

    [Fact]
    public async Task Notes_a_field_that_a_cluster_wide_policy_does_not_have()
    {
        using var run = Cluster().With("c/wide.yaml", "{apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy, metadata: {name: p}, spec: {tier: Admin, priority: 1, subject: {namespaces: {}}, ingres: []}}");
        Assert.Equal(ExitCodes.Clean, await run.RunAsync("reach", "-f", "@/c"));
        Assert.EndsWith("ClusterNetworkPolicy p: unknown field `spec.ingres` is not looked at; did you mean `ingress`?", Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_which_namespaces_and_pods_are_odd_and_goes_on()
    {
        using var run = new CliRun().With("c/p.yaml", "{apiVersion: v1, kind: Pod, metadata: {namespace: lost, name: a}, spec: {}}\n---\n{apiVersion: v1, kind: Pod, metadata: {namespace: lost, name: a}, spec: {}}\n---\n" + Policy.Replace("namespace: shop", "namespace: gone", StringComparison.Ordinal));
        Assert.Equal(ExitCodes.Clean, await run.RunAsync("reach", "-f", "@/c", "-o", "json"));
        Assert.Equal(["poly-k8s: @/c/p.yaml:3:1: Pod lost/a is given more than once; the last one counts"], run.Errors);
        Assert.Equal(
            ["there is no Namespace `gone`: of its labels only `kubernetes.io/metadata.name` is known", "there is no Namespace `lost`: of its labels only `kubernetes.io/metadata.name` is known"],
            JsonNode.Parse(run.Out)!["notes"]!.AsArray().Select(n => (string?)n));
    }

    [Theory]
    [InlineData("there is no cluster to look at; name files with `-f` or `--state`, or read one with `--live`", "reach")]
    [InlineData("there is no pod, workload or Service `shop/wbe`; did you mean `shop/web`?", "reach", "-f", "@/c", "--from", "shop/wbe", "--to", "shop/db", "--port", "80")]
    [InlineData("`web` names nobody; use `NAMESPACE/NAME` of a pod, workload or Service, `svc/NAMESPACE/NAME`, an address or a CIDR block", "reach", "-f", "@/c", "--from", "web")]
    [InlineData("`10.0.0.0/33` is no CIDR block: `33` is no prefix length of its address", "reach", "-f", "@/c", "--from", "10.0.0.0/33")]
    [InlineData("`--diff` names both clusters; leave out `-f`, `--state` and `--live`", "reach", "--diff", "@/c", "@/c", "--state", "@/c")]
    [InlineData("`--diff` names both clusters; leave out `-f`, `--state` and `--live`", "reach", "--diff", "@/c", "@/c", "-f", "@/c")]
    [InlineData("`0` is no port; use a number from 1 to 65535, or the name of a port", "reach", "-f", "@/c", "--port", "0")]
    [InlineData("no TCP port is called `http` at `shop/db`", "reach", "-f", "@/c", "--from", "shop/web", "--to", "shop/db", "--port", "http")]
    [InlineData("Service shop/store has no TCP port `81`", "reach", "-f", "@/c", "--from", "shop/web", "--to", "shop/store", "--port", "81")]
    [InlineData("`icmp` is no protocol; use `TCP`, `UDP` or `SCTP`", "reach", "-f", "@/c", "--protocol", "icmp")]
    [InlineData("neither end is a pod: no policy is about addresses outside", "reach", "-f", "@/c", "--from", "192.0.2.1", "--to", "192.0.2.2", "--port", "80")]
    [InlineData("there is no NetworkZone to write policies for; name a file with `-f`", "policy", "generate", "-f", "@/c")]
    public async Task Says_in_one_line_what_it_cannot_do(string line, params string[] args)
    {
        using var run = Cluster();
        Assert.Equal(ExitCodes.Usage, await run.RunAsync(args));
        Assert.Equal([$"poly-k8s: {line}"], run.Errors);
        Assert.Empty(run.Out);
    }

    [Fact]
    public async Task Writes_policies_for_the_sample_zone_that_it_can_read_again()
    {
        var sample = Path.Combine(Repository.Root, "config", "samples", "networkzone.yaml");
        using var run = new CliRun().With("ns.yaml", "{apiVersion: v1, kind: Namespace, metadata: {name: pay, labels: {zone: payments}}}\n");
        Assert.Equal((ExitCodes.Clean, 0), (await run.RunAsync("policy", "generate", "-f", sample, "-f", "@/ns.yaml"), run.Errors.Length));
        using var again = new CliRun().With("p.yaml", run.Out).With("ns.yaml", "{apiVersion: v1, kind: Namespace, metadata: {name: pay, labels: {zone: payments}}}\n")
            .With("pods.yaml", "{apiVersion: v1, kind: Pod, metadata: {namespace: pay, name: checkout, labels: {app: checkout}}, spec: {containers: [{name: c, ports: [{name: http, containerPort: 8080}]}]}}\n---\n{apiVersion: v1, kind: Pod, metadata: {namespace: web, name: front, labels: {app: front}}, spec: {}}\n");
        Assert.Equal(ExitCodes.Clean, await again.RunAsync("reach", "-f", "@/p.yaml", "-f", "@/ns.yaml", "-f", "@/pods.yaml", "--from", "web/front", "--to", "pay/checkout", "-o", "csv"));
        Assert.Equal("from,to,allowed,unknown\nweb/front,pay/checkout,TCP 8080,\n", again.Out);
        Assert.Equal(5, run.Out.Split("---\n").Length);
    }

    private static async Task Refused(string policy, string line)
    {
        using var run = new CliRun().With("c/p.yaml", policy);
        Assert.Equal(ExitCodes.Usage, await run.RunAsync("reach", "-f", "@/c"));
        Assert.Contains(line, Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    private static async Task<JsonNode> Json(params string[] args)
    {
        using var run = Cluster();
        Assert.Equal((ExitCodes.Clean, 0), (await run.RunAsync([.. args, "-o", "json"]), run.Errors.Length));
        return JsonNode.Parse(run.Out)!;
    }

    private static CliRun Cluster() => new CliRun().With("c/pods.yaml", Pods).With("c/policy.yaml", Policy);
}

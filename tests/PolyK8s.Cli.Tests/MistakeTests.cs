namespace PolyK8s.Cli.Tests;

/// <summary>What is wrong with a command line or its files is one line on standard error and exit code 2.</summary>
public sealed class MistakeTests
{
    [Theory]
    [InlineData("", "no command is given; `poly-k8s --help` shows what is accepted")]
    [InlineData("chek", "`chek` is no command and no option here; `poly-k8s --help` shows what is accepted")]
    [InlineData("check --what -f @/a.yaml", "`--what` is no command and no option here; `poly-k8s check --help` shows what is accepted")]
    [InlineData("check @file -f @/a.yaml", "`@file` is no command and no option here; `poly-k8s check --help` shows what is accepted")]
    [InlineData("check", "there is nothing to judge; name a file, a folder or `-` with `-f`, or a kustomization with `-k`")]
    [InlineData("check -f", "required argument missing for option: `-f`; `poly-k8s check --help` shows what is accepted")]
    [InlineData("check -f @/nowhere", "`@/nowhere` does not exist")]
    [InlineData("check -f @/empty", "the folder `@/empty` holds no .yaml, .yml or .json file; `-R` looks into its folders")]
    [InlineData("check -R -f @/empty", "the folder `@/empty` holds no .yaml, .yml or .json file")]
    [InlineData("check -f @/nothing.yaml", "there is no object in `@/nothing.yaml`")]
    [InlineData("check -f - -f -", "standard input (`-`) can be read only once")]
    [InlineData("check -f @/a.yaml -o xml", "`-o xml` is no output; use one of `text`, `table`, `json`, `yaml`, `sarif`, `junit`, `github`, with `=FILE` to write a file")]
    [InlineData("check -f @/a.yaml -o json=", "`-o json=` is no output; use one of `text`, `table`, `json`, `yaml`, `sarif`, `junit`, `github`, with `=FILE` to write a file")]
    [InlineData("check -f @/a.yaml -o json -o text", "two outputs go to standard output; send one to a file with `-o FORMAT=FILE`")]
    [InlineData("check -f @/a.yaml -o json=@/no/where", "`@/no/where` cannot be written: Could not find a part of the path '@/no/where'")]
    [InlineData("check -f @/a.yaml --operation patch", "argument `patch` not recognized; it must be one of: `create` `update` `delete`; `poly-k8s check --help` shows what is accepted")]
    [InlineData("check -f @/a.yaml --operation create --old @/a.yaml", "`--old` has no meaning for `--operation create`; leave one of them out")]
    [InlineData("check -f @/a.yaml --as-group g", "`--as-group` needs `--as`: groups alone make nobody")]
    [InlineData("check -f @/a.yaml --rules Test/bad-labels", "there is no rule `Test/bad-labels`; the nearest is `Test/bad-label`; `poly-k8s rules` lists them all")]
    [InlineData("check -f @/a.yaml --skip-rules Tst/*", "there is no rule `Tst/*`; the nearest is `Test/*`; `poly-k8s rules` lists them all")]
    [InlineData("check -f @/a.yaml --skip-rules *", "`--skip-rules` leaves no rule to judge by")]
    [InlineData("check -f @/a.yaml --old @/broken.yaml", "@/broken.yaml:1:1: is text; a Kubernetes object is a mapping with `apiVersion` and `kind`")]
    [InlineData("check -f @/a.yaml --state @/broken.yaml", "@/broken.yaml:1:1: is text; a Kubernetes object is a mapping with `apiVersion` and `kind`")]
    [InlineData("check -f @/a.yaml --state @/nowhere", "`@/nowhere` does not exist")]
    [InlineData("check -f @/a.yaml --policies @/policy.yaml", "@/policy.yaml:4:23: SafetyProfile p: spec.rules[0].mode: `Enforced` is no mode; use `Enforce`, `Warn`, `Audit` or `Off`")]
    [InlineData("check -f @/a.yaml --kubernetes-version 1.31", "there are no schemas of Kubernetes `1.31`; use `1.32`, `1.33`, `1.34`, `1.35`, `1.36` or `1.37`")]
    [InlineData("check -f @/a.yaml --kubernetes-version 1.99", "there are no schemas of Kubernetes `1.99`; use `1.32`, `1.33`, `1.34`, `1.35`, `1.36` or `1.37`")]
    [InlineData("check -f @/a.yaml --kubernetes-version 2.36", "there are no schemas of Kubernetes `2.36`; use `1.32`, `1.33`, `1.34`, `1.35`, `1.36` or `1.37`")]
    [InlineData("check -f @/a.yaml --kubernetes-version 1", "there are no schemas of Kubernetes `1`; use `1.32`, `1.33`, `1.34`, `1.35`, `1.36` or `1.37`")]
    [InlineData("check -f @/a.yaml --kubernetes-version 1.36.", "there are no schemas of Kubernetes `1.36.`; use `1.32`, `1.33`, `1.34`, `1.35`, `1.36` or `1.37`")]
    [InlineData("check -f @/a.yaml --kubernetes-version 1.36.x", "there are no schemas of Kubernetes `1.36.x`; use `1.32`, `1.33`, `1.34`, `1.35`, `1.36` or `1.37`")]
    [InlineData("check -f @/a.yaml --kubernetes-version vv1.36", "there are no schemas of Kubernetes `vv1.36`; use `1.32`, `1.33`, `1.34`, `1.35`, `1.36` or `1.37`")]
    [InlineData("check -f @/a.yaml --kubernetes-version 1.-36", "there are no schemas of Kubernetes `1.-36`; use `1.32`, `1.33`, `1.34`, `1.35`, `1.36` or `1.37`")]
    [InlineData("check -f @/a.yaml --kubernetes-version latest", "there are no schemas of Kubernetes `latest`; use `1.32`, `1.33`, `1.34`, `1.35`, `1.36` or `1.37`")]
    [InlineData("schema list --kubernetes-version 1.20", "there are no schemas of Kubernetes `1.20`; use `1.32`, `1.33`, `1.34`, `1.35`, `1.36` or `1.37`")]
    [InlineData("schema pull", "required argument `DIR` missing for command: `pull`; `poly-k8s schema pull --help` shows what is accepted")]
    [InlineData("schema pull @/a.yaml/x --what", "`--what` is no command and no option here; `poly-k8s schema pull --help` shows what is accepted")]
    [InlineData("schema", "required command was not provided; `poly-k8s schema --help` shows what is accepted")]
    [InlineData("can --as a get pods --bogus --state @/empty", "`--bogus` is no command and no option here; `poly-k8s can --help` shows what is accepted")]
    [InlineData("capabilities --bogus --state @/empty", "`--bogus` is no command and no option here; `poly-k8s capabilities --help` shows what is accepted")]
    [InlineData("explain -x", "`-x` is no command and no option here; `poly-k8s explain --help` shows what is accepted")]
    [InlineData("explain -- -x", "there is no rule `-x`; `poly-k8s rules` lists them all")]
    [InlineData("graph -f @/a.yaml --focus ConfigMap/a --depth x", "cannot parse argument `x` for option `--depth` as a whole number; `poly-k8s graph --help` shows what is accepted")]
    [InlineData("graph -f @/a.yaml --depth 3", "`--depth` needs `--focus`: it counts the steps round an object")]
    [InlineData("explain", "required argument `RULE` missing for command: `explain`; `poly-k8s explain --help` shows what is accepted")]
    [InlineData("explain bad-label", "there is no rule `bad-label`; the nearest is `Test/bad-label`; `poly-k8s rules` lists them all")]
    [InlineData("explain nonsense-of-all-kinds", "there is no rule `nonsense-of-all-kinds`; `poly-k8s rules` lists them all")]
    [InlineData("rules -o yaml", "argument `yaml` not recognized; it must be one of: `text` `json`; `poly-k8s rules --help` shows what is accepted")]
    public async Task Says_it_in_one_line(string line, string complaint)
    {
        using var run = new CliRun()
            .With("a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n").With("nothing.yaml", "# nothing\n").With("empty/readme.md", "").With("broken.yaml", "text")
            .With("policy.yaml", "apiVersion: safety.poly-k8s.io/v1alpha1\nkind: SafetyProfile\nmetadata: {name: p}\nspec: {rules: [{mode: Enforced, rules: ['*']}]}\n");
        Assert.Equal(ExitCodes.Usage, await run.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal([$"poly-k8s: {complaint}"], run.Errors);
    }

    [Fact]
    public async Task Ends_with_3_for_a_fault_of_its_own()
    {
        var error = new StringWriter();
        var terminal = new Terminal(new BrokenStream(), new StringWriter(), error);
        Assert.Equal(ExitCodes.Internal, await CliApp.RunAsync(["check", "-f", "-"], terminal));
        Assert.Equal($"poly-k8s: internal error: not today{Environment.NewLine}", error.ToString());
    }

    /// <summary>Fails as no input does.</summary>
    private sealed class BrokenStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new InvalidOperationException("not today");

        public override int Read(Span<byte> buffer) => throw new InvalidOperationException("not today");
    }
}

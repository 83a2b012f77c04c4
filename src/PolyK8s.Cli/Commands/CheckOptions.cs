using System.CommandLine;

namespace PolyK8s.Cli.Commands;

/// <summary>The options of <c>check</c>.</summary>
internal sealed class CheckOptions
{
    /// <summary><c>-f</c>.</summary>
    public Option<string[]> Files { get; } = Many("--filename", "-f", "FILE|DIR|-", "Manifests to judge: a file, a folder, or - for standard input; repeatable");

    /// <summary><c>-k</c>.</summary>
    public Option<string[]> Kustomize { get; } = Many("--kustomize", "-k", "DIR", "A folder with a kustomization, built by kubectl (or kustomize); repeatable");

    /// <summary><c>-R</c>.</summary>
    public Option<bool> Recursive { get; } = new("--recursive", "-R") { Description = "Look into the folders of a folder; hidden ones and links are left out" };

    /// <summary><c>--old</c>.</summary>
    public Option<string[]> Old { get; } = Many("--old", null, "FILE|DIR", "The objects as they are now: one with the same kind, namespace and name is updated, not created; repeatable");

    /// <summary><c>--operation</c>.</summary>
    public Option<string?> Operation { get; } = Among("--operation", "create|update|delete", "What is done; without it, update where --old has the object and create elsewhere");

    /// <summary><c>--subresource</c>.</summary>
    public Option<string?> Subresource { get; } = new("--subresource") { Description = "The subresource that is written, status for instance", HelpName = "NAME" };

    /// <summary>Who makes the change.</summary>
    public WhoOptions Who { get; } = new();

    /// <summary><c>--as</c>.</summary>
    public Option<string?> As => Who.As;

    /// <summary><c>--as-group</c>.</summary>
    public Option<string[]> Groups => Who.Groups;

    /// <summary><c>--namespace</c>.</summary>
    public Option<string> Namespace { get; } = new("--namespace", "-n") { Description = "The namespace of objects that name none", HelpName = "NS", DefaultValueFactory = _ => "default" };

    /// <summary><c>--rules</c>.</summary>
    public Option<string[]> Rules { get; } = Many("--rules", null, "RULE[,RULE]", "Judge by these rules only: an id or Module/*; repeatable");

    /// <summary><c>--skip-rules</c>.</summary>
    public Option<string[]> SkipRules { get; } = Many("--skip-rules", null, "RULE[,RULE]", "Leave these rules out; repeatable");

    /// <summary><c>-o</c>.</summary>
    public Option<string[]> Outputs { get; } = Many("--output", "-o", "text|table|json|yaml|sarif|junit|github[=FILE]", "How the report is written, and where to; repeatable");

    /// <summary><c>--fail-on</c>.</summary>
    public Option<string?> FailOn { get; } = Among("--fail-on", "error|warning|info", "The least finding to end with 1 for; error, without it. What a policy or an update lets pass counts for less");

    /// <summary><c>--diff</c>.</summary>
    public Option<bool> Diff { get; } = new("--diff") { Description = "Show what the defaults of SchemaConstraints would change, as a unified diff" };

    /// <summary>The options, for the command.</summary>
    public IEnumerable<Option> All => [Files, Kustomize, Recursive, Old, Operation, Subresource, As, Groups, Namespace, Rules, SkipRules, Outputs, FailOn, Diff];

    /// <summary>An option that may be given several times.</summary>
    public static Option<string[]> Many(string name, string? alias, string value, string description) =>
        new(name, alias is null ? [] : [alias]) { Description = description, HelpName = value, Arity = ArgumentArity.OneOrMore, DefaultValueFactory = _ => [] };

    private static Option<string?> Among(string name, string values, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = values };
        option.AcceptOnlyFromAmong(values.Split('|'));
        return option;
    }
}

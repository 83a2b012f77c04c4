using PolyK8s.Engine.Policy;

namespace PolyK8s.Engine.Tests.Defaulting;

/// <summary>Each mistake in a SchemaConstraint is named, with its field and what is accepted.</summary>
public sealed class SchemaConstraintReaderTests
{
    [Theory]
    [InlineData("{defaults: [{path: spec.a, value: 1}]}", "spec.match.kinds", "names no kind; list at least one, `Pod` or `Deployment.apps`")]
    [InlineData("{match: {kinds: [Pod]}}", "spec", "asks for nothing; give `schema`, `defaults` or both")]
    [InlineData("{match: {kinds: [Pod]}, defaults: [{path: 'spec..a', value: 1}]}", "spec.defaults[0].path", "`spec..a` is no path")]
    [InlineData("{match: {kinds: [Pod]}, defaults: [{path: 'spec.a[', value: 1}]}", "spec.defaults[0].path", "`spec.a[` is no path")]
    [InlineData("{match: {kinds: [Pod]}, defaults: [{path: 'spec.containers[*]', value: 1}]}", "spec.defaults[0].path", "`spec.containers[*]` names an element of a list; end with the name of a field")]
    [InlineData("{match: {kinds: [Pod]}, defaults: [{path: metadata.name, value: x}]}", "spec.defaults[0].path", "`metadata.name` is not for defaults; of `metadata` only `labels` and `annotations` are")]
    [InlineData("{match: {kinds: [Pod]}, defaults: [{path: status.phase, value: x}]}", "spec.defaults[0].path", "`status.phase` is written by controllers; a default cannot set it")]
    [InlineData("{match: {kinds: [Pod]}, defaults: [{path: kind, value: x}]}", "spec.defaults[0].path", "`kind` identifies the object; a default cannot set it")]
    [InlineData("{match: {kinds: [Pod]}, defaults: [{value: x}]}", "spec.defaults[0].path", "is missing; name a field, `spec.containers[*].imagePullPolicy`")]
    [InlineData("{match: {kinds: [Pod]}, defaults: [{path: spec.a}]}", "spec.defaults[0].value", "is missing; give the value to set, null is none")]
    [InlineData("{match: {kinds: [Pod]}, defaults: [{path: spec.a, value: 1, createParents: often}]}", "spec.defaults[0].createParents", "`often` is neither `true` nor `false`")]
    [InlineData("{match: {kinds: [Pod]}, defaults: [{path: spec.a, value: 1}, {path: spec.a, value: 2}]}", "spec.defaults[1].path", "`spec.a` has a default already; leave one of the two out")]
    [InlineData("{match: {kinds: [Pod]}, schema: {type: object, requird: [a]}}", "spec.schema.requird", "`requird` is no word of a structural schema; did you mean `required`?")]
    [InlineData("{match: {kinds: [Pod]}, schema: {properties: {a: {type: string}}}}", "spec.schema.properties", "has no meaning without `type: object`; write it beside")]
    [InlineData("{match: {kinds: [Pod]}, schema: {type: object, properties: {a: {type: string, minLength: many}}}}", "spec.schema.properties[a].minLength", "`\"many\"` is not what `minLength` takes; write a whole number")]
    [InlineData("{match: {kinds: [Pod]}, schema: {type: object, properties: {a: {type: strng}}}}", "spec.schema", "`strng` is no type")]
    [InlineData("{match: {kinds: [Pod]}, schema: {type: object, properties: {a: {type: string, pattern: '('}}}}", "spec.schema", "does not compile")]
    [InlineData("{match: {kinds: [Pod]}, schema: {type: object, properties: {a: {type: string, default: x}}}}", "spec.schema.properties[a].default", "a default in the schema is not set; list it in `spec.defaults`")]
    [InlineData("{match: {kinds: [Pod]}, schema: {type: object, x-kubernetes-validations: [{rule: 'true'}]}}", "spec.schema.x-kubernetes-validations", "expressions are not evaluated")]
    [InlineData("{match: {kinds: [Pod]}, message: \"two\\nlines\", schema: {type: object}}", "spec.message", "is more than a line")]
    public void Names_the_mistake(string spec, string path, string problem)
    {
        var policy = Written.Object($"{{apiVersion: safety.poly-k8s.io/v1alpha1, kind: SchemaConstraint, metadata: {{name: c}}, spec: {spec}}}");
        var fault = Assert.Single(PolicyKinds.Of(policy)!.Faults(policy, RuleBook.All));
        Assert.Equal(path, fault.Path);
        Assert.Contains(problem, fault.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("spec.containers[*].image", "spec|containers|*|image")]
    [InlineData("metadata.labels[app.kubernetes.io/name]", "metadata|labels|app.kubernetes.io/name")]
    [InlineData("metadata.annotations[\"*\"]", "metadata|annotations|\"*\"")]
    [InlineData("spec.a['x]y'].b", "spec|a|x]y|b")]
    public void Reads_paths(string text, string steps)
    {
        var (read, problem) = DefaultPath.Read(text);
        Assert.Null(problem);
        Assert.Equal(steps, string.Join('|', read.Select(s => s.IsEvery ? "*" : s.Name == "*" ? "\"*\"" : s.Name)));
    }
}

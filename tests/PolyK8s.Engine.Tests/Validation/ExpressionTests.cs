using PolyK8s.Engine.Validation.Expressions;

namespace PolyK8s.Engine.Tests.Validation;

/// <summary>What is said of an expression without compiling it.</summary>
public sealed class ExpressionTests
{
    [Theory]
    [InlineData("object.spec.replicas <= 5 && has(object.metadata.labels) || !(request.userInfo.username in ['a', \"b\"])")]
    [InlineData("object.spec.containers.all(c, c.image.startsWith('registry/') && variables.names.exists(n, n == c.name))")]
    [InlineData("object.data.all(k, v, k != '' && v.size() < 5u)")]
    [InlineData("cel.bind(n, object.metadata.name, n.matches(r'^\\d+$') ? true : n == '''x''')")]
    [InlineData("object.?spec.?paused.orValue(false) == optional.of(true).value()")]
    [InlineData("[1, 2.5e3, -3, 0x1F].map(i, i * 2) == [] // nothing")]
    [InlineData("type(object) == map && {'a': 1, 'b': oldObject}['a'] > 0 && object['x'].y == b'z'")]
    [InlineData("sets.contains(params.allowed, [object.metadata.namespace]) && math.greatest(1, 2) == 2")]
    public void Compiles(string text) => Assert.Empty(Says(text));

    [Theory]
    [InlineData("UPPER", "compilation failed: ERROR: <input>:1:1: undeclared reference to 'UPPER' (in container '')")]
    [InlineData("object.x.all(i, i > j)", "compilation failed: ERROR: <input>:1:21: undeclared reference to 'j' (in container '')")]
    [InlineData("variables.other == 1", "compilation failed: ERROR: <input>:1:10: undefined field 'other'")]
    [InlineData("-5", "must evaluate to bool but got int")]
    [InlineData("'a' + 'b'", "must evaluate to bool but got string")]
    [InlineData("bad value!", "compilation failed: ERROR: <input>:1:5: Syntax error: unexpected 'value'")]
    [InlineData("1x", "compilation failed: ERROR: <input>:1:2: Syntax error: unexpected 'x'")]
    [InlineData("object.spec ==", "compilation failed: ERROR: <input>:1:15: Syntax error: unexpected end of the expression")]
    [InlineData("'open", "compilation failed: ERROR: <input>:1:1: Syntax error: unexpected '''")]
    [InlineData("object.a.b(", "compilation failed: ERROR: <input>:1:12: Syntax error: unexpected end of the expression")]
    public void Does_not_compile(string text, string detail) =>
        Assert.Equal([$"spec.validations[0].expression: Invalid value: \"{text}\": {detail}"], Says(text));

    [Theory]
    [InlineData('(')]
    [InlineData('[')]
    [InlineData('{')]
    [InlineData('?')]
    [InlineData('\\')]
    public void Ends_on_hostile_text(char sign) => Assert.NotNull(CelReader.Read(new string(sign, 10_000)).Fault);

    private static string[] Says(string text) => Server.Says(
        "admissionregistration.k8s.io/v1",
        "ValidatingAdmissionPolicy",
        $"spec: {{paramKind: {{apiVersion: v1, kind: ConfigMap}}, variables: [{{name: names, expression: \"['a']\"}}], matchConstraints: {{resourceRules: [{{operations: [CREATE], apiGroups: [apps], apiVersions: [v1], resources: [deployments]}}]}}, validations: [{{expression: {System.Text.Json.JsonSerializer.Serialize(text)}}}]}}");
}

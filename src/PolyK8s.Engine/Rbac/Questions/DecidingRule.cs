using System.Globalization;
using System.Text.Json.Serialization;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rbac.Questions;

/// <summary>The binding, the role and the rule that allow something.</summary>
/// <param name="Binding">The binding: <c>kind</c>, <c>namespace</c>, <c>name</c>.</param>
/// <param name="Role">The role it refers to.</param>
/// <param name="Subject">The subject through which it binds: <c>kind</c> and <c>name</c>.</param>
/// <param name="RuleIndex">The rule's position in the role, from 0.</param>
/// <param name="Rule">The rule.</param>
public sealed record DecidingRule(NamedObject Binding, NamedObject Role, NamedObject Subject, int RuleIndex, ManifestNode Rule)
{
    /// <summary>The first rule of a role that allows something, given that one does.</summary>
    public static DecidingRule Of(HeldRole held, Access access, Author author)
    {
        var isLocal = held.Binding.Namespace.Length > 0;
        var index = held.Role.Rules.TakeWhile(rule => !Capability.Of([isLocal ? rule.WithoutUrls() : rule]).Allows(access)).Count();
        return new(
            NamedObject.Of(held.Binding),
            NamedObject.Of(held.Role),
            held.Binding.SubjectOf(author),
            index,
            held.Role.Rules[index].AsNode());
    }

    /// <summary>For a witness.</summary>
    public ManifestNode AsNode() => ManifestNode.Object(
        ("binding", Binding.AsNode()), ("role", Role.AsNode()), ("subject", Subject.AsNode()), ("ruleIndex", ManifestNode.Of((long)RuleIndex)), ("rule", Rule));

    /// <summary><c>RoleBinding `shop/devs` gives them Role `shop/reader`, whose rule 1 is `get,list pods`</c>.</summary>
    [JsonIgnore]
    public string Sentence => string.Create(CultureInfo.InvariantCulture,
        $"{Binding} binds {Subject} to {Role}, whose rule {RuleIndex + 1} allows it: {RuleWords.Of(Rule)}");
}

using System.Collections.Immutable;
using PolyK8s.Engine.Validation.Expressions;

namespace PolyK8s.Engine.Validation.Admission;

/// <summary>MutatingAdmissionPolicies and their bindings, all but the expressions, which are not compiled here.</summary>
/// <remarks>Mirrors <c>ValidateMutatingAdmissionPolicy</c> and <c>ValidateMutatingAdmissionPolicyBinding</c> of <c>pkg/apis/admissionregistration/validation</c>.</remarks>
internal static class MutatingPolicies
{
    private const string NoExpression = "expression is not specified";
    private static readonly ImmutableArray<string> PatchTypes = ["ApplyConfiguration", "JSONPatch"];
    private static readonly ImmutableArray<string> Reinvocations = ["IfNeeded", "Never"];

    /// <summary>A MutatingAdmissionPolicy.</summary>
    public static void Check(Field policy)
    {
        var spec = policy["spec"];
        ObjectMetas.CheckAny(policy["metadata"], DnsNames.Subdomain);
        AdmissionPolicies.Common(spec);
        if (spec["mutations"].Count == 0)
        {
            spec["mutations"].Required("mutations must contain at least one item");
        }

        foreach (var mutation in spec["mutations"].Items())
        {
            Mutation(mutation);
        }

        spec["reinvocationPolicy"].RequiredOneOf(Reinvocations);
    }

    /// <summary>A MutatingAdmissionPolicyBinding.</summary>
    public static void Binding(Field binding)
    {
        ObjectMetas.CheckAny(binding["metadata"], DnsNames.Subdomain);
        AdmissionPolicies.BindingCommon(binding["spec"]);
    }

    private static void Mutation(Field mutation)
    {
        var (type, apply, patch) = (mutation["patchType"], mutation["applyConfiguration"], mutation["jsonPatch"]);
        type.RequiredOneOf(PatchTypes);
        if (type.Text == "ApplyConfiguration")
        {
            One(apply, patch, "applyConfiguration", "must be specified when patchType is ApplyConfiguration");
        }
        else if (type.Text == "JSONPatch")
        {
            One(patch, apply, "jsonPatch", "must be specified when patchType is JSONPatch");
        }
    }

    private static void One(Field given, Field other, string name, string missing)
    {
        if (!given.IsSet)
        {
            given.Required(missing);
        }
        else if (given["expression"].Text.Trim().Length == 0)
        {
            given["expression"].Required(NoExpression);
        }

        CelExpressions.Check(given["expression"], CelExpressions.OfPolicies);
        if (other.IsSet)
        {
            other.Invalid(GoText.Json(other.Node), $"must not be specified when {name} is");
        }
    }
}

using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Admission;

/// <summary>MutatingAdmissionPolicies and their bindings, all but the expressions, which are not compiled here.</summary>
/// <remarks>Mirrors <c>ValidateMutatingAdmissionPolicy</c> and <c>ValidateMutatingAdmissionPolicyBinding</c> of <c>pkg/apis/admissionregistration/validation</c>.</remarks>
internal static class MutatingPolicies
{
    private const string NoExpression = "expression is not specified";
    private static readonly ImmutableArray<string> PatchTypes = ["ApplyConfiguration", "JSONPatch"];
    private static readonly ImmutableArray<string> Mutable = ["*", "CONNECT", "CREATE", "UPDATE"];
    private static readonly ImmutableArray<string> Reinvocations = ["IfNeeded", "Never"];

    /// <summary>A MutatingAdmissionPolicy.</summary>
    public static void Check(Field policy)
    {
        var spec = policy["spec"];
        ObjectMetas.CheckAny(policy["metadata"], DnsNames.Subdomain);
        var names = new PolicyNames(spec);
        AdmissionPolicies.Common(spec);
        Operations(spec["matchConstraints"]);
        if (spec["mutations"].Count == 0)
        {
            spec["mutations"].Required("mutations must contain at least one item");
        }

        foreach (var mutation in spec["mutations"].Items())
        {
            Mutation(mutation, names);
        }

        spec["reinvocationPolicy"].RequiredOneOf(Reinvocations);
    }

    /// <summary>A MutatingAdmissionPolicyBinding.</summary>
    public static void Binding(Field binding)
    {
        ObjectMetas.CheckAny(binding["metadata"], DnsNames.Subdomain);
        AdmissionPolicies.BindingCommon(binding["spec"]);
        Operations(binding["spec"]["matchResources"]);
    }

    // Nothing is left of a deleted object that could be changed. The server reports no index.
    private static void Operations(Field match)
    {
        foreach (var operation in match["resourceRules"].Items().SelectMany(rule => rule["operations"].Items()).Where(operation => !Mutable.Contains(operation.Text, StringComparer.Ordinal)))
        {
            operation.At(match["resourceRules"]["operations"]).NotSupported(GoText.Quote(operation.Text), Mutable);
        }
    }

    private static void Mutation(Field mutation, PolicyNames names)
    {
        var (type, apply, patch) = (mutation["patchType"], mutation["applyConfiguration"], mutation["jsonPatch"]);
        type.RequiredOneOf(PatchTypes);
        if (type.Text == "ApplyConfiguration")
        {
            One(apply, patch, "applyConfiguration", "must be specified when patchType is ApplyConfiguration", names);
        }
        else if (type.Text == "JSONPatch")
        {
            One(patch, apply, "jsonPatch", "must be specified when patchType is JSONPatch", names);
        }
    }

    private static void One(Field given, Field other, string name, string missing, PolicyNames names)
    {
        if (!given.IsSet)
        {
            given.Required(missing);
        }
        else if (given["expression"].Text.Trim().Length == 0)
        {
            given["expression"].Required(NoExpression);
        }

        names.Check(given["expression"], names.Everywhere);
        if (other.IsSet)
        {
            other.Invalid(GoText.Json(other.Node), $"must not be specified when {name} is");
        }
    }
}

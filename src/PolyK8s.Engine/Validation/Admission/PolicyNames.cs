using System.Collections.Immutable;
using PolyK8s.Engine.Validation.Expressions;

namespace PolyK8s.Engine.Validation.Admission;

/// <summary>What the expressions of an admission policy may be about: its parameters and variables only if it has some.</summary>
/// <remarks>Mirrors <c>createEnvForOpts</c> and <c>NewCompositedCompiler</c> of k8s.io/apiserver <c>pkg/admission/plugin/cel</c>, and what <c>pkg/apis/admissionregistration/validation</c> asks of them.</remarks>
internal sealed class PolicyNames
{
    private const string Variables = "variables";
    private const string Authorizer = "authorizer";

    private readonly ImmutableArray<string> _variables;

    /// <summary>The names of a policy.</summary>
    /// <param name="spec">The policy's spec.</param>
    public PolicyNames(Field spec)
    {
        _variables = [.. spec["variables"].Items().Select(variable => variable["name"].Text)];
        string[] always = ["object", "oldObject", "request", "namespaceObject", .. spec["paramKind"].IsSet ? ["params"] : Array.Empty<string>()];
        Conditions = always.Append(Authorizer).ToHashSet(StringComparer.Ordinal);
        Messages = always.Concat(_variables.IsEmpty ? [] : [Variables]).ToHashSet(StringComparer.Ordinal);
        Everywhere = Messages.Append(Authorizer).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The names in match conditions, which come before the variables.</summary>
    public IReadOnlySet<string> Conditions { get; }

    /// <summary>The names in expressions of messages, which ask no authorizer.</summary>
    public IReadOnlySet<string> Messages { get; }

    /// <summary>The names in all other expressions.</summary>
    public IReadOnlySet<string> Everywhere { get; }

    /// <summary>An expression, after all variables.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="names">What it may be about.</param>
    /// <param name="types">The types it may have; none for any.</param>
    public void Check(Field expression, IReadOnlySet<string> names, params ImmutableArray<string> types) => Check(expression, names, _variables.Length, types);

    /// <summary>An expression that sees the first variables only.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="names">What it may be about.</param>
    /// <param name="before">How many variables it sees.</param>
    /// <param name="types">The types it may have; none for any.</param>
    public void Check(Field expression, IReadOnlySet<string> names, int before, params ImmutableArray<string> types)
    {
        var errors = expression.Errors.Count;
        CelExpressions.Check(expression, names, types);
        if (expression.Errors.Count == errors && names.Contains(Variables))
        {
            CelExpressions.Members(expression, Variables, _variables.AsSpan()[..before]);
        }
    }
}

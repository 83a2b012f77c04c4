using System.Collections.Immutable;
using PolyK8s.Engine.Validation.Expressions;

namespace PolyK8s.Engine.Validation.Admission;

/// <summary>ValidatingAdmissionPolicies and their bindings, all but compiling the expressions, of which only syntax, names and plain types are seen.</summary>
/// <remarks>Mirrors <c>ValidateValidatingAdmissionPolicy</c> and <c>ValidateValidatingAdmissionPolicyBinding</c> of <c>pkg/apis/admissionregistration/validation</c>.</remarks>
internal static class AdmissionPolicies
{
    private const int MostMatchConditions = 64;
    private const int MostAuditAnnotations = 20;
    private const int MostAuditValueBytes = 5 * 1024;
    private const string NoExpression = "expression is not specified";
    private const string NothingToDo = "validations or auditAnnotations must contain at least one item";

    private static readonly ImmutableArray<string> Reasons = ["Forbidden", "Invalid", "RequestEntityTooLarge"];
    private static readonly ImmutableArray<string> Actions = ["Audit", "Deny", "Warn"];

    /// <summary>A ValidatingAdmissionPolicy.</summary>
    public static void Check(Field policy)
    {
        var spec = policy["spec"];
        ObjectMetas.CheckAny(policy["metadata"], DnsNames.Subdomain);
        Common(spec);
        Validations(spec, policy["metadata"]["name"].Text, new(spec));
    }

    /// <summary>What validating and mutating policies have in common.</summary>
    public static void Common(Field spec)
    {
        var (match, names) = (spec["matchConstraints"], new PolicyNames(spec));
        spec["failurePolicy"].OneOf(MatchRules.FailurePolicies, spec["failurePolicy"].IsSet ? "" : "Fail");
        if (spec["paramKind"].IsSet)
        {
            ParamKind(spec["paramKind"]);
        }

        if (!match.IsSet)
        {
            match.Required();
        }
        else
        {
            MatchRules.Resources(match);
            if (match["resourceRules"].Count == 0)
            {
                match["resourceRules"].Required();
            }
        }

        MatchConditions(spec["matchConditions"], names.Conditions);
        foreach (var (variable, i) in spec["variables"].Items().Select((variable, i) => (variable, i)))
        {
            Variable(variable);
            names.Check(variable["expression"], names.Everywhere, before: i);
        }
    }

    /// <summary>A ValidatingAdmissionPolicyBinding.</summary>
    public static void Binding(Field binding)
    {
        ObjectMetas.CheckAny(binding["metadata"], DnsNames.Subdomain);
        BindingCommon(binding["spec"]);
        ValidationActions(binding["spec"]["validationActions"]);
    }

    /// <summary>What the bindings of validating and mutating policies have in common.</summary>
    public static void BindingCommon(Field spec)
    {
        spec["policyName"].RequiredMust(DnsNames.Subdomain);
        if (spec["paramRef"].IsSet)
        {
            ParamRef(spec["paramRef"]);
        }

        if (spec["matchResources"].IsSet)
        {
            MatchRules.Resources(spec["matchResources"]);
        }
    }

    /// <summary>Conditions of a webhook or a policy.</summary>
    /// <param name="conditions">The conditions.</param>
    /// <param name="variables">What they may be about.</param>
    public static void MatchConditions(Field conditions, IReadOnlySet<string> variables)
    {
        if (conditions.Count > MostMatchConditions)
        {
            conditions.TooMany(MostMatchConditions);
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var condition in conditions.Items())
        {
            Required(condition["expression"], "");
            CelExpressions.Check(condition["expression"], variables, "bool");
            condition["name"].RequiredMust(LabelNames.Key);
            if (condition["name"].Text.Length > 0 && !names.Add(condition["name"].Text))
            {
                condition["name"].DuplicateText();
            }
        }
    }

    private static void ParamKind(Field kind)
    {
        var (version, name) = (kind["apiVersion"], kind["kind"]);
        if (version.RequiredText())
        {
            var parts = version.Text.Split('/');
            foreach (var fault in parts is [{ Length: > 0 } group, _] ? DnsNames.Subdomain(group) : parts.Length > 2 ? [$"unexpected GroupVersion string: {version.Text}"] : [])
            {
                version.Invalid(GoText.Quote(parts.Length == 2 ? parts[0] : version.Text), fault);
            }

            foreach (var fault in parts.Length > 2 ? [] : DnsNames.OldLabel(parts[^1]))
            {
                version.Invalid(GoText.Quote(parts[^1]), fault);
            }
        }

        if (name.RequiredText() && DnsNames.OldLabel(name.Text.ToLowerInvariant()) is { IsEmpty: false } faults)
        {
            name.InvalidText("may have mixed case, but should otherwise match: " + string.Join(",", faults));
        }
    }

    private static void Variable(Field variable)
    {
        var name = variable["name"];
        if (name.Text.Trim().Length == 0)
        {
            name.Required("name is not specified");
        }
        else if (!CelNames.IsIdentifier(name.Text))
        {
            name.InvalidText("name is not a valid CEL identifier");
        }

        Required(variable["expression"], NoExpression);
    }

    private static void Validations(Field spec, string name, PolicyNames names)
    {
        var (validations, annotations) = (spec["validations"], spec["auditAnnotations"]);
        if (validations.Count + annotations.Count == 0)
        {
            validations.Required(NothingToDo);
            annotations.Required(NothingToDo);
            return;
        }

        foreach (var validation in validations.Items())
        {
            Required(validation["expression"], NoExpression);
            names.Check(validation["expression"], names.Everywhere, "bool");
            var (message, inWords) = (validation["message"], validation["messageExpression"]);
            if (inWords.Text.Length > 0 && inWords.Text.Trim().Length == 0)
            {
                inWords.InvalidText("must be non-empty if specified");
            }

            names.Check(inWords, names.Messages, "string");

            if (message.Text.Length > 0 && message.Text.Trim().Length == 0)
            {
                message.InvalidText("message must be non-empty if specified");
            }
            else if (message.Text.Trim().AsSpan().IndexOfAny('\n', '\r') >= 0)
            {
                message.InvalidText("message must not contain line breaks");
            }

            validation["reason"].OneOfIfSet([.. Reasons]);
        }

        AuditAnnotations(annotations, name, names);
    }

    private static void AuditAnnotations(Field annotations, string name, PolicyNames names)
    {
        if (annotations.Count > MostAuditAnnotations)
        {
            annotations.InvalidJson($"must not have more than {MostAuditAnnotations} auditAnnotations");
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var annotation in annotations.Items())
        {
            AuditKey(annotation["key"], name);
            AuditValue(annotation["valueExpression"], names);
            if (!keys.Add(annotation["key"].Text))
            {
                annotation["key"].DuplicateText();
            }
        }
    }

    // The key in the audit log is the policy's name, a slash and this one.
    private static void AuditKey(Field key, string name)
    {
        foreach (var fault in name.Length == 0 ? ["requires metadata.name be non-empty"] : LabelNames.Key($"{name}/{key.Text}"))
        {
            key.Invalid(GoText.Quote(name.Length == 0 ? key.Text : $"{name}/{key.Text}"), fault);
        }
    }

    private static void ParamRef(Field reference)
    {
        var (name, selector, missing) = (reference["name"], reference["selector"], reference["parameterNotFoundAction"]);
        name.MustIfAny(DnsNames.PathSegment);
        if (name.Text.Length > 0 && selector.IsSet)
        {
            name.Forbidden("name and selector are mutually exclusive");
        }

        LabelSelectors.Check(selector);
        if (name.Text.Length == 0 && !selector.IsSet)
        {
            reference.Required("one of name or selector must be specified");
        }

        if (!missing.IsSet)
        {
            missing.Required();
        }
        else
        {
            missing.OneOf(["Deny", "Allow"]);
        }
    }

    private static void ValidationActions(Field actions)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var action in actions.Items())
        {
            action.OneOf(Actions);
            if (!seen.Add(action.Text))
            {
                action.DuplicateText();
            }
        }

        if (seen.Contains("Deny") && seen.Contains("Warn"))
        {
            actions.InvalidJson("must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)");
        }

        if (seen.Count == 0)
        {
            actions.Required("at least one validation action is required");
        }
    }

    // Mirrors validateAuditAnnotation, which asks for a shorter one as for a missing one.
    private static void AuditValue(Field value, PolicyNames names)
    {
        Required(value, "valueExpression is not specified");
        if (System.Text.Encoding.UTF8.GetByteCount(value.Text.Trim()) > MostAuditValueBytes)
        {
            value.Required($"must not exceed {MostAuditValueBytes} bytes in length");
        }
        else
        {
            names.Check(value, names.Everywhere, "string", "null_type");
        }
    }

    private static void Required(Field expression, string detail)
    {
        if (expression.Text.Trim().Length == 0)
        {
            expression.Required(detail);
        }
    }
}

using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.FlowControl;

/// <summary>Whose requests a FlowSchema is about.</summary>
/// <remarks>Mirrors <c>ValidateFlowSchemaSubject</c> of <c>pkg/apis/flowcontrol/validation</c>.</remarks>
internal static class FlowSubjects
{
    private static readonly ImmutableArray<(string Kind, string Field)> Kinds = [("ServiceAccount", "serviceAccount"), ("User", "user"), ("Group", "group")];

    /// <summary>A subject: its kind says which of the other fields is given.</summary>
    public static void Check(Field subject)
    {
        var kind = subject["kind"];
        if (Kinds.All(known => known.Kind != kind.Text))
        {
            kind.OneOf(["Group", "ServiceAccount", "User"]);
            return;
        }

        foreach (var (name, field) in Kinds.OrderBy(known => known.Kind == kind.Text ? 0 : 1))
        {
            if (name == kind.Text)
            {
                One(subject[field], name, field);
            }
            else if (subject[field].IsSet)
            {
                subject[field].Forbidden($"{field} is forbidden when subject kind is not '{name}'");
            }
        }
    }

    private static void One(Field given, string kind, string field)
    {
        if (!given.IsSet)
        {
            given.Required($"{field} is required when subject kind is '{kind}'");
            return;
        }

        if (given["name"].RequiredText() && kind == "ServiceAccount" && given["name"].Text != "*")
        {
            given["name"].Must(DnsNames.Subdomain);
        }

        if (kind == "ServiceAccount" && given["namespace"].RequiredText("must specify namespace for service account"))
        {
            given["namespace"].Must(DnsNames.Label);
        }
    }
}

using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>LimitRanges.</summary>
/// <remarks>Mirrors <c>ValidateLimitRange</c> of <c>pkg/apis/core/validation</c>, after <c>SetDefaults_LimitRangeItem</c>. The server names a nameless LimitRange itself.</remarks>
internal static class LimitRanges
{
    private static readonly ImmutableArray<string> Types = ["Pod", "Container", "PersistentVolumeClaim"];

    /// <summary>A LimitRange.</summary>
    public static void Check(Field range)
    {
        var metadata = range["metadata"];
        ObjectMetas.Check(metadata, DnsNames.Subdomain);
        if (metadata["name"].Text.Length == 0)
        {
            metadata.Errors.RemoveAll(error => error is { Path: "metadata.name", Type: FieldErrorType.Required });
        }

        var types = new HashSet<string>(StringComparer.Ordinal);
        foreach (var limit in range["spec"]["limits"].Items())
        {
            Type(limit["type"]);
            if (!types.Add(limit["type"].Text))
            {
                limit["type"].DuplicateText();
            }

            One(limit);
        }
    }

    private static void Type(Field type)
    {
        var before = type.Errors.Count;
        type.Must(LabelNames.Key);
        if (type.Errors.Count == before && !type.Text.Contains('/', StringComparison.Ordinal) && !Types.Contains(type.Text, StringComparer.Ordinal))
        {
            type.InvalidText("must be a standard limit type or fully qualified");
        }
    }

    private static void One(Field limit)
    {
        var type = limit["type"].Text;
        var amounts = new LimitAmounts(limit);
        Action<Field, string> name = type is "Pod" or "Container" ? ResourceNames.OfContainer : (field, resource) => ResourceNames.Check(field, resource);
        Names(amounts.Max, name);
        Names(amounts.Min, name);
        foreach (var list in (string[])["default", "defaultRequest"])
        {
            if (type == "Pod" && limit[list].Count > 0)
            {
                limit[list].Forbidden("may not be specified when `type` is 'Pod'");
            }
        }

        Names(amounts.Default, name);
        Names(amounts.DefaultRequest, name);
        if (type == "PersistentVolumeClaim" && !limit["min"].Has("storage") && !limit["max"].Has("storage"))
        {
            limit["limits"].Required("either minimum or maximum storage value is required, but neither was provided");
        }

        Names(amounts.Ratio, name);
        amounts.Compare();
    }

    private static void Names(IReadOnlyDictionary<string, Field> amounts, Action<Field, string> check)
    {
        foreach (var (resource, field) in amounts)
        {
            check(field, resource);
        }
    }
}

using System.Collections.Frozen;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>ResourceQuotas.</summary>
/// <remarks>Mirrors <c>ValidateResourceQuota</c>, <c>validateResourceQuotaScopes</c> and <c>validateScopedResourceSelectorRequirement</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class ResourceQuotas
{
    private const string Unknown = "unsupported scope";
    private const string NotOfResource = "unsupported scope applied to resource";
    private static readonly FrozenSet<string> OfPods = new[] { "pods", "cpu", "memory", "limits.cpu", "limits.memory", "requests.cpu", "requests.memory" }.ToFrozenSet();
    private static readonly FrozenSet<string> ExistsOnly = new[] { "BestEffort", "NotBestEffort", "Terminating", "NotTerminating", "CrossNamespacePodAffinity" }.ToFrozenSet();

    /// <summary>A ResourceQuota.</summary>
    public static void Check(Field quota)
    {
        ObjectMetas.Check(quota["metadata"], DnsNames.Subdomain);
        var spec = quota["spec"];
        foreach (var (resource, amount) in spec["hard"].Entries())
        {
            ResourceNames.OfQuota(amount, resource);
            Quantities.OfResource(amount, resource);
        }

        Scopes(spec);
        Selector(spec);
    }

    private static void Scopes(Field spec)
    {
        var scopes = spec["scopes"];
        foreach (var scope in scopes.Texts())
        {
            if (!IsScope(scope))
            {
                scopes.InvalidJson(Unknown);
            }

            foreach (var _ in NotFor(spec, scope))
            {
                scopes.InvalidJson(NotOfResource);
            }
        }

        if (Conflict(scopes.Texts()))
        {
            scopes.InvalidJson("conflicting scopes");
        }
    }

    private static void Selector(Field spec)
    {
        var all = spec["scopeSelector"]["matchExpressions"];
        foreach (var requirement in all.Items())
        {
            var (scope, how, values) = (requirement["scopeName"].Text, requirement["operator"].Text, requirement["values"]);
            if (!IsScope(scope))
            {
                all["scopeName"].Invalid(GoText.Quote(scope), Unknown);
            }

            foreach (var _ in NotFor(spec, scope))
            {
                all.Invalid(GoText.Json(spec["scopeSelector"].Node), NotOfResource);
            }

            if (ExistsOnly.Contains(scope) && how != "Exists")
            {
                all["operator"].Invalid(GoText.Quote(how), "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity");
            }

            Operator(all, how, values);
        }

        if (Conflict(all.Items().Select(requirement => requirement["scopeName"].Text)))
        {
            spec["scopeSelector"]["matchExpressions"].Invalid(GoText.Json(spec["scopes"].Node), "conflicting scopes");
        }
    }

    private static void Operator(Field all, string how, Field values)
    {
        if (how is not ("In" or "NotIn" or "Exists" or "DoesNotExist"))
        {
            all["operator"].Invalid(GoText.Quote(how), "not a valid selector operator");
        }
        else if (how is "In" or "NotIn" && values.Count == 0)
        {
            all["values"].Required("must be at least one value when `operator` is 'In' or 'NotIn' for scope selector");
        }
        else if (how is "Exists" or "DoesNotExist" && values.Count > 0)
        {
            all["values"].Invalid(GoText.Json(values.Node), "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector");
        }
    }

    private static bool IsScope(string scope) => ExistsOnly.Contains(scope) || scope is "PriorityClass" or "VolumeAttributesClass";

    private static IEnumerable<string> NotFor(Field spec, string scope) => spec["hard"].Entries().Select(entry => entry.Key).Where(resource => ResourceNames.IsOfQuota(resource) && scope switch
    {
        "BestEffort" => resource != "pods",
        "Terminating" or "NotTerminating" or "NotBestEffort" or "PriorityClass" or "CrossNamespacePodAffinity" => !OfPods.Contains(resource),
        "VolumeAttributesClass" => resource is not ("persistentvolumeclaims" or "requests.storage"),
        _ => false,
    });

    private static bool Conflict(IEnumerable<string> scopes) => scopes.ToHashSet(StringComparer.Ordinal) is var set
        && ((set.Contains("BestEffort") && set.Contains("NotBestEffort")) || (set.Contains("Terminating") && set.Contains("NotTerminating")));
}

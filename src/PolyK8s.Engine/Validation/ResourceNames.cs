using System.Collections.Frozen;

namespace PolyK8s.Engine.Validation;

/// <summary>Names of resources, and what each may be used for.</summary>
/// <remarks>Mirrors <c>pkg/apis/core/helper</c> and <c>validateResourceName</c>, <c>validateContainerResourceName</c>, <c>ValidateResourceQuotaResourceName</c>.</remarks>
internal static class ResourceNames
{
    private const string RequestsPrefix = "requests.";
    private const string HugePages = "hugepages-";

    private static readonly FrozenSet<string> Objects = new[]
    {
        "pods", "services", "replicationcontrollers", "resourcequotas", "secrets", "configmaps", "persistentvolumeclaims",
        "services.nodeports", "services.loadbalancers",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Computing = new[] { "cpu", "memory", "ephemeral-storage" }.ToFrozenSet();

    private static readonly FrozenSet<string> Quota = new[]
    {
        "cpu", "memory", "ephemeral-storage", "requests.cpu", "requests.memory", "requests.storage", "requests.ephemeral-storage",
        "limits.cpu", "limits.memory", "limits.ephemeral-storage",
    }.Concat(Objects).ToFrozenSet();

    private static readonly FrozenSet<string> Standard = Quota.Append("storage").ToFrozenSet();

    /// <summary>A name of any resource.</summary>
    /// <returns>Whether it is well formed.</returns>
    public static bool Check(Field field, string name)
    {
        var before = field.Errors.Count;
        foreach (var fault in LabelNames.Key(name))
        {
            field.Invalid(GoText.Quote(name), fault);
        }

        if (field.Errors.Count == before && !name.Contains('/', StringComparison.Ordinal) && !Standard.Contains(name) && !IsHugePages(name) && !IsQuotaHugePages(name))
        {
            field.Invalid(GoText.Quote(name), "must be a standard resource type or fully qualified");
        }

        return field.Errors.Count == before;
    }

    /// <summary>A name of a resource a container can ask for.</summary>
    public static void OfContainer(Field field, string name)
    {
        Check(field, name);
        if (!name.Contains('/', StringComparison.Ordinal))
        {
            if (!Computing.Contains(name) && !IsHugePages(name))
            {
                field.Invalid(GoText.Quote(name), "must be a standard resource for containers");
            }
        }
        else if (!IsNative(name) && !IsExtended(name))
        {
            field.Invalid(GoText.Quote(name), "doesn't follow extended resource name standard");
        }
    }

    /// <summary>A name of a resource a quota can limit.</summary>
    public static void OfQuota(Field field, string name)
    {
        Check(field, name);
        if (!name.Contains('/', StringComparison.Ordinal) && !IsOfQuota(name))
        {
            field.Invalid(GoText.Quote(name), "must be a standard resource for quota");
        }
    }

    /// <summary>Whether amounts of the resource are whole numbers.</summary>
    public static bool IsCounted(string name) => Objects.Contains(name) || IsExtended(name);

    /// <summary>Whether a limit above the request is allowed.</summary>
    public static bool AllowsOvercommit(string name) => IsNative(name) && !IsHugePages(name);

    /// <summary>Whether the resource is huge pages of some size.</summary>
    public static bool IsHugePages(string name) => name.StartsWith(HugePages, StringComparison.Ordinal);

    /// <summary>Whether the resource is of Kubernetes itself.</summary>
    public static bool IsNative(string name) => !name.Contains('/', StringComparison.Ordinal) || name.Contains("kubernetes.io/", StringComparison.Ordinal);

    /// <summary>Whether a quota knows the resource by itself.</summary>
    public static bool IsOfQuota(string name) => Quota.Contains(name) || IsHugePages(name) || IsQuotaHugePages(name);

    private static bool IsQuotaHugePages(string name) => name.StartsWith(RequestsPrefix + HugePages, StringComparison.Ordinal);

    /// <summary>Whether the resource is one that somebody else than Kubernetes defines.</summary>
    public static bool IsExtended(string name) =>
        !IsNative(name) && !name.StartsWith(RequestsPrefix, StringComparison.Ordinal) && LabelNames.Key(RequestsPrefix + name).IsEmpty;
}

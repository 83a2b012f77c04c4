using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Workloads;

namespace PolyK8s.Engine.Rbac.Reach;

/// <summary>One thing an object says about whom a power leads to.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Namespace">Where.</param>
/// <param name="Key">Of what.</param>
/// <param name="Value">What.</param>
internal readonly record struct Fact(FactKind Kind, string Namespace, string Key, string Value)
{
    private const string TokenOf = "kubernetes.io/service-account.name";

    /// <summary>What an object says.</summary>
    public static IEnumerable<Fact> Of(Manifest manifest) => (manifest.Group, manifest.Kind) switch
    {
        ("", "Namespace") => [new(FactKind.Account, manifest.Name, "default", "")],
        ("", "ServiceAccount") => [new(FactKind.Account, manifest.Namespace, manifest.Name, "")],
        ("", "Secret") => OfSecret(manifest),
        (RbacKinds.Group, "RoleBinding" or "ClusterRoleBinding") => OfBinding(Binding.From(manifest)),
        (RbacKinds.Group, "Role") => [new(FactKind.Role, manifest.Namespace, manifest.Name, "")],
        (RbacKinds.Group, _) => [],
        _ => OfWorkload(manifest),
    };

    private static IEnumerable<Fact> OfSecret(Manifest secret) =>
        secret.Root.TextAt("metadata", "annotations", TokenOf) is { Length: > 0 } account
            ? [new(FactKind.TokenSecret, secret.Namespace, secret.Name, account), new(FactKind.Account, secret.Namespace, account, "")]
            : [];

    private static IEnumerable<Fact> OfWorkload(Manifest workload)
    {
        if (workload.Kind != "Pod")
        {
            yield return new(FactKind.Workload, workload.Namespace, $"{workload.Kind} {workload.Name}", workload.Kind);
        }

        if (PodTemplate.Of(workload) is { } pods)
        {
            yield return new(FactKind.Account, workload.Namespace, pods.ServiceAccount, "");
            if (PodToken.MayReach(pods.Spec))
            {
                yield return new(FactKind.Running, workload.Namespace, workload.Kind == "Pod" ? workload.Name : $"{workload.Kind} {workload.Name}", pods.ServiceAccount);
            }
        }
    }

    private static IEnumerable<Fact> OfBinding(Binding binding)
    {
        foreach (var user in binding.Users)
        {
            yield return ServiceAccount.Named(user) is { } account
                ? new(FactKind.Account, account.Namespace, account.Name, "")
                : new(FactKind.User, "", user, "");
        }

        foreach (var group in binding.Groups)
        {
            yield return new(FactKind.Group, "", group, "");
        }
    }
}

/// <summary>The sorts of facts.</summary>
internal enum FactKind
{
    /// <summary>A service account is there: the key is its name.</summary>
    Account,

    /// <summary>A Pod, or the Pods of a workload, run: the key names it, the value is the service account.</summary>
    Running,

    /// <summary>A Secret holds a token: the key is its name, the value the service account.</summary>
    TokenSecret,

    /// <summary>A workload is there: the key is its kind and name, the value its kind.</summary>
    Workload,

    /// <summary>A Role is there.</summary>
    Role,

    /// <summary>A user is known.</summary>
    User,

    /// <summary>A group is known.</summary>
    Group,
}

using System.Text.Json.Serialization;

namespace PolyK8s.Engine.Rbac.Reach;

/// <summary>Somebody one can come to act as, or a power over several of them.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Namespace">Where; empty for everywhere, and for users and groups.</param>
/// <param name="Name">Whom or what it is over; empty for all.</param>
public sealed record Power(PowerKind Kind, string Namespace, string Name)
{
    /// <summary>All that a cluster administrator may do.</summary>
    public static Power Admin { get; } = new(PowerKind.Admin, "", "");

    /// <summary>The subject as a power.</summary>
    public static Power Of(Subject subject) => new(
        subject.Kind switch { "Group" => PowerKind.Group, "ServiceAccount" => PowerKind.Account, _ => PowerKind.User },
        subject.Namespace,
        subject.Name);

    /// <summary>Whether it is somebody, or all there is, and no power on the way there.</summary>
    [JsonIgnore]
    public bool IsSomebody => Kind is PowerKind.User or PowerKind.Group or PowerKind.Account or PowerKind.Admin;

    /// <summary>The subject it is; null when it is a power over several.</summary>
    [JsonIgnore]
    public Subject? Subject => Kind switch
    {
        PowerKind.User => Rbac.Subject.User(Name),
        PowerKind.Group => Rbac.Subject.Group(Name),
        PowerKind.Account => new("ServiceAccount", Namespace, Name),
        _ => null,
    };

    /// <inheritdoc />
    public override string ToString() => Kind switch
    {
        PowerKind.Admin => "cluster-admin",
        PowerKind.AdminIn => Namespace.Length == 0 ? "everything in any namespace" : $"everything in namespace `{Namespace}`",
        PowerKind.Holder or PowerKind.HolderAnywhere => $"the rights of {(Name.StartsWith("Role ", StringComparison.Ordinal) ? "Role" : "ClusterRole")} `{Name[(Name.IndexOf(' ', StringComparison.Ordinal) + 1)..]}`{Where}",
        _ => Subject?.ToString() ?? $"{Words}{Where}",
    };

    private string Where => Namespace.Length == 0 ? "" : $" in namespace `{Namespace}`";

    private string Words => Kind switch
    {
        PowerKind.Run or PowerKind.Account or PowerKind.Rewrite => "any service account",
        PowerKind.NamedAccount => $"service accounts named `{Name}`",
        PowerKind.Exec or PowerKind.Pod => "the service accounts of running Pods",
        PowerKind.Tokens or PowerKind.Secret => "the service accounts whose tokens are in Secrets",
        PowerKind.RolesIn => "the rights of any Role",
        PowerKind.AnyUser => "any user",
        _ => "any group",
    };
}

/// <summary>The kinds of powers.</summary>
public enum PowerKind
{
    /// <summary>A user.</summary>
    User,

    /// <summary>A member of a group, and no more.</summary>
    Group,

    /// <summary>A service account.</summary>
    Account,

    /// <summary>Everything.</summary>
    Admin,

    /// <summary>Everything in a namespace.</summary>
    AdminIn,

    /// <summary>The rights of one role; the name is its kind and its name.</summary>
    Holder,

    /// <summary>The rights of one role in any one namespace.</summary>
    HolderAnywhere,

    /// <summary>Any service account of a namespace.</summary>
    Run,

    /// <summary>Any service account of a namespace, as soon as there is a workload of a kind; the name is the kind, and the workload if it is one.</summary>
    Rewrite,

    /// <summary>Service accounts of one name.</summary>
    NamedAccount,

    /// <summary>The service accounts that Pods run as.</summary>
    Exec,

    /// <summary>The service account that one Pod runs as.</summary>
    Pod,

    /// <summary>The service accounts whose tokens are kept in Secrets.</summary>
    Tokens,

    /// <summary>The service account whose token is in one Secret.</summary>
    Secret,

    /// <summary>The rights of any Role of a namespace.</summary>
    RolesIn,

    /// <summary>Any user there is.</summary>
    AnyUser,

    /// <summary>Any group, <c>system:masters</c> among them.</summary>
    AnyGroup,

    /// <summary>Any group that a signed certificate may name: not <c>system:masters</c>.</summary>
    CertifiedGroup,
}

using System.Collections.Immutable;

namespace PolyK8s.Engine;

/// <summary>Who makes a change: the user info of the request.</summary>
/// <param name="Name">The user name; a service account is <c>system:serviceaccount:NAMESPACE:NAME</c>.</param>
/// <param name="Groups">The groups, as the API server's authenticator gives them (<c>system:authenticated</c> among them).</param>
public sealed record Author(string Name, ImmutableArray<string> Groups)
{
    /// <summary>The group whose members may do everything, whatever RBAC says.</summary>
    public const string Masters = "system:masters";

    /// <summary>Whether they are of <c>system:masters</c>.</summary>
    public bool IsMaster => Groups.Contains(Masters, StringComparer.Ordinal);

    /// <summary>An author named on a command line: the groups the API server would add by itself are added here.</summary>
    /// <param name="name">The user name.</param>
    /// <param name="groups">The groups given.</param>
    /// <remarks>Mirrors <c>serviceaccount.MakeGroupNames</c> and the authenticated group adder of kube-apiserver.</remarks>
    public static Author Named(string name, IEnumerable<string> groups)
    {
        var all = new List<string>(groups);
        if (name.Split(':') is ["system", "serviceaccount", var ns, _])
        {
            all.Add("system:serviceaccounts");
            all.Add($"system:serviceaccounts:{ns}");
        }

        all.Add(name == "system:anonymous" ? "system:unauthenticated" : "system:authenticated");
        return new(name, [.. all.Distinct(StringComparer.Ordinal)]);
    }
}

using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>The security context of a Pod, and what it shares with the host.</summary>
/// <remarks>Mirrors <c>validatePodSpecSecurityContext</c>, <c>validateHostUsers</c>, <c>validateLinux</c> and <c>validateWindows</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class PodSecurity
{
    private static readonly ImmutableArray<string> GroupChanges = ["Always", "OnRootMismatch"];
    private static readonly ImmutableArray<string> GroupPolicies = ["Merge", "Strict"];
    private static readonly ImmutableArray<string> LabelChanges = ["MountOption", "Recursive"];

    private static readonly string[] NotOnWindowsPods =
    [
        "appArmorProfile", "seLinuxOptions", "seccompProfile", "fsGroup", "fsGroupChangePolicy", "sysctls", "runAsUser", "runAsGroup",
        "supplementalGroups", "supplementalGroupsPolicy", "seLinuxChangePolicy",
    ];

    private static readonly string[] NotOnWindowsContainers =
    [
        "appArmorProfile", "seLinuxOptions", "seccompProfile", "capabilities", "readOnlyRootFilesystem", "privileged",
        "allowPrivilegeEscalation", "procMount", "runAsUser", "runAsGroup",
    ];

    /// <summary>The Pod's security context.</summary>
    public static void Check(Field spec)
    {
        var context = spec["securityContext"];
        if (context["fsGroup"].IsSet)
        {
            context["fsGroup"].InRange(0, SecurityContexts.MostId);
        }

        SecurityContexts.Ids(context);
        foreach (var group in context["supplementalGroups"].Items())
        {
            group.InRange(0, SecurityContexts.MostId);
        }

        if (spec["shareProcessNamespace"].IsTrue && spec["hostPID"].IsTrue)
        {
            context["shareProcessNamespace"].Invalid("true", "ShareProcessNamespace and HostPID cannot both be enabled");
        }

        Sysctls.Check(context["sysctls"], spec);
        context["fsGroupChangePolicy"].OneOfIfSet(GroupChanges);
        SecurityContexts.Seccomp(context["seccompProfile"]);
        SecurityContexts.Windows(context["windowsOptions"]);
        SecurityContexts.AppArmor(context["appArmorProfile"]);
        context["supplementalGroupsPolicy"].OneOfIfSet(GroupPolicies);
        context["seLinuxChangePolicy"].OneOfIfSet(LabelChanges);
    }

    /// <summary>A Pod with users of its own cannot share other namespaces of the host.</summary>
    public static void HostUsers(Field spec, bool usersOfHost)
    {
        foreach (var (field, path) in usersOfHost ? [] : ((string, string)[])[("hostNetwork", "hostNetwork"), ("hostPID", "HostPID"), ("hostIPC", "HostIPC")])
        {
            if (spec[field].IsTrue)
            {
                spec[path].Forbidden("when `hostUsers` is false");
            }
        }

        foreach (var container in usersOfHost ? [] : Containers.All(spec).Where(container => container["volumeDevices"].Count > 0))
        {
            container["volumeDevices"].Forbidden("when `hostUsers` is false");
        }
    }

    /// <summary>What the operating system of the Pod does not know.</summary>
    public static void OfSystem(Field spec, string system)
    {
        var onWindows = system == "windows";
        Absent(spec["securityContext"], onWindows ? NotOnWindowsPods : ["windowsOptions"], onWindows);
        foreach (var name in onWindows ? (string[])["hostUsers", "hostPID", "hostIPC", "shareProcessNamespace"] : [])
        {
            if (spec[name].IsSet && (spec[name].IsTrue || name is "hostUsers" or "shareProcessNamespace"))
            {
                spec[name].Forbidden("cannot be set for a windows pod");
            }
        }

        foreach (var container in Containers.All(spec))
        {
            Absent(container["securityContext"], onWindows ? NotOnWindowsContainers : ["windowsOptions"], onWindows);
        }
    }

    private static void Absent(Field context, string[] names, bool onWindows)
    {
        foreach (var name in names)
        {
            if (context[name].IsSet && (name != "sysctls" || context[name].Count > 0))
            {
                context[name].Forbidden(onWindows ? "cannot be set for a windows pod" : "windows options cannot be set for a linux pod");
            }
        }
    }
}

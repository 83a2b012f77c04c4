using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>The security context of a container, and what it shares with that of a Pod.</summary>
/// <remarks>Mirrors <c>ValidateSecurityContext</c>, <c>validateSeccompProfileField</c>, <c>ValidateAppArmorProfileField</c> and <c>validateWindowsSecurityContextOptions</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class SecurityContexts
{
    /// <summary>The largest id of a user or group.</summary>
    public const long MostId = int.MaxValue;

    private const int MostProfileBytes = 4095;
    private static readonly ImmutableArray<string> ProfileTypes = ["Localhost", "RuntimeDefault", "Unconfined"];

    /// <summary>The security context of a container.</summary>
    public static void Check(Field context, bool usersOfHost)
    {
        Ids(context);
        if (context["procMount"] is { IsSet: true } mount)
        {
            mount.OneOf(["Default", "Unmasked"]);
            if (usersOfHost && mount.Text == "Unmasked")
            {
                mount.InvalidText("`hostUsers` must be false to use `Unmasked`");
            }
        }

        Seccomp(context["seccompProfile"]);
        if (context["allowPrivilegeEscalation"] is { IsSet: true, IsTrue: false })
        {
            if (context["privileged"].IsTrue)
            {
                context.InvalidJson("cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
            }

            if (context["capabilities"]["add"].Texts().Contains("CAP_SYS_ADMIN"))
            {
                context.InvalidJson("cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN");
            }
        }

        Windows(context["windowsOptions"]);
        AppArmor(context["appArmorProfile"]);
    }

    /// <summary>The ids of user and group.</summary>
    public static void Ids(Field context)
    {
        foreach (var name in (ReadOnlySpan<string>)["runAsUser", "runAsGroup"])
        {
            if (context[name].IsSet)
            {
                context[name].InRange(0, MostId);
            }
        }
    }

    /// <summary>A seccomp profile.</summary>
    public static void Seccomp(Field profile)
    {
        if (!profile.IsSet)
        {
            return;
        }

        profile["type"].RequiredOneOf(ProfileTypes, detail: "type is required when seccompProfile is set");
        var file = profile["localhostProfile"];
        if (profile["type"].Text != "Localhost")
        {
            if (file.IsSet)
            {
                file.Invalid(GoText.Json(profile.Node), "can only be set when seccomp type is Localhost");
            }
        }
        else if (!file.IsSet)
        {
            file.Required("must be set when seccomp type is Localhost");
        }
        else
        {
            Paths.Descending(file);
        }
    }

    /// <summary>An AppArmor profile.</summary>
    public static void AppArmor(Field profile)
    {
        if (!profile.IsSet)
        {
            return;
        }

        var file = profile["localhostProfile"];
        profile["type"].RequiredOneOf(ProfileTypes, detail: "type is required when appArmorProfile is set");
        if (profile["type"].Text is "RuntimeDefault" or "Unconfined" && file.IsSet)
        {
            file.InvalidText("can only be set when AppArmor type is Localhost");
        }
        else if (profile["type"].Text == "Localhost")
        {
            AppArmorFile(file);
        }
    }

    /// <summary>The options of Windows.</summary>
    public static void Windows(Field options)
    {
        if (options["gmsaCredentialSpecName"].IsSet)
        {
            options["gmsaCredentialSpecName"].Must(DnsNames.Subdomain);
        }

        if (options["gmsaCredentialSpec"] is { IsSet: true } spec && spec.Text.Length is 0 or > 64 * 1024)
        {
            options["gmsaCredentialSpec"].InvalidText(options["gmsaCredentialSpec"].Text.Length == 0 ? "gmsaCredentialSpec cannot be an empty string" : "gmsaCredentialSpec size must be under 64 KiB");
        }

        if (options["runAsUserName"] is { IsSet: true } user)
        {
            WindowsUsers.Check(user);
        }
    }

    private static void AppArmorFile(Field file)
    {
        const string required = "must be set when AppArmor type is Localhost";
        if (file.Text.Trim() != file.Text)
        {
            file.InvalidText("must not be padded with whitespace");
        }
        else if (file.Text.Length == 0)
        {
            file.Required(required);
        }

        if (file.Text.Length > MostProfileBytes)
        {
            file.TooLong(MostProfileBytes);
        }
    }
}

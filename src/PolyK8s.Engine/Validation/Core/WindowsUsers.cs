namespace PolyK8s.Engine.Validation.Core;

/// <summary>The user a Windows container runs as: <c>USER</c> or <c>DOMAIN\USER</c>.</summary>
/// <remarks>Mirrors <c>validateWindowsSecurityContextOptions</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class WindowsUsers
{
    private const int DomainLimit = 256;
    private const int MostUserCharacters = 104;

    /// <summary>The user's name.</summary>
    public static void Check(Field name)
    {
        var parts = name.Text.Split('\\');
        if (name.Text.Length == 0)
        {
            name.InvalidText("runAsUserName cannot be an empty string");
        }
        else if (name.Text.Any(char.IsControl))
        {
            name.InvalidText("runAsUserName cannot contain control characters");
        }
        else if (parts.Length > 2)
        {
            name.InvalidText("runAsUserName cannot contain more than one backslash");
        }
        else
        {
            if (parts.Length == 2)
            {
                Domain(name, parts[0]);
            }

            User(name, parts[^1]);
        }
    }

    private static void Domain(Field name, string domain)
    {
        if (domain.Length >= DomainLimit)
        {
            name.InvalidText("runAsUserName's Domain length must be under 256 characters");
        }

        var isNetBios = domain.Length is > 0 and < 16 && domain[0] != '.' && domain.AsSpan().IndexOfAny(Alphabets.NotInNetBios) < 0;
        if (!isNetBios && !domain.Split('.').All(label => label.Length < 64 && DnsNames.IsLabel(label.ToLowerInvariant())))
        {
            name.InvalidText("runAsUserName's Domain doesn't match the NetBios nor the DNS format");
        }
    }

    private static void User(Field name, string user)
    {
        if (user.Length == 0)
        {
            name.InvalidText("runAsUserName's User cannot be empty");
        }
        else if (user.Length > MostUserCharacters)
        {
            name.InvalidText("runAsUserName's User length must not be longer than 104 characters");
        }

        if (user.Length > 0 && user.All(c => c is '.' or ' '))
        {
            name.InvalidText("runAsUserName's User cannot contain only periods or spaces");
        }

        if (user.AsSpan().IndexOfAny(Alphabets.NotInWindowsUser) >= 0)
        {
            name.InvalidText("runAsUserName's User cannot contain the following characters: \"/\\:;|=,+*?<>@[]");
        }
    }
}

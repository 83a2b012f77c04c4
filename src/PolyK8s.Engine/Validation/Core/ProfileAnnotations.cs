using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>The annotations that once named the profiles of seccomp and AppArmor: well formed, and never against the field of today.</summary>
/// <remarks>
/// Mirrors <c>ValidateSeccompPodAnnotations</c>, <c>validateSeccompAnnotationsAndFields</c> and
/// <c>validateAppArmorAnnotationsAndFieldsMatchOnCreate</c> of <c>pkg/apis/core/validation</c>.
/// </remarks>
internal static class ProfileAnnotations
{
    private const string OfPod = "seccomp.security.alpha.kubernetes.io/pod";
    private const string OfContainer = "container.seccomp.security.alpha.kubernetes.io/";
    private const string AppArmor = "container.apparmor.security.beta.kubernetes.io/";
    private const string Local = "localhost/";

    /// <summary>The profiles that annotations name.</summary>
    public static void Check(Field annotations)
    {
        foreach (var (key, value) in annotations.Entries().Where(entry => entry.Key == OfPod || entry.Key.StartsWith(OfContainer, StringComparison.Ordinal)))
        {
            var (profile, at) = (value.Text, value.At(annotations[key]));
            if (profile.StartsWith(Local, StringComparison.Ordinal))
            {
                Paths.Descending(at.With(ManifestNode.Of(profile[Local.Length..], at.Node!.Place)));
            }
            else if (profile is not ("runtime/default" or "docker/default" or "unconfined"))
            {
                at.InvalidText("must be a valid seccomp profile");
            }
        }
    }

    /// <summary>The annotations say what the fields say.</summary>
    /// <param name="annotations">The annotations.</param>
    /// <param name="spec">The spec with the fields.</param>
    /// <param name="isPod">Whether it is a Pod's; the server takes a Pod's annotation over before, where a container has no profile.</param>
    public static void Match(Field annotations, Field spec, bool isPod)
    {
        const string seccomp = "seccompProfile", appArmor = "appArmorProfile";
        One(annotations, OfPod, spec["securityContext"][seccomp], "seccomp");
        foreach (var container in Containers.All(spec))
        {
            One(annotations, OfContainer + container["name"].Text, container["securityContext"][seccomp], "seccomp");
        }

        foreach (var container in spec["os"]["name"].Text == "windows" ? [] : Containers.All(spec))
        {
            var own = container["securityContext"][appArmor];
            var profile = own.IsSet || isPod ? own : spec["securityContext"][appArmor].At(own);
            One(annotations, AppArmor + container["name"].Text, profile, "apparmor");
        }
    }

    private static void One(Field annotations, string key, Field profile, string word)
    {
        if (!profile.IsSet || !annotations.Has(key))
        {
            return;
        }

        var (said, type) = (annotations.Key(key).Text, profile["type"]);
        var isSame = type.Text switch
        {
            "Unconfined" => said == "unconfined",
            "RuntimeDefault" => said == "runtime/default" || (said == "docker/default" && word == "seccomp"),
            "Localhost" => said.StartsWith(Local, StringComparison.Ordinal),
            _ => true,
        };
        if (!isSame)
        {
            type.Forbidden($"{word} type in annotation and field must match");
        }
        else if (type.Text == "Localhost" && said[Local.Length..] != profile["localhostProfile"].Text)
        {
            profile["localhostProfile"].Forbidden($"{word} profile in annotation and field must match");
        }
    }
}

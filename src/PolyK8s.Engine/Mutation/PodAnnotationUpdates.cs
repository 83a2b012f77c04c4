namespace PolyK8s.Engine.Mutation;

/// <summary>The annotations of a Pod that stay as they were on its first day.</summary>
/// <remarks>Mirrors <c>ValidatePodSpecificAnnotationUpdates</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class PodAnnotationUpdates
{
    private const string Mirror = "kubernetes.io/config.mirror";
    private const string AppArmor = "container.apparmor.security.beta.kubernetes.io/";

    /// <summary>The annotations.</summary>
    public static void Check(Transition change)
    {
        var (now, before) = (change.New("metadata.annotations"), change.Old("metadata.annotations"));
        foreach (var key in (before?.Members ?? []).Select(member => member.Name).Where(IsFixed))
        {
            if (!now.Has(key) || now.Key(key).Text != before![key]!.Text)
            {
                now.Key(key).Forbidden($"may not remove or update {What(key)}");
            }
        }

        foreach (var (key, value) in now.Entries().Where(entry => IsFixed(entry.Key) && before?[entry.Key] is null))
        {
            value.Forbidden($"may not add {What(key)}");
        }
    }

    private static bool IsFixed(string key) => key == Mirror || key.StartsWith(AppArmor, StringComparison.Ordinal);

    private static string What(string key) => key == Mirror ? "mirror pod annotation" : "AppArmor annotations";
}

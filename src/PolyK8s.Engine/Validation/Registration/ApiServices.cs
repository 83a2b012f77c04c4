using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Registration;

/// <summary>APIServices.</summary>
/// <remarks>Mirrors <c>ValidateAPIService</c> of k8s.io/kube-aggregator <c>pkg/apis/apiregistration/validation</c>.</remarks>
internal static class ApiServices
{
    private const long MostGroupPriority = 20_000;
    private const long MostVersionPriority = 1000;
    private const long DefaultPort = 443;

    /// <summary>An APIService.</summary>
    public static void Check(Field item)
    {
        var (spec, group, version) = (item["spec"], item["spec"]["group"], item["spec"]["version"]);
        ObjectMetas.CheckAny(item["metadata"], name => Name(name, $"{version.Text}.{group.Text}"));
        if (group.Text.Length == 0 && version.Text != "v1")
        {
            group.Required("only v1 may have an empty group and it better be legacy kube");
        }

        group.MustIfAny(DnsNames.Subdomain);
        version.Must(DnsNames.OldLabel);
        if (spec["groupPriorityMinimum"].Number is <= 0 or > MostGroupPriority)
        {
            spec["groupPriorityMinimum"].InvalidNumber("must be positive and less than 20000");
        }

        if (spec["versionPriority"].Number is <= 0 or > MostVersionPriority)
        {
            spec["versionPriority"].InvalidNumber("must be positive and less than 1000");
        }

        if (spec["service"].IsSet)
        {
            Service(spec);
        }
        else
        {
            Local(spec);
        }
    }

    private static ImmutableArray<string> Name(string name, string required) =>
        DnsNames.PathSegment(name) is { IsEmpty: false } faults ? faults
        : name != required ? [$"must be `spec.version+\".\"+spec.group`: {GoText.Quote(required)}"]
        : [];

    private static void Service(Field spec)
    {
        var (service, insecure) = (spec["service"], spec["insecureSkipTLSVerify"]);
        service["namespace"].RequiredText();
        service["name"].RequiredText();
        if (service["port"].NumberOr(DefaultPort) is < 1 or > 65535)
        {
            service["port"].InvalidNumber("port is not valid: must be between 1 and 65535, inclusive");
        }

        if (insecure.IsTrue && spec["caBundle"].Text.Length > 0)
        {
            insecure.Invalid("true", "may not be true if caBundle is present");
        }
    }

    private static void Local(Field spec)
    {
        if (spec["caBundle"].Text is { Length: > 0 } bundle)
        {
            spec["caBundle"].Invalid(GoText.Quote($"{bundle.Length / 4 * 3} bytes"), "local APIServices may not have a caBundle");
        }

        if (spec["insecureSkipTLSVerify"].IsTrue)
        {
            spec["insecureSkipTLSVerify"].Invalid("true", "local APIServices may not have insecureSkipTLSVerify");
        }
    }
}

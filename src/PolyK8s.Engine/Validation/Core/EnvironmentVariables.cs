using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>The environment of a container.</summary>
/// <remarks>Mirrors <c>ValidateEnv</c>, <c>validateEnvVarValueFrom</c> and <c>ValidateEnvFrom</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class EnvironmentVariables
{
    private static readonly ImmutableArray<string> FieldPaths =
    [
        "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName",
        "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs",
    ];

    /// <summary>The variables.</summary>
    public static void Check(Field variables)
    {
        foreach (var variable in variables.Items())
        {
            variable["name"].RequiredMust(Name);
            if (variable.Gives("valueFrom"))
            {
                ValueFrom(variable["valueFrom"], variable["value"].Text.Length > 0);
            }
        }
    }

    /// <summary>The sets of variables taken from elsewhere.</summary>
    public static void From(Field sources)
    {
        foreach (var source in sources.Items())
        {
            source["prefix"].MustIfAny(Name);
            var given = 0;
            foreach (var reference in (Field[])[source["configMapRef"], source["secretRef"]])
            {
                if (reference.IsSet)
                {
                    given++;
                    reference["name"].RequiredMust(name => DnsNames.Prefix(DnsNames.Subdomain, name));
                }
            }

            // The server reports both on the list.
            if (given == 0)
            {
                sources.Invalid("\"\"", "must specify one of: `configMapRef` or `secretRef`");
            }
            else if (given > 1)
            {
                sources.Invalid("\"\"", "may not have more than one field specified at a time");
            }
        }
    }

    /// <summary>Any printable ASCII but the equals sign.</summary>
    /// <remarks>Mirrors <c>IsRelaxedEnvVarName</c>.</remarks>
    public static ImmutableArray<string> Name(string name) => DnsNames.Faults(
        name.Length == 0 ? "environment variable name must be non-empty" : null,
        name.AsSpan().IndexOfAnyExceptInRange(' ', '~') >= 0 || name.Contains('=', StringComparison.Ordinal)
            ? "a valid environment variable name must consist only of printable ASCII characters other than '='" : null);

    /// <summary>A key of a ConfigMap or Secret.</summary>
    /// <remarks>Mirrors <c>IsConfigMapKey</c>.</remarks>
    public static ImmutableArray<string> DataKey(string key) => DnsNames.Faults(
        DnsNames.Longer(key, 253),
        key.Length == 0 || key.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or '_'))
            ? "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')" : null,
        key == "." ? "must not be '.'" : key == ".." ? "must not be '..'" : key.StartsWith("..", StringComparison.Ordinal) ? "must not start with '..'" : null);

    private static void ValueFrom(Field from, bool hasValue)
    {
        var given = 0;
        if (from["fieldRef"].IsSet)
        {
            given++;
            DownwardApi.ObjectField(from["fieldRef"], FieldPaths);
        }

        if (from["resourceFieldRef"].IsSet)
        {
            given++;
            DownwardApi.ResourceField(from["resourceFieldRef"], inVolume: false);
        }

        foreach (var name in (ReadOnlySpan<string>)["configMapKeyRef", "secretKeyRef"])
        {
            if (from[name].IsSet)
            {
                given++;
                from[name]["name"].Must(DnsNames.Subdomain);
                from[name]["key"].RequiredMust(DataKey);
            }
        }

        given += FileKey(from["fileKeyRef"]);
        if (given == 0)
        {
            from.Invalid("\"\"", "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`");
        }
        else if (hasValue || given > 1)
        {
            from.Invalid("\"\"", hasValue ? "may not be specified when `value` is not empty" : "may not have more than one field specified at a time");
        }
    }

    private static int FileKey(Field reference)
    {
        if (!reference.IsSet)
        {
            return 0;
        }

        reference["key"].RequiredMust(Name);
        reference["volumeName"].RequiredMust(DnsNames.Label);
        reference["path"].RequiredText();
        Paths.NoBacksteps(reference["path"]);
        return 1;
    }
}

using System.Collections.Immutable;
using PolyK8s.Engine.Validation.Admission;

namespace PolyK8s.Engine.Validation.Extensions;

/// <summary>CustomResourceDefinitions, all but the expressions of their schemas, which are not compiled here.</summary>
/// <remarks>
/// Mirrors <c>ValidateCustomResourceDefinition</c> and <c>ValidateCustomResourceDefinitionUpdate</c> of
/// k8s.io/apiextensions-apiserver <c>pkg/apis/apiextensions/validation</c>. The server keeps what all versions have in common in
/// one place and reports it there: <c>spec.validation</c>, <c>spec.subresources</c>, <c>spec.additionalPrinterColumns</c>.
/// </remarks>
internal static class Definitions
{
    private const string Approved = "api-approved.kubernetes.io";

    /// <summary>A definition.</summary>
    public static void Check(Field definition)
    {
        var (metadata, spec) = (definition["metadata"], definition["spec"]);
        ObjectMetas.CheckAny(metadata, definition.Before is null ? name => Name(name, spec) : _ => []);
        Spec(spec);
        StoredVersions(definition);
        Approval(metadata["annotations"], spec["group"].Text);
        if (spec["preserveUnknownFields"].IsTrue && definition.Before?.At("spec", "preserveUnknownFields") is not { Text: "true" })
        {
            spec["preserveUnknownFields"].Invalid("true", "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead");
        }
    }

    private static ImmutableArray<string> Name(string name, Field spec) =>
        [.. DnsNames.Subdomain(name), .. name == $"{spec["names"]["plural"].Text}.{spec["group"].Text}" ? ImmutableArray<string>.Empty : ["must be spec.names.plural+\".\"+spec.group"]];

    private static void Spec(Field spec)
    {
        var (versions, common) = (spec["versions"].Items(), new CommonParts(spec));
        Group(spec["group"]);
        spec["scope"].RequiredOneOf(["Cluster", "Namespaced"]);
        foreach (var version in versions.Where(version => !version["schema"]["openAPIV3Schema"].IsSet))
        {
            version["schema"]["openAPIV3Schema"].Required();
        }

        if (spec["preserveUnknownFields"].IsTrue && versions.Any(version => SchemaRules.HasDefault(version["schema"]["openAPIV3Schema"].Node)))
        {
            spec["preserveUnknownFields"].Invalid("true", "must be false in order to use defaults in the schema");
        }

        foreach (var version in versions)
        {
            DefinitionVersions.Check(version, common);
        }

        Unique(spec["versions"], versions);
        DefinitionNames.Check(spec["names"]);
        DefinitionVersions.Shared(common);
        Conversion(spec["conversion"], spec["preserveUnknownFields"].IsTrue);
    }

    private static void Group(Field group)
    {
        if (!group.RequiredText())
        {
            return;
        }

        if (DnsNames.Subdomain(group.Text) is { IsEmpty: false } faults)
        {
            group.InvalidText(string.Join(",", faults));
        }
        else if (!group.Text.Contains('.', StringComparison.Ordinal))
        {
            group.InvalidText("should be a domain with at least one dot");
        }
    }

    private static void Unique(Field list, Field[] versions)
    {
        if (versions.Select(version => version["name"].Text).Distinct(StringComparer.Ordinal).Count() < versions.Length)
        {
            list.InvalidJson("must contain unique version names");
        }

        if (versions.Count(version => version["storage"].IsTrue) != 1)
        {
            list.InvalidJson("must have exactly one version marked as storage version");
        }
    }

    // Only the server writes the status: on create it is empty, on update it is the one before.
    private static void StoredVersions(Field definition)
    {
        var versions = definition["spec"]["versions"].Items();
        var at = definition["status"]["storedVersions"];
        var stored = (definition.Before?["status"]?.TextsAt("storedVersions") ?? [])
            .Concat(versions.Where(version => version["storage"].IsTrue).Take(1).Select(version => version["name"].Text))
            .Distinct(StringComparer.Ordinal).ToArray();
        if (stored.Length == 0)
        {
            at.Invalid("null", "must have at least one stored version");
        }

        foreach (var version in versions.Where(version => version["storage"].IsTrue && !stored.Contains(version["name"].Text, StringComparer.Ordinal)))
        {
            at.Invalid($"[{string.Join(',', stored.Select(GoText.Quote))}]", $"must have the storage version {version["name"].Text}");
        }

        foreach (var (name, i) in stored.Select((name, i) => (name, i)).Where(s => versions.All(version => version["name"].Text != s.name)))
        {
            at[i].Invalid(GoText.Quote(name), $"missing from spec.versions; {name} was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in {name} and removes {name} from status.storedVersions");
        }
    }

    private static void Approval(Field annotations, string group)
    {
        var isProtected = group is "k8s.io" or "kubernetes.io" || group.EndsWith(".k8s.io", StringComparison.Ordinal) || group.EndsWith(".kubernetes.io", StringComparison.Ordinal);
        var (annotation, before) = (annotations.Key(Approved), annotations.Before?.At("metadata", "annotations")?.TextAt(Approved));
        if (!isProtected || (annotations.Before is not null && (before ?? "") == annotation.Text))
        {
            return;
        }

        const string must = $"protected groups must have approval annotation \"{Approved}\"";
        const string see = ", see https://github.com/kubernetes/enhancements/pull/1111";
        if (annotation.Text.Length == 0)
        {
            annotation.Required(must + see);
        }
        else if (!annotation.Text.StartsWith("unapproved", StringComparison.Ordinal) && !(Uri.TryCreate(annotation.Text, UriKind.Absolute, out var url) && url.Host.Length > 0))
        {
            annotation.InvalidText($"{must} with either a URL or a reason starting with \"unapproved\"{see}");
        }
    }

    // Asked for once objects of the kind are served; what was no authority before may stay so.
    private static void Authority(Field bundle)
    {
        var isServed = bundle.Before?.At("status", "conditions")?.Items.Any(c => c.TextAt("type") == "Established" && c.TextAt("status") == "True") == true;
        var had = bundle.Before?.At("spec", "conversion", "webhook", "clientConfig")?.TextAt("caBundle") ?? "";
        if (isServed && bundle.Text.Length > 0 && !IsAuthority(bundle.Text) && (had.Length == 0 || IsAuthority(had)))
        {
            bundle.InvalidText("unable to load root certificates: unable to parse bytes as PEM block");
        }
    }

    private static bool IsAuthority(string bundle)
    {
        var bytes = new byte[bundle.Length];
        return Convert.TryFromBase64String(bundle, bytes, out var written)
            && System.Text.Encoding.ASCII.GetString(bytes, 0, written).Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal);
    }

    private static void Conversion(Field conversion, bool preserves)
    {
        if (!conversion.IsSet)
        {
            return;
        }

        var (strategy, webhook) = (conversion["strategy"], conversion["webhook"]);
        var (client, reviews) = (webhook["clientConfig"].At(conversion["webhookClientConfig"]), webhook["conversionReviewVersions"].At(conversion["conversionReviewVersions"]));
        if (preserves && strategy.Text != "None")
        {
            strategy.InvalidText("must be None if spec.preserveUnknownFields is true");
        }

        strategy.RequiredOneOf(["None", "Webhook"]);
        if (strategy.Text == "Webhook")
        {
            WebhookClients.Check(client, "required when strategy is set to Webhook");
            Authority(client["caBundle"]);
            WebhookClients.ReviewVersions(reviews, "");
            return;
        }

        if (client.IsSet)
        {
            client.Forbidden("should not be set when strategy is not set to Webhook");
        }

        if (reviews.Count > 0)
        {
            reviews.Forbidden("should not be set when strategy is not set to Webhook");
        }
    }
}

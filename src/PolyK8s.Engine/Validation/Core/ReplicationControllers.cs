namespace PolyK8s.Engine.Validation.Core;

/// <summary>ReplicationControllers.</summary>
/// <remarks>Mirrors <c>ValidateReplicationController</c> of <c>pkg/apis/core/validation</c>; labels and selector default to the labels of the template.</remarks>
internal static class ReplicationControllers
{
    /// <summary>A ReplicationController.</summary>
    public static void Check(Field controller)
    {
        var (metadata, spec) = (controller["metadata"], controller["spec"]);
        var labels = spec["template"]["metadata"]["labels"];
        ObjectMetas.Check(metadata, DnsNames.Subdomain, prefixOfNamed: false);
        if (metadata["labels"].Count == 0)
        {
            LabelNames.Labels(Field.Elsewhere("metadata.labels", labels));
        }

        spec["minReadySeconds"].NonNegative();
        var selector = spec["selector"].Count > 0 ? spec["selector"] : Field.Elsewhere("spec.selector", labels);
        if (selector.Count == 0)
        {
            selector.Required();
        }

        spec["replicas"].NonNegative();
        if (!spec["template"].IsSet)
        {
            spec["template"].Required();
            return;
        }

        if (selector.Entries().Any(entry => !labels.Has(entry.Key) || labels.Key(entry.Key).Text != entry.Value.Text))
        {
            labels.Invalid(GoText.Map(labels.Node), "`selector` does not match template `labels`");
        }

        PodTemplates.Check(spec["template"]);
        PodTemplates.AlwaysRestarted(spec["template"], "ReplicationController");
    }
}

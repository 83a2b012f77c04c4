namespace PolyK8s.Engine.Validation.Core;

/// <summary>Selectors of nodes.</summary>
/// <remarks>Mirrors <c>ValidateNodeSelector</c>, <c>ValidateNodeSelectorRequirement</c> and <c>ValidateNodeFieldSelectorRequirement</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class NodeSelectors
{
    private const string NotAnOperator = "not a valid selector operator";

    /// <summary>A selector.</summary>
    public static void Check(Field selector)
    {
        var terms = selector["nodeSelectorTerms"];
        if (terms.Count == 0)
        {
            terms.Required("must have at least one node selector term");
        }

        foreach (var term in terms.Items())
        {
            Term(term, checkValues: true);
        }
    }

    /// <summary>A term of a selector; a preferred one may have any values.</summary>
    public static void Term(Field term, bool checkValues)
    {
        foreach (var expression in term["matchExpressions"].Items())
        {
            Expression(expression, checkValues);
        }

        foreach (var field in term["matchFields"].Items())
        {
            OfField(field);
        }
    }

    private static void Expression(Field expression, bool checkValues)
    {
        var (name, values) = (expression["operator"], expression["values"]);
        if (!LabelSelectors.Operator(expression) && name.Text is not ("Gt" or "Lt"))
        {
            name.InvalidText(NotAnOperator);
        }
        else if (name.Text is "Gt" or "Lt" && values.Count != 1)
        {
            values.Required("must be specified single value when `operator` is 'Lt' or 'Gt'");
        }

        expression["key"].Must(LabelNames.Key);
        foreach (var value in checkValues ? values.Items() : [])
        {
            value.Must(LabelNames.Value);
        }
    }

    private static void OfField(Field requirement)
    {
        var values = requirement["values"];
        if (requirement["operator"].Text is not ("In" or "NotIn"))
        {
            requirement["operator"].InvalidText(NotAnOperator);
        }
        else if (values.Count != 1)
        {
            values.Required("must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
        }

        if (requirement["key"].Text != "metadata.name")
        {
            requirement["key"].InvalidText("not a valid field selector key");
            return;
        }

        foreach (var value in values.Items())
        {
            value.Must(DnsNames.Subdomain);
        }
    }
}

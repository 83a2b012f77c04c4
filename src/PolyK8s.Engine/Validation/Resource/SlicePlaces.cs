using PolyK8s.Engine.Validation.Core;

namespace PolyK8s.Engine.Validation.Resource;

/// <summary>On which nodes the devices of a slice are.</summary>
/// <remarks>Mirrors that part of <c>validateResourceSliceSpec</c> of <c>pkg/apis/resource/validation</c>.</remarks>
internal static class SlicePlaces
{
    private static readonly string[] Places = ["nodeName", "nodeSelector", "allNodes", "perDeviceNodeSelection"];

    /// <summary>The place of a slice: one of four.</summary>
    public static void Check(Field spec)
    {
        const string one = "exactly one of `nodeName`, `nodeSelector`, `allNodes`, `perDeviceNodeSelection` is required";
        Values(spec, "must be either unset or set to a non-empty string");
        var terms = spec["nodeSelector"]["nodeSelectorTerms"];
        if (spec["nodeSelector"].IsSet && terms.Count != 1)
        {
            terms.Invalid(terms.IsSet ? GoText.Json(terms.Node) : "null", "must have exactly one node selector term");
        }

        var meant = Meant(spec, Places);
        if (meant.Length == 0)
        {
            spec.Required(one);
        }
        else if (meant.Length > 1)
        {
            spec.Invalid(Printed(meant), one + ", but multiple fields are set");
        }
    }

    /// <summary>What is given says something: no empty name, no false.</summary>
    public static void Values(Field owner, string emptyName)
    {
        var name = owner["nodeName"];
        if (name.IsSet && name.Text.Length == 0)
        {
            name.InvalidText(emptyName);
        }

        name.MustIfAny(DnsNames.Subdomain);
        if (owner["nodeSelector"].IsSet)
        {
            NodeSelectors.Check(owner["nodeSelector"]);
        }

        foreach (var flag in ((Field[])[owner["allNodes"], owner["perDeviceNodeSelection"]]).Where(flag => flag.IsSet && !flag.IsTrue))
        {
            flag.Invalid("false", "must be either unset or set to true");
        }
    }

    /// <summary>The places that are given and say something.</summary>
    public static string[] Meant(Field owner, string[] places) =>
        [.. places.Where(place => place == "nodeSelector" ? owner[place].IsSet : owner[place].Text.Length > 0 || owner[place].IsTrue)];

    /// <summary>The places as messages print them.</summary>
    public static string Printed(string[] places) => GoText.Quote($"{{{string.Join(", ", places.Select(name => $"`{name}`"))}}}");
}

using System.Numerics;

namespace PolyK8s.Engine.Validation.Resource;

/// <summary>How much of a device's capacity a claim may ask for.</summary>
/// <remarks>Mirrors <c>validateRequestPolicy</c>, <c>validateRequestPolicyValidValues</c> and <c>validateRequestPolicyRange</c> of <c>pkg/apis/resource/validation</c>.</remarks>
internal static class CapacityPolicies
{
    private const int MostValues = 10;

    /// <summary>A capacity of a device.</summary>
    /// <param name="capacity">The capacity.</param>
    /// <param name="isShared">Whether several claims can have the device.</param>
    public static void Check(Field capacity, bool isShared)
    {
        var (policy, most) = (capacity["requestPolicy"], Quantities.Of(capacity["value"]));
        var (values, range, usual) = (policy["validValues"], policy["validRange"], policy["default"]);
        if (!policy.IsSet)
        {
            return;
        }

        if (!isShared)
        {
            policy.Forbidden("allowMultipleAllocations must be true");
        }
        else if (values.Count > 0 && range.IsSet)
        {
            policy.Forbidden("exactly one policy can be specified, cannot specify \"validValues\" and \"validRange\" at the same time");
        }
        else if ((values.Count > 0 || range.IsSet) && !usual.IsSet)
        {
            usual.Required($"required when {(range.IsSet ? "validRange" : "validValues")} is defined");
        }
        else if (values.Count > 0)
        {
            Values(values, Quantities.Of(usual), most);
        }
        else if (range.IsSet)
        {
            Range(range, Quantities.Of(usual), most);
        }
    }

    private static void Values(Field values, Quantity usual, Quantity most)
    {
        var items = values.Items();
        for (var i = 1; i < items.Length; i++)
        {
            if (Quantities.Of(items[i - 1]).CompareTo(Quantities.Of(items[i])) > 0)
            {
                items[i].Invalid(Quantities.Printed(items[i]), "values must be sorted in ascending order");
            }
        }

        if (items.Length > MostValues)
        {
            values.TooMany(MostValues);
        }

        foreach (var item in items.Where(item => Quantities.Of(item).CompareTo(most) > 0))
        {
            item.Invalid(Quantities.Printed(item), $"option is larger than capacity value: {most}");
        }

        var seen = new HashSet<BigInteger>();
        foreach (var item in items.Where(item => !seen.Add(Quantities.Of(item).Value)))
        {
            item.Duplicate(GoText.Quote(Quantities.Of(item).Value.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        if (items.All(item => Quantities.Of(item).CompareTo(usual) != 0))
        {
            values.Invalid(GoText.Quote(usual.ToString()), "default value is not valid according to the requestPolicy");
        }
    }

    private static void Range(Field range, Quantity usual, Quantity most)
    {
        if (!range["min"].IsSet)
        {
            range["min"].Required("required when validRange is defined");
            return;
        }

        var least = Quantities.Of(range["min"]);
        More(range["min"], least, most, $"min is larger than capacity value: {most}");
        More(range["min"], least, usual, $"default is less than min: {least}");
        if (range["max"].IsSet)
        {
            var top = Quantities.Of(range["max"]);
            More(range["max"], least, top, $"min is larger than max: {top}");
            More(range["max"], top, most, $"max is larger than capacity value: {most}");
            More(range["max"], usual, top, $"default is more than max: {top}");
        }

        if (range["step"].IsSet)
        {
            Step(range, least, usual, most);
        }
    }

    private static void Step(Field range, Quantity least, Quantity usual, Quantity most)
    {
        var (field, step) = (range["step"], Quantities.Of(range["step"]));
        if (least.Nanos + step.Nanos > most.Nanos)
        {
            field.Invalid(Quantities.Printed(field), $"one step is larger than capacity value: {most}");
        }

        Quantity[] ends = range["max"].IsSet ? [usual, Quantities.Of(range["max"])] : [usual];
        foreach (var end in ends.Where(end => !step.Value.IsZero && !BigInteger.Remainder(end.Value - least.Value, step.Value).IsZero))
        {
            field.Invalid(GoText.Quote(end.ToString()), $"value is not a multiple of a given step ({step}) from ({least})");
        }
    }

    private static void More(Field field, Quantity amount, Quantity bound, string detail)
    {
        if (amount.CompareTo(bound) > 0)
        {
            field.Invalid(GoText.Quote(amount.ToString()), detail);
        }
    }
}

using System.Globalization;
using System.Numerics;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>The amounts of one limit of a LimitRange, defaults filled in, and how they must relate.</summary>
internal sealed class LimitAmounts
{
    // The server computes in thousandths as long as they fit into 64 bits.
    private const long MostInThousandths = long.MaxValue / 1000;

    /// <summary>Reads a limit; for containers a missing default is the maximum, and a missing default request the default or the minimum.</summary>
    public LimitAmounts(Field limit)
    {
        Max = Read(limit["max"]);
        Min = Read(limit["min"]);
        Ratio = Read(limit["maxLimitRequestRatio"]);
        var (type, isPod) = (limit["type"].Text, limit["type"].Text == "Pod");
        Default = isPod ? [] : Read(limit["default"]);
        DefaultRequest = isPod ? [] : Read(limit["defaultRequest"]);
        if (type == "Container")
        {
            Fill(Default, Max, limit["default"]);
            Fill(DefaultRequest, Default, limit["defaultRequest"]);
            Fill(DefaultRequest, Min, limit["defaultRequest"]);
        }
    }

    /// <summary>The most.</summary>
    public Dictionary<string, Field> Max { get; }

    /// <summary>The least.</summary>
    public Dictionary<string, Field> Min { get; }

    /// <summary>The limit of a container that names none.</summary>
    public Dictionary<string, Field> Default { get; }

    /// <summary>The request of a container that names none.</summary>
    public Dictionary<string, Field> DefaultRequest { get; }

    /// <summary>The most a limit may exceed its request.</summary>
    public Dictionary<string, Field> Ratio { get; }

    /// <summary>Every amount must lie between its neighbours.</summary>
    public void Compare()
    {
        foreach (var resource in Max.Keys.Concat(Min.Keys).Concat(Default.Keys).Concat(DefaultRequest.Keys).Concat(Ratio.Keys).Distinct(StringComparer.Ordinal))
        {
            var (most, least) = (Max.GetValueOrDefault(resource), Min.GetValueOrDefault(resource));
            var (limit, request) = (Default.GetValueOrDefault(resource), DefaultRequest.GetValueOrDefault(resource));
            Ordered(least, most, least, least, "min value", "max value");
            Ordered(least, request, request, request, "min value", "default request value");
            Ordered(request, most, request, request, "default request value", "max value");
            Ordered(request, limit, request, request, "default request value", "default limit value");
            Ordered(least, limit, limit, least, "min value", "default value");
            Ordered(limit, most, limit, most, "default value", "max value");
            if (Ratio.GetValueOrDefault(resource) is { } ratio && Quantities.Of(ratio).Nanos < Quantity.One)
            {
                ratio.Invalid(Quantities.Printed(ratio), $"ratio {Quantities.Of(ratio)} is less than 1");
            }

            Reachable(Ratio.GetValueOrDefault(resource), least, most);
            if (limit is not null && request is not null && !ResourceNames.AllowsOvercommit(resource) && Quantities.Of(limit).CompareTo(Quantities.Of(request)) != 0)
            {
                request.Invalid(Quantities.Printed(request), $"default value {Quantities.Of(limit)} must equal to defaultRequest value {Quantities.Of(request)} in {resource}");
            }
        }
    }

    // A limit can exceed its request by no more than the largest limit exceeds the smallest request.
    private static void Reachable(Field? ratio, Field? least, Field? most)
    {
        if (ratio is null || least is null || most is null)
        {
            return;
        }

        Quantity[] amounts = [Quantities.Of(ratio), Quantities.Of(least), Quantities.Of(most)];
        var unit = amounts.All(amount => amount.Value < MostInThousandths) ? Quantity.One / 1000 : Quantity.One;
        var (times, smallest, largest) = ((double)Rounded(amounts[0], unit) / (double)(Quantity.One / unit), (double)Rounded(amounts[1], unit), (double)Rounded(amounts[2], unit));
        if (times > largest / smallest)
        {
            var bound = double.IsInfinity(largest / smallest) ? (largest < 0 ? "-Inf" : "+Inf") : (largest / smallest).ToString("F6", CultureInfo.InvariantCulture);
            ratio.Invalid(Quantities.Printed(ratio), $"ratio {Quantities.Of(ratio)} is greater than max/min = {bound}");
        }
    }

    private static BigInteger Rounded(Quantity amount, BigInteger unit) =>
        BigInteger.DivRem(amount.Nanos, unit, out var rest) + (rest > 0 ? 1 : 0);

    private static void Ordered(Field? smaller, Field? larger, Field? at, Field? printed, string smallerName, string largerName)
    {
        if (smaller is not null && larger is not null && Quantities.Of(smaller).CompareTo(Quantities.Of(larger)) > 0)
        {
            at!.Invalid(Quantities.Printed(printed!), $"{smallerName} {Quantities.Of(smaller)} is greater than {largerName} {Quantities.Of(larger)}");
        }
    }

    private static Dictionary<string, Field> Read(Field amounts)
    {
        var read = new Dictionary<string, Field>(StringComparer.Ordinal);
        foreach (var (resource, amount) in amounts.Entries())
        {
            read[resource] = amount;
        }

        return read;
    }

    private static void Fill(Dictionary<string, Field> amounts, Dictionary<string, Field> from, Field at)
    {
        foreach (var (resource, amount) in from)
        {
            amounts.TryAdd(resource, amount.At(at.Key(resource)));
        }
    }
}

using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.FlowControl;

/// <summary>PriorityLevelConfigurations.</summary>
/// <remarks>Mirrors <c>ValidatePriorityLevelConfigurationSpec</c> of <c>pkg/apis/flowcontrol/validation</c>, after <c>SetDefaults_LimitedPriorityLevelConfiguration</c> and <c>SetDefaults_QueuingConfiguration</c>.</remarks>
internal static class PriorityLevels
{
    private const long DefaultQueues = 64;
    private const long DefaultHand = 8;
    private const long DefaultLength = 50;
    private const long MostQueues = 10_000_000;
    private const int MostHashBits = 60;
    private const string Positive = "must be positive";
    private static readonly ImmutableArray<string> Types = ["Exempt", "Limited"];
    private static readonly ImmutableArray<string> Responses = ["Queue", "Reject"];

    /// <summary>A PriorityLevelConfiguration.</summary>
    public static void Check(Field level)
    {
        var (spec, type) = (level["spec"], level["spec"]["type"]);
        ObjectMetas.Check(level["metadata"], DnsNames.Subdomain);
        if ((level["metadata"]["name"].Text == "exempt") != (type.Text == "Exempt"))
        {
            type.InvalidText("type must be 'Exempt' if and only if name is 'exempt'");
        }

        switch (type.Text)
        {
            case "Exempt":
                Exempt(spec);
                break;
            case "Limited":
                Limited(spec);
                break;
            default:
                type.OneOf(Types);
                break;
        }
    }

    private static void Exempt(Field spec)
    {
        if (spec["limited"].IsSet)
        {
            spec["limited"].Forbidden("must be nil if the type is not Limited");
        }

        Shares(spec["exempt"]);
    }

    private static void Limited(Field spec)
    {
        var limited = spec["limited"];
        if (spec["exempt"].IsSet)
        {
            spec["exempt"].Forbidden("must be nil if the type is Limited");
        }

        if (!limited.IsSet)
        {
            limited.Required("must not be empty when type is Limited");
            return;
        }

        if (limited["nominalConcurrencyShares"].Number < 0)
        {
            limited["nominalConcurrencyShares"].InvalidNumber("must be a non-negative integer");
        }

        Response(limited["limitResponse"]);
        Lendable(limited);
        if (limited["borrowingLimitPercent"].Number < 0)
        {
            limited["borrowingLimitPercent"].InvalidNumber("if specified, must be a non-negative integer");
        }
    }

    private static void Shares(Field exempt)
    {
        if (exempt["nominalConcurrencyShares"].Number < 0)
        {
            exempt["nominalConcurrencyShares"].InvalidNumber("must be a non-negative integer");
        }

        Lendable(exempt);
    }

    private static void Lendable(Field level)
    {
        if (level["lendablePercent"].Number is < 0 or > 100)
        {
            level["lendablePercent"].InvalidNumber("must be between 0 and 100, inclusive");
        }
    }

    private static void Response(Field response)
    {
        var queuing = response["queuing"];
        switch (response["type"].Text)
        {
            case "Reject":
                if (queuing.IsSet)
                {
                    queuing.Forbidden("must be nil if limited.limitResponse.type is not Limited");
                }

                break;
            case "Queue":
                if (queuing.IsSet)
                {
                    Queuing(queuing);
                }
                else
                {
                    queuing.Required("must not be empty if limited.limitResponse.type is Limited");
                }

                break;
            default:
                response["type"].OneOf(Responses);
                break;
        }
    }

    // Zeros are defaults.
    private static void Queuing(Field queuing)
    {
        var (length, queues, hand) = (queuing["queueLengthLimit"], queuing["queues"], queuing["handSize"]);
        var (many, size) = (Or(queues, DefaultQueues), Or(hand, DefaultHand));
        if (Or(length, DefaultLength) <= 0)
        {
            length.InvalidNumber(Positive);
        }

        if (many <= 0 || many > MostQueues)
        {
            queues.InvalidNumber(many <= 0 ? Positive : $"must not be greater than {MostQueues}");
        }

        if (size <= 0)
        {
            hand.InvalidNumber(Positive);
        }
        else if (size > many)
        {
            hand.InvalidNumber($"should not be greater than queues ({many})");
        }
        else if (Math.Ceiling(Math.Log2(many) * size) is var bits && bits > MostHashBits)
        {
            hand.InvalidNumber($"required entropy bits of deckSize {many} and handSize {size} should not be greater than {MostHashBits}");
        }
    }

    private static long Or(Field field, long missing) => field.Number == 0 ? missing : field.Number;
}

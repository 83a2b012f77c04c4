using static PolyK8s.Engine.Lifecycles.StateLevel;

namespace PolyK8s.Engine.Lifecycles.Tables;

/// <summary>Kinds without a lifecycle of their own: those that are there or not, and those that tell by the conditions every controller may write.</summary>
internal static class OtherTables
{
    /// <summary>Kinds that are there or not.</summary>
    public static LifecycleTable Plain { get; } = new()
    {
        Kinds = PlainKinds.All,
        States = [new("Exists", Settled)],
        Rows = [new("", "Exists", "NoLifecycle", "a {kind} is there or not; it has no other state")],
    };

    /// <summary>Kinds with conditions, and every kind of which there is no other table: custom resources, and kinds of releases to come.</summary>
    public static LifecycleTable Generic { get; } = new()
    {
        Kinds = PlainKinds.WithConditions,
        Fields = Common.Fields,
        States = Common.States(
            new("NotReady", Underway, "Current", "CouldNotTell"),
            new("Current", Settled, "NotReady", "CouldNotTell"),
            new("CouldNotTell", Unclear, "NotReady", "Current")),
        Rows =
        [
            .. Common.Rows,
            new("Ready=True", "Current", "{Ready.reason}", "{Ready.message}"),
            new("Ready=False", "NotReady", "{Ready.reason}", "{Ready.message}"),
            new("Ready=Unknown", "NotReady", "{Ready.reason}", "{Ready.message}"),
            new("Ready", "CouldNotTell", "UnknownConditionStatus", "the condition Ready is neither True nor False nor Unknown"),
            new("", "Current", "NoReadyCondition", "nothing says that it is not"),
        ],
        Invariants = Common.Invariants,
    };
}

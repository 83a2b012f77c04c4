using System.Collections.Immutable;

namespace PolyK8s.Engine.Lifecycles;

/// <summary>A row of a table: what holds, and what the object is then.</summary>
/// <param name="When">
/// Tests joined by <c>&amp;</c>, each perhaps after <c>!</c>: <c>field?</c> is there, <c>field = word</c>,
/// <c>less &lt; more</c> between fields or whole numbers, and of conditions <c>Type=Status</c>, <c>Type:Reason</c>,
/// <c>Type=Status:Reason</c>, <c>Type</c>, with <c>*</c> for any type and <c>!</c> before a reason for any other.
/// Empty: always.
/// </param>
/// <param name="State">The state.</param>
/// <param name="Reason">Why, in one word; a template like the message.</param>
/// <param name="Message">Why, for people: <c>{field}</c>, <c>{more-less}</c>, <c>{Type.message}</c>, <c>{Type.reason}</c>, <c>{kind}</c>.</param>
public sealed record TableRow(string When, string State, string Reason = "", string Message = "")
{
    /// <summary>Not a row of tests but a walk: the first condition, in the order of the object, that one of these is about.</summary>
    public ImmutableArray<TableRow> Cases { get; private init; } = [];

    /// <summary>A walk over the conditions; each case is about one.</summary>
    public static TableRow Walk(params ImmutableArray<TableRow> cases) => new("", "") { Cases = cases };
}

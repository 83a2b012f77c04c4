using System.Globalization;
using System.Text;
using PolyK8s.Engine.Ordering;

namespace PolyK8s.Cli.Output;

/// <summary>An order for people.</summary>
internal static class OrderText
{
    /// <summary>The waves, or the cycle.</summary>
    public static string Of(ApplyOrder order)
    {
        var text = new StringBuilder();
        foreach (var edge in order.Cycle)
        {
            text.Append(CultureInfo.InvariantCulture, $"{PlainLine.Of(edge.Waiting.ToString())} waits for {PlainLine.Of(edge.Awaited.ToString())} ({PlainLine.Of(edge.Source)}{(edge.By == edge.Waiting ? "" : $" of {PlainLine.Of(edge.By.ToString())}")})\n");
        }

        for (var i = 0; i < order.Waves.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"wave {i + 1}\n");
            foreach (var key in order.Waves[i])
            {
                text.Append(CultureInfo.InvariantCulture, $"  {PlainLine.Of(key.ToString())}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>What else is to be said, one line each.</summary>
    public static IEnumerable<string> Notes(ApplyOrder order) =>
        Enumerable.Repeat("there is no order: objects wait for themselves in a cycle", order.Cycle.IsEmpty ? 0 : 1)
        .Concat(order.Inversions.Select(e => $"`{e.Waiting}` refers (`{e.Source}`) to `{e.Awaited}` in a later wave; put that into the same or an earlier one"))
        .Concat(order.LeftOut.Select(key => $"`{key}` is a hook that applying does not run; it is in no wave"));
}

using System.Collections.Immutable;
using PolyK8s.Engine.Validation.Expressions;

namespace PolyK8s.Engine.Validation.Resource;

/// <summary>The expressions that choose devices, as far as they can be judged without compiling them.</summary>
/// <remarks>Mirrors <c>validateSelector</c> and <c>validateCELSelector</c> of <c>pkg/apis/resource/validation</c>.</remarks>
internal static class DeviceSelectors
{
    private const int MostSelectors = 32;
    private const int MostBytes = 10 * 1024;
    private static readonly ImmutableArray<string> Members = ["driver", "attributes", "capacity", "allowMultipleAllocations"];

    /// <summary>The selectors of a request or of a class.</summary>
    public static void Check(Field selectors)
    {
        if (selectors.Count > MostSelectors)
        {
            selectors.TooMany(MostSelectors);
            return;
        }

        foreach (var selector in selectors.Items())
        {
            if (selector["cel"].IsSet)
            {
                Expression(selector["cel"]["expression"]);
            }
            else
            {
                selector["cel"].Required();
            }
        }
    }

    private static void Expression(Field expression)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(expression.Text) > MostBytes)
        {
            expression.TooLong(MostBytes);
            return;
        }

        if (expression.Text.Trim().Length == 0)
        {
            expression.InvalidText("compilation failed: ERROR: <input>:1:1: Syntax error: unexpected end of the expression");
        }

        var before = expression.Errors.Count;
        CelExpressions.Check(expression, CelExpressions.OfDevices, "bool");
        if (expression.Errors.Count == before)
        {
            CelExpressions.Members(expression, "device", Members.AsSpan());
        }
    }
}

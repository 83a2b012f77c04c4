using PolyK8s.Engine.Schemas.Formats;

namespace PolyK8s.Engine.Schemas;

/// <summary>The scalar types of built-in kinds, as Go decodes them.</summary>
internal static class BuiltInTypes
{
    /// <summary>The schema a letter of the pack stands for.</summary>
    public static SchemaNode Of(char letter) => letter switch
    {
        's' => new(Shape.String),
        'i' => new(Shape.Integer) { Size = IntegerSize.Int32 },
        'l' => new(Shape.Integer) { Size = IntegerSize.Int64 },
        'n' => new(Shape.Number),
        'b' => new(Shape.Boolean),
        'I' => new(Shape.IntegerOrString) { Size = IntegerSize.Int32 },
        'q' => new(Shape.Anything) { Name = "Quantity", Check = new QuantityFormat() },
        't' => new(Shape.String) { Name = "Time", Check = new TimeFormat("date-time", fraction: null) },
        'T' => new(Shape.String) { Name = "MicroTime", Check = new TimeFormat("date-time", fraction: 6) },
        'd' => new(Shape.String) { Name = "Duration", Check = new DurationFormat() },
        'y' => new(Shape.Anything) { Name = "bytes", Check = new BytesFormat() },
        'o' => new(Shape.Record),
        _ => new(Shape.Anything),
    };
}

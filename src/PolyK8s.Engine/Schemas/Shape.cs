namespace PolyK8s.Engine.Schemas;

/// <summary>What JSON a schema asks for.</summary>
public enum Shape
{
    /// <summary>Any value.</summary>
    Anything,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>An integer.</summary>
    Integer,

    /// <summary>Any number.</summary>
    Number,

    /// <summary>Text.</summary>
    String,

    /// <summary>An integer or text.</summary>
    IntegerOrString,

    /// <summary>A list of one kind of element.</summary>
    List,

    /// <summary>An object of any keys and one kind of value.</summary>
    Map,

    /// <summary>An object of declared fields.</summary>
    Record,
}

namespace PolyK8s.Engine.Manifests;

/// <summary>The JSON types, with integers told apart from other numbers as Kubernetes schemas do.</summary>
public enum NodeKind
{
    /// <summary>JSON null.</summary>
    Null,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>A number without fraction and exponent, of any size.</summary>
    Integer,

    /// <summary>Any other number.</summary>
    Number,

    /// <summary>Text.</summary>
    String,

    /// <summary>A list.</summary>
    Array,

    /// <summary>A set of named members, in source order.</summary>
    Object,
}

namespace PolyK8s.Engine;

/// <summary>What a finding did, in the words every front door uses.</summary>
public static class EffectWords
{
    /// <summary>The word.</summary>
    public static string Of(Effect effect) => effect switch
    {
        Effect.Deny => "denies",
        Effect.Existing => "was so before",
        Effect.Warn => "warns",
        Effect.Excepted => "excepted",
        _ => "audit only",
    };
}

namespace PolyK8s.Engine.Certificates;

/// <summary>A certificate authority in time.</summary>
/// <param name="Begins">When it begins to be valid.</param>
/// <param name="Ends">When it ends.</param>
/// <param name="Retires">When it stops signing; null as long as no successor has taken over.</param>
public sealed record Authority(DateTimeOffset Begins, DateTimeOffset Ends, DateTimeOffset? Retires);

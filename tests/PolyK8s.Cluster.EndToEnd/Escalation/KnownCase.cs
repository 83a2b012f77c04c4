namespace PolyK8s.Cluster.EndToEnd.Escalation;

/// <summary>A corner of the escalation check, with its answer.</summary>
/// <param name="Name">What it is about; also the user's name.</param>
/// <param name="Here">The rules the user holds in the namespace, comma-separated YAML.</param>
/// <param name="Everywhere">The rules the user holds in the whole cluster.</param>
/// <param name="Kind">The kind the user writes.</param>
/// <param name="Body">Its fields beside <c>metadata</c>.</param>
/// <param name="Existing">The rules of the roles a binding may refer to.</param>
/// <param name="Allowed">Whether the API server lets the user write it.</param>
public sealed record KnownCase(string Name, string Here, string Everywhere, string Kind, string Body, string Existing, bool Allowed)
{
    /// <summary>The case in a namespace.</summary>
    public EscalationCase In(string ns) => new(Name, ns, $"[{Here}]", $"[{Everywhere}]", Kind, Body, $"[{Existing}]");
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PolyK8s.Engine;

/// <summary>What a rule is, for people and for programs. Lists, explanations and documentation are made of cards.</summary>
public sealed record RuleCard
{
    /// <summary><c>Module/kebab-case</c>, stable for ever.</summary>
    public required string Id { get; init; }

    /// <summary>The rule in one line.</summary>
    public required string Title { get; init; }

    /// <summary>What goes wrong without it, in a few sentences.</summary>
    public required string Why { get; init; }

    /// <summary>What it reads: fields and annotations, and the shape of its witness.</summary>
    public required string Reads { get; init; }

    /// <summary>What is allowed, and how to mend what is not.</summary>
    public required string Allows { get; init; }

    /// <summary>The changes it looks at.</summary>
    public required ImmutableArray<RuleScope> Scopes { get; init; }

    /// <summary>The severity of its findings unless one says otherwise.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The theorem of GUARANTEES.md it rests on, <c>Module.Lemma</c>; null for a rule that is measured by tests, not proved.</summary>
    public required string? Theorem { get; init; }

    /// <summary>What it rests on, in words.</summary>
    [JsonIgnore]
    public string RestsOn => Theorem ?? "tests, not a proof";

    /// <summary>The mode where no profile names the rule, if it is milder than the front door's own; null to take that.</summary>
    public Mode? DefaultMode { get; init; }

    /// <summary>Whether it cannot judge without an author.</summary>
    public bool NeedsAuthor { get; init; }

    /// <summary>Whether it denies whatever profiles and exceptions say: what would otherwise make both meaningless.</summary>
    public bool AlwaysEnforced { get; init; }

    /// <summary>Whether an API server has said the same before it asks a webhook, which then leaves the rule out.</summary>
    public bool RepeatsApiServer { get; init; }

    /// <summary>The kinds of other objects it cannot judge without.</summary>
    [JsonIgnore]
    public ImmutableArray<GroupKind> NeedsKinds { get; init; } = [];

    /// <summary>Whether any scope takes in the change.</summary>
    public bool Covers(Change change)
    {
        foreach (var scope in Scopes)
        {
            if (scope.Covers(change))
            {
                return true;
            }
        }

        return false;
    }
}

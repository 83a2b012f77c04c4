using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine;
using PolyK8s.Engine.Defaulting;

namespace PolyK8s.Webhook.Review;

/// <summary>What is answered to a review. There are four words, and only this file says them.</summary>
internal sealed record AdmissionResponse
{
    // A person reads the causes; what they do not hold is in the audit annotation.
    private const int MaxCauses = 32;

    // An audit event is cut at 100 KiB by default; a few dozen lines are enough to find the policy at fault.
    private const int MaxAnnotation = 4096;

    /// <summary>Why it is denied; null when it is allowed.</summary>
    public AdmissionStatus? Status { get; private init; }

    /// <summary>What to tell whoever made the change, one line each.</summary>
    public ImmutableArray<string> Warnings { get; private init; } = [];

    /// <summary>What to record in the audit log, by name.</summary>
    public ImmutableArray<(string Name, string Value)> AuditAnnotations { get; private init; } = [];

    /// <summary>What to add to the object; empty to leave it as it is.</summary>
    public ImmutableArray<PatchOperation> Patch { get; private init; } = [];

    /// <summary>The change passes.</summary>
    public static AdmissionResponse Allowed(ImmutableArray<string> warnings, ImmutableArray<(string Name, string Value)> auditAnnotations) =>
        new() { Warnings = warnings, AuditAnnotations = auditAnnotations };

    /// <summary>The change passes with additions. A mutating webhook alone may say so.</summary>
    public static AdmissionResponse Patched(ImmutableArray<PatchOperation> patch, ImmutableArray<(string Name, string Value)> auditAnnotations) =>
        new() { Patch = patch, AuditAnnotations = auditAnnotations };

    /// <summary>The change is refused for what was found.</summary>
    public static AdmissionResponse Denied(AdmissionStatus status, ImmutableArray<string> warnings, ImmutableArray<(string Name, string Value)> auditAnnotations) =>
        new() { Status = status, Warnings = warnings, AuditAnnotations = auditAnnotations };

    /// <summary>The change is refused because it could not be understood.</summary>
    /// <param name="problem">One line.</param>
    public static AdmissionResponse Errored(string problem) =>
        new() { Status = new($"not understood: {problem}", null, []), AuditAnnotations = [("outcome", "NotUnderstood")] };

    /// <summary>The word for defaults. Those that are left out are told to the audit log: whoever made the change cannot mend it.</summary>
    public static AdmissionResponse Of(Defaulted defaulted)
    {
        var annotations = ImmutableArray.CreateBuilder<(string, string)>();
        if (!defaulted.Patch.IsEmpty)
        {
            annotations.Add(("defaults-of", string.Join(',', defaulted.Constraints)));
        }

        if (!defaulted.Notes.IsEmpty)
        {
            annotations.Add(("defaults-left-out", OneLine.Cut(OneLine.Of(string.Join("; ", defaulted.Notes)), MaxAnnotation)));
        }

        return Patched(defaulted.Patch, annotations.DrainToImmutable());
    }

    /// <summary>The word for a verdict. One that could not tell is allowed, with a warning: the audit log has it too.</summary>
    public static AdmissionResponse Of(Verdict verdict, Change change)
    {
        var (warnings, annotations) = (WarningLines.Of(verdict), AuditLines.Of(verdict));
        if (verdict.Outcome != Outcome.Denied)
        {
            return Allowed(warnings, annotations);
        }

        var causes = verdict.Findings
            .Where(f => f.Effect == Effect.Deny)
            .Select(f => new StatusCause(OneLine.Of(f.Sentence), OneLine.Of(f.Path)))
            .ToImmutableArray();
        if (causes.Length > MaxCauses)
        {
            causes = [.. causes[..(MaxCauses - 1)], new(string.Create(CultureInfo.InvariantCulture, $"and {causes.Length - MaxCauses + 1} more findings; `poly-k8s check` shows them all"), "")];
        }

        return Denied(new(string.Join('\n', causes.Select(c => c.Message)), change.Object.Reference, causes), warnings, annotations);
    }
}

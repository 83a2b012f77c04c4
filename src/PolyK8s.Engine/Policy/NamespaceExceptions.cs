using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Policy;

/// <summary>The exceptions of a cluster by namespace: the one place where a finding is excepted, for webhook, command line, MCP and background check alike.</summary>
public sealed class NamespaceExceptions
{
    private readonly ImmutableDictionary<string, (ExceptionBook Book, ImmutableArray<SafetyException> Exceptions)> _byNamespace;

    private NamespaceExceptions(ImmutableDictionary<string, (ExceptionBook, ImmutableArray<SafetyException>)> byNamespace) => _byNamespace = byNamespace;

    /// <summary>Reads them from a view. A broken exception excepts nothing.</summary>
    public static IProjection<NamespaceExceptions> Projection { get; } = new FromView();

    /// <summary>The finding, excepted if an exception holds for its rule and its object now.</summary>
    /// <param name="finding">A finding that denies or warns.</param>
    /// <param name="subject">The object; one that is in no namespace has no exceptions.</param>
    /// <param name="now">The moment of the change.</param>
    public Finding Of(Finding finding, Manifest subject, DateTimeOffset now)
    {
        if (subject.Namespace.Length == 0 || !_byNamespace.TryGetValue(subject.Namespace, out var here)
            || here.Book.Holding(finding.Effect, Spellings.OfRule(finding.Rule), Spellings.OfKind(subject), Spellings.OfName(subject), now) is not { } which)
        {
            return finding;
        }

        var exception = here.Exceptions[which];
        return finding with
        {
            Effect = Effect.Excepted,
            Exception = new($"{exception.Namespace}/{exception.Name}", exception.Reason, exception.ExpiresAt, finding.Effect),
        };
    }

    private sealed class FromView : IProjection<NamespaceExceptions>
    {
        public ImmutableArray<GroupKind> Kinds { get; } = [SafetyException.GroupKind];

        public NamespaceExceptions Project(ClusterView view) => new(view.Of(SafetyException.GroupKind).All
            .Select(manifest => SafetyExceptionReader.Read(manifest, RuleBook.All))
            .Where(read => read.Faults.IsEmpty)
            .Select(read => read.Exception)
            .GroupBy(exception => exception.Namespace, StringComparer.Ordinal)
            .ToImmutableDictionary(here => here.Key, here => BookOf([.. here.OrderBy(e => e.Name, StringComparer.Ordinal)]), StringComparer.Ordinal));

        private static (ExceptionBook, ImmutableArray<SafetyException>) BookOf(ImmutableArray<SafetyException> exceptions) => (new(exceptions), exceptions);
    }
}

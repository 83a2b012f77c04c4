using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Policy;

/// <summary>The exceptions of a cluster by namespace: the one place where a finding is excepted, for webhook, command line, MCP and background check alike.</summary>
public sealed class NamespaceExceptions
{
    private readonly ImmutableDictionary<string, Here> _byNamespace;

    private NamespaceExceptions(ImmutableDictionary<string, Here> byNamespace) => _byNamespace = byNamespace;

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

    private sealed class FromView : IIncrementalProjection<NamespaceExceptions>
    {
        public ImmutableArray<GroupKind> Kinds { get; } = [SafetyException.GroupKind];

        public NamespaceExceptions Project(ClusterView view) => new(view.Of(SafetyException.GroupKind).All
            .Select(Read)
            .OfType<SafetyException>()
            .GroupBy(exception => exception.Namespace, StringComparer.Ordinal)
            .ToImmutableDictionary(
                here => here.Key,
                here => new Here(here.ToImmutableSortedDictionary(e => e.Name, e => e, StringComparer.Ordinal)),
                StringComparer.Ordinal));

        public NamespaceExceptions Next(NamespaceExceptions previous, ImmutableArray<ObjectDelta> deltas, ClusterView view)
        {
            var all = previous._byNamespace;
            foreach (var (_, before, after) in deltas)
            {
                var subject = (after ?? before)!;
                var byName = all.TryGetValue(subject.Namespace, out var here) ? here.ByName : Here.None;
                byName = after is not null && Read(after) is { } exception ? byName.SetItem(exception.Name, exception) : byName.Remove(subject.Name);
                all = byName.IsEmpty ? all.Remove(subject.Namespace) : all.SetItem(subject.Namespace, new(byName));
            }

            return new(all);
        }

        private static SafetyException? Read(Manifest manifest) =>
            SafetyExceptionReader.Read(manifest, RuleBook.All) is { Faults.IsEmpty: true } read ? read.Exception : null;
    }

    /// <summary>The exceptions of one namespace by name; the book is made when it is first asked.</summary>
    private sealed class Here(ImmutableSortedDictionary<string, SafetyException> byName)
    {
        public static readonly ImmutableSortedDictionary<string, SafetyException> None = ImmutableSortedDictionary.Create<string, SafetyException>(StringComparer.Ordinal);

        private readonly Lazy<(ExceptionBook, ImmutableArray<SafetyException>)> _asked = new(() =>
        {
            ImmutableArray<SafetyException> exceptions = [.. byName.Values];
            return (new(exceptions), exceptions);
        });

        public ImmutableSortedDictionary<string, SafetyException> ByName => byName;

        public ExceptionBook Book => _asked.Value.Item1;

        public ImmutableArray<SafetyException> Exceptions => _asked.Value.Item2;
    }
}

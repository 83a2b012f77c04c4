using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Cluster.Reflecting;
using PolyK8s.Engine;
using PolyK8s.Engine.Policy;

namespace PolyK8s.Cluster;

/// <summary>Puts what the reflectors see together: one immutable snapshot, replaced whole at every event.</summary>
internal sealed class SnapshotBoard : IReflection
{
    private readonly Lock _writing = new();
    private readonly RuleBook _book;
    private readonly Action<string>? _say;
    private readonly Dictionary<WatchedResource, string> _problems = [];
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ImmutableHashSet<WatchedResource> _pending;
    private volatile Snapshot _current;

    /// <summary>A board on which <paramref name="resources"/> are awaited.</summary>
    public SnapshotBoard(IEnumerable<WatchedResource> resources, RuleBook book, Mode @default, Action<string>? say)
    {
        (_book, _say) = (book, say);
        _pending = [.. resources];
        ImmutableHashSet<GroupKind> kinds = [.. _pending.Select(r => r.GroupKind)];
        var view = ClusterView.Empty.Watching(kinds).Pending(kinds);
        _current = new(view, Policies.From(@default, [], book), NotReady());
        if (_pending.IsEmpty)
        {
            _complete.SetResult();
        }
    }

    /// <summary>The newest snapshot.</summary>
    public Snapshot Current => _current;

    /// <summary>Done once every resource has been read.</summary>
    public Task Complete => _complete.Task;

    /// <summary>Resources that could not be read or watched when it was last tried.</summary>
    public int Failing
    {
        get
        {
            lock (_writing)
            {
                return _problems.Count;
            }
        }
    }

    /// <inheritdoc />
    public void Set(WatchedResource resource, ObjectSet objects, string resourceVersion)
    {
        lock (_writing)
        {
            var (view, policies) = (_current.View, _current.Policies);
            var horizon = Newer(view.Horizon, resourceVersion);
            var states = _current.States.After(resource.GroupKind, view.Of(resource.GroupKind), objects);
            view = view.With(resource.GroupKind, objects, horizon);
            if (_pending.Contains(resource))
            {
                _pending = _pending.Remove(resource);
                view = view.Pending([.. _pending.Select(r => r.GroupKind)]);
            }

            if (resource.GroupKind == SafetyProfile.GroupKind && !ReferenceEquals(objects, _current.View.Of(resource.GroupKind)))
            {
                policies = Read(policies.Default, objects);
            }

            _problems.Remove(resource);
            if (_pending.IsEmpty)
            {
                // Here, so that the next verdict finds its indexes ready.
                view.Follow();
            }

            _current = new(view, policies, NotReady()) { States = states };
            if (_pending.IsEmpty)
            {
                _complete.TrySetResult();
            }
        }
    }

    /// <inheritdoc />
    public void Fail(WatchedResource resource, string problem)
    {
        lock (_writing)
        {
            if (!_problems.TryGetValue(resource, out var known) || known != problem)
            {
                _say?.Invoke(problem);
            }

            _problems[resource] = problem;
            _current = _current with { NotReady = NotReady() };
        }
    }

    private Policies Read(Mode @default, ObjectSet profiles)
    {
        var policies = Policies.From(@default, profiles.All, _book);
        foreach (var fault in policies.Faults)
        {
            _say?.Invoke(fault.Sentence);
        }

        return policies;
    }

    /// <summary>Ready once, ready for good: a watch that fails later leaves a view that is old, not one that is empty.</summary>
    private string? NotReady()
    {
        if (_pending.IsEmpty)
        {
            return null;
        }

        var awaited = _pending.OrderBy(r => r.ToString(), StringComparer.Ordinal).ToArray();
        var failing = awaited.Where(_problems.ContainsKey).ToArray();
        return failing.Length switch
        {
            0 => $"still reading {Names(awaited)}",
            1 => _problems[failing[0]],
            _ => $"{_problems[failing[0]]}; nor could these be read: {Names(failing[1..])}",
        };
    }

    private static string Names(WatchedResource[] resources) => string.Join(", ", resources.Select(r => r.ToString()));

    /// <summary>resourceVersions of one etcd are numbers that grow; where they are not, the last one seen stands.</summary>
    private static string Newer(string held, string seen) =>
        seen.Length == 0 || (ulong.TryParse(held, CultureInfo.InvariantCulture, out var left) && ulong.TryParse(seen, CultureInfo.InvariantCulture, out var right) && left >= right)
            ? held
            : seen;
}

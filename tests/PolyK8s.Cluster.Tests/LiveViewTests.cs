using System.Collections.Concurrent;
using System.Collections.Immutable;
using PolyK8s.Engine;
using PolyK8s.Engine.Policy;

namespace PolyK8s.Cluster.Tests;

/// <summary>The snapshot that reflectors make together.</summary>
public sealed class LiveViewTests
{
    private static readonly ImmutableArray<WatchedResource> RolesAndProfiles = [Recorder.Roles, WatchedResources.All.Single(r => r.Kind == "SafetyProfile")];
    private static readonly RuleBook NoRules = new([]);

    [Fact]
    public async Task Is_not_ready_until_everything_has_been_read()
    {
        await using var api = await TestApi.StartAsync();
        api.Lists.Enqueue((403, "{}"));
        using var connection = api.Connect();
        var said = new ConcurrentQueue<string>();
        var refused = new TaskCompletionSource();
        await using var live = LiveView.Start(connection, [Recorder.Roles], NoRules, Mode.Warn, line => { said.Enqueue(line); refused.TrySetResult(); }, Recorder.Quick, TimeProvider.System);
        await refused.Task;
        Assert.NotNull(live.Current.NotReady);
        Assert.Equal(Knowledge.NotSynced, live.Current.View.Knows(Recorder.Roles.GroupKind));
        api.Lists.Enqueue((200, Wire.List(10, Wire.Role("a"))));
        await live.Synced;
        Assert.Null(live.Current.NotReady);
        Assert.Equal(Knowledge.Known, live.Current.View.Knows(Recorder.Roles.GroupKind));
        Assert.NotNull(live.Current.View.Of(Recorder.Roles.GroupKind).Find("default", "a"));
        Assert.Equal("10", live.Current.View.Horizon);
        Assert.Equal(["may not `list` `roles.rbac.authorization.k8s.io`; grant the verbs `list` and `watch` on it"], said);
    }

    [Fact]
    public async Task Goes_on_after_a_fault_that_nobody_foresaw()
    {
        await using var api = await TestApi.StartAsync();
        api.Lists.Enqueue((500, "{}"));
        api.Lists.Enqueue((200, Wire.List(10, Wire.Role("a"))));
        using var connection = api.Connect();
        var said = new ConcurrentQueue<string>();
        await using var live = LiveView.Start(connection, [Recorder.Roles], NoRules, Mode.Warn, Once, Recorder.Quick, TimeProvider.System);
        await live.Synced.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal("`roles.rbac.authorization.k8s.io`: an internal fault, and it is tried again: the log is full", said.ElementAt(1));
        Assert.NotNull(live.Current.View.Of(Recorder.Roles.GroupKind).Find("default", "a"));
        Assert.Equal(0, live.Failing);

        void Once(string line)
        {
            said.Enqueue(line);
            if (said.Count == 1)
            {
                throw new InvalidOperationException("the log is full");
            }
        }
    }

    [Fact]
    public void Counts_what_it_cannot_follow()
    {
        var board = new SnapshotBoard(RolesAndProfiles, NoRules, Mode.Warn, null);
        board.Fail(Recorder.Roles, "may not list roles");
        board.Fail(Recorder.Roles, "may not list roles");
        Assert.Equal(1, board.Failing);
        board.Set(Recorder.Roles, ObjectSet.Empty, "1");
        Assert.Equal(0, board.Failing);
    }

    [Fact]
    public void Names_what_is_still_being_read()
    {
        var board = new SnapshotBoard(RolesAndProfiles, NoRules, Mode.Warn, null);
        Assert.Equal("still reading roles.rbac.authorization.k8s.io, safetyprofiles.safety.poly-k8s.io", board.Current.NotReady);
        board.Set(Recorder.Roles, ObjectSet.Empty, "7");
        Assert.Equal("still reading safetyprofiles.safety.poly-k8s.io", board.Current.NotReady);
        board.Set(RolesAndProfiles[1], ObjectSet.Empty, "");
        Assert.Null(board.Current.NotReady);
        board.Fail(Recorder.Roles, "gone");
        Assert.Null(board.Current.NotReady);
    }

    [Fact]
    public void Says_the_first_problem_in_full_and_names_the_others()
    {
        var board = new SnapshotBoard(RolesAndProfiles, NoRules, Mode.Warn, null);
        board.Fail(RolesAndProfiles[1], "may not list profiles");
        Assert.Equal("may not list profiles", board.Current.NotReady);
        board.Fail(Recorder.Roles, "may not list roles");
        Assert.Equal("may not list roles; nor could these be read: safetyprofiles.safety.poly-k8s.io", board.Current.NotReady);
    }

    [Theory]
    [InlineData("9", "10", "10")]
    [InlineData("10", "9", "10")]
    [InlineData("99999999999999999999999", "5", "5")]
    public void Sees_as_far_as_the_newest_version(string first, string second, string horizon)
    {
        var board = new SnapshotBoard(RolesAndProfiles, NoRules, Mode.Warn, null);
        board.Set(Recorder.Roles, ObjectSet.Empty, first);
        board.Set(Recorder.Roles, ObjectSet.Empty, second);
        Assert.Equal(horizon, board.Current.View.Horizon);
    }

    [Fact]
    public void Reads_the_policies_again_when_a_profile_changes_and_only_then()
    {
        var said = new List<string>();
        var board = new SnapshotBoard(RolesAndProfiles, NoRules, Mode.Warn, said.Add);
        var before = board.Current.Policies;
        board.Set(Recorder.Roles, ObjectSet.Empty.With(Profile("role")), "1");
        Assert.Same(before, board.Current.Policies);
        var profiles = ObjectSet.Empty.With(Profile("broken"));
        board.Set(RolesAndProfiles[1], profiles, "2");
        var after = board.Current.Policies;
        Assert.NotSame(before, after);
        Assert.Equal(Mode.Warn, after.Default);
        Assert.Equal("spec.rules", Assert.Single(after.Faults).Path);
        Assert.Equal(after.Faults.Select(f => f.Sentence), said);
        board.Set(RolesAndProfiles[1], profiles, "3");
        Assert.Same(after, board.Current.Policies);
    }

    [Fact]
    public void Leaves_earlier_snapshots_as_they_were()
    {
        var board = new SnapshotBoard(RolesAndProfiles, NoRules, Mode.Warn, null);
        var before = board.Current;
        board.Set(Recorder.Roles, ObjectSet.Empty.With(Profile("x")), "1");
        Assert.Equal(0, before.View.Of(Recorder.Roles.GroupKind).Count);
        Assert.Equal(1, board.Current.View.Of(Recorder.Roles.GroupKind).Count);
    }

    [Fact]
    public async Task Reads_a_cluster_once()
    {
        await using var api = await TestApi.StartAsync();
        api.Lists.Enqueue((200, Wire.List(10, Wire.Role("a"))));
        using var connection = api.Connect();
        var snapshot = await LiveView.LoadOnceAsync(connection, [Recorder.Roles], NoRules, Mode.Enforce, CancellationToken.None);
        Assert.Null(snapshot.NotReady);
        Assert.Equal(Mode.Enforce, snapshot.Policies.Default);
        Assert.Equal(1, snapshot.View.Of(Recorder.Roles.GroupKind).Count);
        Assert.Single(api.Requests);
    }

    [Fact]
    public async Task Names_what_may_not_be_read_when_it_reads_once()
    {
        await using var api = await TestApi.StartAsync();
        api.Lists.Enqueue((403, "{}"));
        using var connection = api.Connect();
        var snapshot = await LiveView.LoadOnceAsync(connection, [Recorder.Roles], NoRules, Mode.Enforce, CancellationToken.None);
        Assert.StartsWith("may not `list` `roles", snapshot.NotReady, StringComparison.Ordinal);
        Assert.Equal(Knowledge.NotSynced, snapshot.View.Knows(Recorder.Roles.GroupKind));
    }

    [Fact]
    public async Task Says_in_one_line_that_nobody_answers()
    {
        var api = await TestApi.StartAsync();
        await api.DisposeAsync();
        using var connection = api.Connect();
        var failure = await Assert.ThrowsAsync<ClusterException>(() => LiveView.LoadOnceAsync(connection, [Recorder.Roles], NoRules, Mode.Enforce, CancellationToken.None));
        Assert.StartsWith("`list` on `roles.rbac.authorization.k8s.io` did not work: Connection refused", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Never_reads_a_secret() =>
        Assert.DoesNotContain(WatchedResources.All, r => r.Plural == "secrets" || r.Kind == "Secret");

    [Fact]
    public void Knows_each_kind_once() =>
        Assert.Equal(WatchedResources.All.Length, WatchedResources.All.Select(r => r.GroupKind).Distinct().Count());

    private static Engine.Manifests.Manifest Profile(string name) => new(Engine.Manifests.ManifestNode.Object(
        ("apiVersion", Engine.Manifests.ManifestNode.Of("safety.poly-k8s.io/v1alpha1")),
        ("kind", Engine.Manifests.ManifestNode.Of(SafetyProfile.GroupKind.Kind)),
        ("metadata", Engine.Manifests.ManifestNode.Object(("name", Engine.Manifests.ManifestNode.Of(name))))));
}

using PolyK8s.Cluster.Reflecting;

namespace PolyK8s.Cluster.Tests;

/// <summary>Whatever a server does to a watch, the objects end as the server has them.</summary>
public sealed class ReflectorTests
{
    [Fact]
    public async Task Follows_what_is_added_changed_and_deleted()
    {
        await using var api = await TestApi.StartAsync();
        api.Lists.Enqueue((200, Wire.List(10, Wire.Role("a"), Wire.Role("b"))));
        api.Watches.Enqueue(TestApi.Lines(
            Wire.Event("ADDED", Wire.Role("c", 11)),
            Wire.Event("MODIFIED", Wire.Role("a", 12, "new")),
            Wire.Event("ADDED", Wire.Role("c", 13)),
            Wire.Event("DELETED", Wire.Role("b", 14)),
            Wire.Event("DELETED", Wire.Role("b", 15))));
        await using var roles = new Recorder(api);
        Assert.Equal(["10: a b", "11: a b c", "12: a=new b c", "13: a=new b c", "14: a=new c", "15: a=new c"], await roles.UntilAsync("15: a=new c"));
    }

    [Fact]
    public async Task Begins_with_nothing_where_there_is_nothing()
    {
        await using var api = await TestApi.StartAsync();
        api.Lists.Enqueue((200, Wire.List(10)));
        api.Watches.Enqueue(TestApi.Lines(Wire.Event("ADDED", Wire.Role("a", 11))));
        await using var roles = new Recorder(api);
        Assert.Equal(["10: ", "11: a"], await roles.UntilAsync("11: a"));
    }

    [Fact]
    public async Task Goes_on_from_the_last_bookmark_when_a_watch_ends()
    {
        await using var api = await TestApi.StartAsync();
        api.Lists.Enqueue((200, Wire.List(10, Wire.Role("a"))));
        api.Watches.Enqueue(TestApi.Lines(Wire.Bookmark(20)));
        api.Watches.Enqueue(TestApi.Lines(Wire.Event("ADDED", Wire.Role("b", 21))));
        await using var roles = new Recorder(api);
        await roles.UntilAsync("21: a b");
        Assert.Single(api.Requests, r => !r.Contains("watch", StringComparison.Ordinal));
        Assert.EndsWith("resourceVersion=20", api.Requests.ElementAt(2), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loses_nothing_when_every_event_ends_the_stream()
    {
        await using var api = await TestApi.StartAsync();
        api.Lists.Enqueue((200, Wire.List(10)));
        for (var i = 0; i < 20; i++)
        {
            api.Watches.Enqueue(TestApi.Lines(Wire.Event("ADDED", Wire.Role($"r{i % 7}", 11 + i, $"{i}"))));
        }

        await using var roles = new Recorder(api);
        await roles.UntilAsync("30: r0=14 r1=15 r2=16 r3=17 r4=18 r5=19 r6=13");
        Assert.Single(api.Requests, r => !r.Contains("watch", StringComparison.Ordinal));
    }

    /// <summary>Ends of a watch after which only a new list helps.</summary>
    public static TheoryData<string> Ends => ["gone event", "gone status", "garbage", "no event", "server error"];

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Reads_everything_again_when_it_cannot_go_on(string end)
    {
        await using var api = await TestApi.StartAsync();
        api.Lists.Enqueue((200, Wire.List(10, Wire.Role("a"), Wire.Role("lost"))));
        api.Lists.Enqueue((200, Wire.List(50, Wire.Role("a"), Wire.Role("b"))));
        api.Watches.Enqueue(end switch
        {
            "gone event" => TestApi.Lines(Wire.Gone()),
            "gone status" => TestApi.Status(410),
            "garbage" => TestApi.Text("<html>\n"),
            "no event" => TestApi.Text("{\"kind\":\"Status\"}\n"),
            _ => TestApi.Status(500),
        });
        await using var roles = new Recorder(api);
        await roles.UntilAsync("50: a b");
    }

    [Fact]
    public async Task Goes_on_after_an_event_that_was_cut()
    {
        await using var api = await TestApi.StartAsync();
        api.Lists.Enqueue((200, Wire.List(10, Wire.Role("a"))));
        api.Watches.Enqueue(TestApi.Text(Wire.Event("ADDED", Wire.Role("b", 11)) + "\n" + Wire.Event("ADDED", Wire.Role("c", 12))[..60]));
        api.Watches.Enqueue(TestApi.Lines(Wire.Event("ADDED", Wire.Role("c", 12))));
        await using var roles = new Recorder(api);
        await roles.UntilAsync("12: a b c");
        Assert.EndsWith("resourceVersion=11", api.Requests.ElementAt(2), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_a_silent_watch_for_dead()
    {
        await using var api = await TestApi.StartAsync();
        api.Lists.Enqueue((200, Wire.List(10, Wire.Role("a"))));
        api.Watches.Enqueue(TestApi.Silence);
        for (var i = 0; i < 10; i++)
        {
            // More than one, in case a slow machine makes one of them look silent too.
            api.Watches.Enqueue(TestApi.Lines(Wire.Event("ADDED", Wire.Role("b", 11))));
        }

        await using var roles = new Recorder(api, timing: Recorder.Quick with { Silence = TimeSpan.FromMilliseconds(300) });
        await roles.UntilAsync("11: a b");
    }

    [Fact]
    public async Task Reads_every_page()
    {
        await using var api = await TestApi.StartAsync();
        api.Lists.Enqueue((200, Wire.Page("p 2/=", Wire.Role("a"))));
        api.Lists.Enqueue((200, Wire.Page("p3", Wire.Role("b"))));
        api.Lists.Enqueue((200, Wire.List(10, Wire.Role("c"))));
        await using var roles = new Recorder(api);
        Assert.Equal(["10: a b c"], await roles.UntilAsync("10: a b c"));
        Assert.EndsWith("?limit=500&continue=p%202%2F%3D", api.Requests.ElementAt(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reads_all_at_once_when_pages_expire()
    {
        await using var api = await TestApi.StartAsync();
        api.Lists.Enqueue((200, Wire.Page("p2", Wire.Role("a"))));
        api.Lists.Enqueue((410, """{"kind":"Status","message":"the provided continue parameter is too old","code":410}"""));
        api.Lists.Enqueue((200, Wire.List(10, Wire.Role("b"))));
        await using var roles = new Recorder(api);
        Assert.Equal(["10: b"], await roles.UntilAsync("10: b"));
        Assert.Equal("/apis/rbac.authorization.k8s.io/v1/roles", api.Requests.ElementAt(2));
    }

    [Fact]
    public async Task Says_nothing_of_a_watch_that_breaks_once_and_a_line_when_the_next_one_fails_too()
    {
        await using var api = await TestApi.StartAsync();
        api.Lists.Enqueue((200, Wire.List(10, Wire.Role("a"))));
        api.Watches.Enqueue(TestApi.Text(Wire.Event("ADDED", Wire.Role("b", 11)) + "\n{"));
        api.Watches.Enqueue(TestApi.Text("{"));
        api.Watches.Enqueue(TestApi.Lines(Wire.Event("ADDED", Wire.Role("c", 12))));
        await using var roles = new Recorder(api, timing: Recorder.Quick with { LongestPause = TimeSpan.FromSeconds(10) });
        Assert.Equal(
            ["10: a", "11: a b", "`watch` on `roles.rbac.authorization.k8s.io` did not work: the stream ended inside an event", "12: a b c"],
            await roles.UntilAsync("12: a b c"));
    }

    /// <summary>Lists that do not work, and what is said.</summary>
    public static TheoryData<int, string, string> BadLists => new()
    {
        { 403, """{"message":"forbidden"}""", "may not `list` `roles.rbac.authorization.k8s.io`; grant the verbs `list` and `watch` on it" },
        { 401, "", "the API server does not accept our credentials for `list` on `roles.rbac.authorization.k8s.io`" },
        { 500, """{"message":"etcd is\nslow"}""", "`list` on `roles.rbac.authorization.k8s.io` was answered 500: etcd is slow" },
        { 200, "{\"items\":[", "`list` on `roles.rbac.authorization.k8s.io` was answered with what cannot be read: 1:11: the JSON text ends before its value does" },
    };

    [Theory]
    [MemberData(nameof(BadLists))]
    public async Task Says_in_one_line_why_a_list_does_not_work_and_tries_again(int status, string body, string line)
    {
        await using var api = await TestApi.StartAsync();
        api.Lists.Enqueue((status, body));
        api.Lists.Enqueue((200, Wire.List(10, Wire.Role("a"))));
        await using var roles = new Recorder(api);
        Assert.Equal([line, "10: a"], await roles.UntilAsync("10: a"));
    }

    [Fact]
    public async Task Knows_that_a_resource_the_server_lacks_is_empty_until_it_appears()
    {
        await using var api = await TestApi.StartAsync();
        api.Lists.Enqueue((404, "404 page not found"));
        api.Lists.Enqueue((200, Wire.List(10, Wire.Role("a"))));
        await using var roles = new Recorder(api);
        Assert.Equal([": ", "10: a"], await roles.UntilAsync("10: a"));
    }

    [Fact]
    public async Task Falls_back_to_the_version_an_older_server_has()
    {
        await using var api = await TestApi.StartAsync();
        api.Lists.Enqueue((404, "404 page not found"));
        api.Lists.Enqueue((200, Wire.List(10, Wire.Role("nightly"))));
        await using var jobs = new Recorder(api, WatchedResources.All.Single(r => r.Kind == "CronJob"));
        await jobs.UntilAsync("10: nightly");
        Assert.Equal("batch/v1beta1", Assert.Single(jobs.Last.All).ApiVersion);
    }

    [Fact]
    public async Task Keeps_the_whole_object_without_the_copies_nobody_reads()
    {
        await using var api = await TestApi.StartAsync();
        api.Lists.Enqueue((200, Wire.List(10, Wire.Role("a"))));
        await using var roles = new Recorder(api);
        await roles.UntilAsync("10: a");
        Assert.Equal(
            """{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"name":"a","namespace":"default","resourceVersion":"1","labels":{"mark":""},"annotations":{"a":"1"}},"rules":[]}""",
            Assert.Single(roles.Last.All).Root.ToString());
        Assert.Equal("application/json", api.Accepts.First());
    }

    [Fact]
    public async Task Asks_for_metadata_alone_and_keeps_no_more_from_a_server_that_sends_more()
    {
        await using var api = await TestApi.StartAsync();
        api.Lists.Enqueue((200, Wire.List(10, """{"apiVersion":"meta.k8s.io/v1","kind":"PartialObjectMetadata","metadata":{"name":"c","namespace":"default"},"data":{"password":"1234"}}""")));
        await using var maps = new Recorder(api, WatchedResources.All.Single(r => r.Kind == "ConfigMap"));
        await maps.UntilAsync("10: c");
        Assert.Equal("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c","namespace":"default"}}""", Assert.Single(maps.Last.All).Root.ToString());
        Assert.StartsWith("application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1", api.Accepts.First(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "Pod",
        """{"metadata":{"name":"a","namespace":"default","labels":{"app":"w"},"ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"w","controller":true}]},"spec":{"nodeName":"n","volumes":[{"name":"v"}],"containers":[{"name":"c","image":"i","env":[{"name":"PASSWORD","value":"1234"}],"ports":[{"containerPort":80}]}]},"status":{"phase":"Running","podIP":"10.0.0.1","startTime":"now","conditions":[{"type":"Initialized","status":"True"},{"type":"Ready","status":"True","lastTransitionTime":"now"}]}}""",
        """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","namespace":"default","labels":{"app":"w"},"ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"w","controller":true}]},"spec":{"nodeName":"n","containers":[{"name":"c","ports":[{"containerPort":80}]}]},"status":{"phase":"Running","podIP":"10.0.0.1","conditions":[{"type":"Ready","status":"True"}]}}""")]
    [InlineData(
        "ReplicaSet",
        """{"metadata":{"name":"a","namespace":"default","ownerReferences":[{"apiVersion":"apps/v1","kind":"Deployment","name":"w","controller":true}]},"spec":{"replicas":1}}""",
        """{"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"a","namespace":"default","ownerReferences":[{"apiVersion":"apps/v1","kind":"Deployment","name":"w","controller":true}]}}""")]
    [InlineData(
        "ReplicaSet",
        """{"metadata":{"name":"a","namespace":"default","ownerReferences":[{"apiVersion":"argoproj.io/v1alpha1","kind":"Rollout","name":"w","controller":true}]},"spec":{"replicas":1}}""",
        """{"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"a","namespace":"default","ownerReferences":[{"apiVersion":"argoproj.io/v1alpha1","kind":"Rollout","name":"w","controller":true}]},"spec":{"replicas":1}}""")]
    [InlineData(
        "ReplicaSet",
        """{"metadata":{"name":"a","namespace":"default"},"spec":{"replicas":1}}""",
        """{"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"a","namespace":"default"},"spec":{"replicas":1}}""")]
    [InlineData(
        "CustomResourceDefinition",
        """{"metadata":{"name":"a"},"spec":{"group":"g","versions":[{"name":"v1","schema":{"openAPIV3Schema":{}},"storage":true}]},"status":{"conditions":[]}}""",
        """{"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"a"},"spec":{"group":"g","versions":[{"name":"v1","storage":true}]}}""")]
    public async Task Keeps_of_large_objects_what_is_read_of_them(string kind, string sent, string kept)
    {
        await using var api = await TestApi.StartAsync();
        api.Lists.Enqueue((200, Wire.List(10, sent)));
        await using var objects = new Recorder(api, WatchedResources.All.Single(r => r.Kind == kind));
        await objects.UntilAsync("10: a");
        Assert.Equal(kept, Assert.Single(objects.Last.All).Root.ToString());
    }

    [Fact]
    public async Task Keeps_of_a_secret_that_it_is_there()
    {
        await using var api = await TestApi.StartAsync();
        api.Lists.Enqueue((200, Wire.List(10, """{"metadata":{"name":"s","namespace":"default"},"data":{"password":"MTIzNA=="}}""")));
        await using var secrets = new Recorder(api, WatchedResources.SecretNames);
        await secrets.UntilAsync("10: s");
        Assert.Equal("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s","namespace":"default"}}""", Assert.Single(secrets.Last.All).Root.ToString());
        Assert.StartsWith("application/json;as=PartialObjectMetadataList", api.Accepts.First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_events_of_any_length_however_they_are_cut()
    {
        await using var api = await TestApi.StartAsync();
        api.Lists.Enqueue((200, Wire.List(10)));
        var text = Wire.Event("ADDED", Wire.Role("a", 11, new string('x', 100_000))) + "\n" + Wire.Event("ADDED", Wire.Role("b", 12)) + "\n";
        api.Watches.Enqueue(async context =>
        {
            foreach (var piece in text.Chunk(777))
            {
                await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, new string(piece));
                await context.Response.Body.FlushAsync();
            }
        });
        await using var roles = new Recorder(api);
        await roles.UntilAsync($"12: a={new string('x', 100_000)} b");
    }

    [Fact]
    public async Task Pauses_longer_with_each_failure()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var backoff = new Backoff(new(), clock);
        var pauses = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            var (began, pause) = (clock.GetTimestamp(), backoff.PauseAsync(CancellationToken.None));
            while (!pause.IsCompleted)
            {
                clock.Advance(TimeSpan.FromMilliseconds(50));
            }

            await pause;
            pauses.Add(clock.GetElapsedTime(began).TotalSeconds);
        }

        Assert.InRange(pauses[0], 0.6, 1.05);
        Assert.InRange(pauses[3], 4.8, 8.05);
        Assert.InRange(pauses[7], 22.5, 37.55);
    }
}

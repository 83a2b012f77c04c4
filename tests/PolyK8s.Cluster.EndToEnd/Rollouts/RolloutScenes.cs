using PolyK8s.Cluster.EndToEnd.Processes;

namespace PolyK8s.Cluster.EndToEnd.Rollouts;

/// <summary>Real controllers, a stand-in for the kubelet, and all scenes at once, each in its namespace.</summary>
/// <param name="stage">The cluster.</param>
public sealed class RolloutScenes(Stage stage) : IAsyncLifetime
{
    private readonly Dictionary<string, Task> _scenes = [];
    private RunningProgram? _controllers;
    private StandIn? _standIn;
    private PlainApi? _api;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        _controllers = stage.IsBare ? await Controllers.Start(stage.Kubeconfig, stage.Folder) : null;
        _api = PlainApi.To(stage.Kubeconfig);
        _standIn = StandIn.On(_api);
        Begin(DeploymentScenes.UpdateAndScale, "deployments");
        Begin(DeploymentScenes.RestartAndUndo, "deployments");
        Begin(DeploymentScenes.PauseAndResume, "deployments");
        Begin(DeploymentScenes.DeadlineAndRecovery, "deployments");
        Begin(HinderedScenes.RogueRefused, "deployments", "enforce");
        Begin(HinderedScenes.RogueAudited, "deployments");
        Begin(HinderedScenes.Quota, "deployments");
        Begin(OtherScenes.StatefulSet, "statefulsets");
        Begin(OtherScenes.DaemonSet, "daemonsets");
        Begin(OtherScenes.Jobs, "jobs");
        Begin(OtherScenes.Claim, "persistentvolumeclaims");
    }

    /// <summary>How a scene ended.</summary>
    public Task Of(Func<Scene, Task> scene) => _scenes[scene.Method.Name];

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        await Task.WhenAll(_scenes.Values.Select(scene => scene.ContinueWith(_ => { }, TaskScheduler.Default)));
        await (_standIn?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_controllers?.DisposeAsync() ?? ValueTask.CompletedTask);
        _api?.Dispose();
    }

    private void Begin(Func<Scene, Task> play, string plural, string mode = "rollouts") => _scenes[play.Method.Name] = Task.Run(async () =>
    {
        await using var scene = await Scene.Open(stage, _standIn!, _api!, plural, mode);
        await play(scene);
    });
}

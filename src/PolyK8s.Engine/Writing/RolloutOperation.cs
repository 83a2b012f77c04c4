using PolyK8s.Engine.Rollouts;

namespace PolyK8s.Engine.Writing;

/// <summary>Something that is done to a rollout.</summary>
/// <param name="Kind">Deployment, StatefulSet or DaemonSet.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="Name">The name.</param>
/// <param name="Event">What is done: anything but an edit.</param>
/// <param name="Replicas">The replicas of a scale.</param>
/// <param name="ToRevision">The revision an undo goes back to; 0 for the one before.</param>
public sealed record RolloutOperation(string Kind, string Namespace, string Name, RolloutEvent Event, long Replicas = 0, long ToRevision = 0);

using PolyK8s.Engine.Lifecycles.Workloads;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Lifecycles.Compat;

/// <summary>Why a Go program cannot turn an object into a typed one, as far as the fields go that have a say in its state.</summary>
internal static class GoProblems
{
    /// <summary>The first problem; null when there is none.</summary>
    public static string? Of(Manifest manifest, GroupKind kind)
    {
        var fields = new GoFields(manifest.Root);
        object _ = kind.Kind switch
        {
            "Deployment" => DeploymentFields.Of(fields),
            "StatefulSet" => StatefulSetFields.Of(fields),
            "DaemonSet" => DaemonSetFields.Of(fields),
            "ReplicaSet" => ReplicaSetFields.Of(fields),
            _ => fields.Conditions(),
        };
        return fields.Problem;
    }
}

using System.Collections.Frozen;

namespace PolyK8s.Engine.Mutation;

/// <summary>The kinds that are replaced only by somebody who names the version he replaces.</summary>
/// <remarks>Mirrors <c>AllowUnconditionalUpdate</c> of the strategies of <c>pkg/registry</c>, of k8s.io/apiextensions-apiserver and of k8s.io/kube-aggregator.</remarks>
internal static class ConditionalUpdates
{
    private const string Admission = "admissionregistration.k8s.io";
    private const string Storage = "storage.k8s.io";

    private static readonly FrozenSet<GroupKind> BuiltIn = new GroupKind[]
    {
        new(Admission, "MutatingAdmissionPolicy"), new(Admission, "MutatingAdmissionPolicyBinding"), new(Admission, "MutatingWebhookConfiguration"),
        new(Admission, "ValidatingAdmissionPolicy"), new(Admission, "ValidatingAdmissionPolicyBinding"), new(Admission, "ValidatingWebhookConfiguration"),
        new("apiextensions.k8s.io", "CustomResourceDefinition"), new("apiregistration.k8s.io", "APIService"), new("coordination.k8s.io", "Lease"),
        new("node.k8s.io", "RuntimeClass"), new("policy", "PodDisruptionBudget"), new(Storage, "CSIDriver"), new(Storage, "CSINode"),
        new(Storage, "CSIStorageCapacity"), new(Storage, "VolumeAttachment"),
    }.ToFrozenSet();

    /// <summary>Whether a kind is one of them. Every custom kind is.</summary>
    public static bool Concern(GroupKind kind) =>
        BuiltIn.Contains(kind) || (kind.Group.Contains('.', StringComparison.Ordinal) && !kind.Group.EndsWith(".k8s.io", StringComparison.Ordinal));
}

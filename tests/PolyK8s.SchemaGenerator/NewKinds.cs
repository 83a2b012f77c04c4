namespace PolyK8s.SchemaGenerator;

/// <summary>Kinds of minors that no package carries, with what the Go types do not say: resource name and scope.</summary>
/// <remarks>From <c>+genclient</c> and <c>+genclient:nonNamespaced</c> in k8s.io/api.</remarks>
internal static class NewKinds
{
    /// <summary>The kinds that are new in a minor.</summary>
    public static IEnumerable<string> Of(int minor) => minor switch
    {
        35 => ["scheduling.k8s.io v1alpha1 Workload workloads N SchedulingV1alpha1Workload"],
        37 =>
        [
            "certificates.k8s.io v1 ClusterTrustBundle clustertrustbundles C CertificatesV1ClusterTrustBundle",
            "certificates.k8s.io v1 PodCertificateRequest podcertificaterequests N CertificatesV1PodCertificateRequest",
            "resource.k8s.io v1 DeviceTaintRule devicetaintrules C ResourceV1DeviceTaintRule",
            "scheduling.k8s.io v1beta1 PodGroup podgroups N SchedulingV1beta1PodGroup",
            "scheduling.k8s.io v1beta1 Workload workloads N SchedulingV1beta1Workload",
            "storagemigration.k8s.io v1 StorageVersionMigration storageversionmigrations C StoragemigrationV1StorageVersionMigration",
        ],
        _ => [],
    };
}

using System.Collections.Immutable;
using static PolyK8s.Engine.References.EdgeKind;
using static PolyK8s.Engine.References.SelectorForm;

namespace PolyK8s.Engine.References;

/// <content>Admission, extension of the API, resources and ownership.</content>
public static partial class EdgeCatalogue
{
    private const string Admission = ".admissionregistration.k8s.io";
    private const string NoWebhook = "requests that the webhook intercepts are refused (or pass, with failurePolicy Ignore)";
    private const string NoParameters = "requests that the policy matches are refused, as `parameterNotFoundAction: Deny` says";
    private const string NoDevice = "no device is allocated, the Pod stays Pending";

    private static readonly ImmutableArray<EdgeRow> OfExtensions =
    [
        new("ValidatingWebhookConfiguration" + Admission, "webhooks[].clientConfig.service", "name", To("Service", "namespace"), Admits, NoWebhook),
        new("MutatingWebhookConfiguration" + Admission, "webhooks[].clientConfig.service", "name", To("Service", "namespace"), Admits, NoWebhook),
        new("ValidatingAdmissionPolicyBinding" + Admission, "spec", "policyName", To("ValidatingAdmissionPolicy" + Admission), Exists, "the binding does nothing"),
        new("MutatingAdmissionPolicyBinding" + Admission, "spec", "policyName", To("MutatingAdmissionPolicy" + Admission), Exists, "the binding does nothing"),
        new("ValidatingAdmissionPolicyBinding" + Admission, "spec.paramRef", "name", ToParameters, Admits, NoParameters),
        new("MutatingAdmissionPolicyBinding" + Admission, "spec.paramRef", "name", ToParameters, Admits, NoParameters),
        new("CustomResourceDefinition.apiextensions.k8s.io", "spec.conversion.webhook.clientConfig.service", "name", To("Service", "namespace"), Admits, "custom resources of other versions can be neither read nor written"),
        new("APIService.apiregistration.k8s.io", "spec.service", "name", To("Service", "namespace"), Admits, "the group answers with 503, and no Namespace can be deleted to its end"),
        new("FlowSchema.flowcontrol.apiserver.k8s.io", "spec.priorityLevelConfiguration", "name", To("PriorityLevelConfiguration.flowcontrol.apiserver.k8s.io"), Exists, "the schema is not used"),
        new("ResourceClaim.resource.k8s.io", "spec.devices.requests[]", "deviceClassName", To("DeviceClass.resource.k8s.io"), Exists, NoDevice),
        new("ResourceClaim.resource.k8s.io", "spec.devices.requests[].exactly", "deviceClassName", To("DeviceClass.resource.k8s.io"), Exists, NoDevice),
        new("ResourceClaim.resource.k8s.io", "spec.devices.requests[].firstAvailable[]", "deviceClassName", To("DeviceClass.resource.k8s.io"), Exists, NoDevice),
        new("ResourceClaimTemplate.resource.k8s.io", "spec.spec.devices.requests[]", "deviceClassName", To("DeviceClass.resource.k8s.io"), Exists, NoDevice),
        new("ResourceClaimTemplate.resource.k8s.io", "spec.spec.devices.requests[].exactly", "deviceClassName", To("DeviceClass.resource.k8s.io"), Exists, NoDevice),
        new("ResourceClaimTemplate.resource.k8s.io", "spec.spec.devices.requests[].firstAvailable[]", "deviceClassName", To("DeviceClass.resource.k8s.io"), Exists, NoDevice),
        new("ResourceQuota", "spec.scopeSelector.matchExpressions[scopeName=PriorityClass]", "values", To("PriorityClass.scheduling.k8s.io"), Exists, "the quota counts no Pod of that priority") { IsSoft = true },
        new("RuntimeClass.node.k8s.io", "scheduling", "nodeSelector", ToNodesBy(Map), Selects, "Pods of the class are placed nowhere"),
    ];

    private static readonly ImmutableArray<EdgeRow> OfEvery =
    [
        new("*", "metadata.ownerReferences[]", "name", ToTheKindItNames("apiVersion"), Owns, "the garbage collector deletes the object"),
    ];
}

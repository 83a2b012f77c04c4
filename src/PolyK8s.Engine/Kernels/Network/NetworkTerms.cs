using System.Collections.Immutable;
using PolyK8s.Engine.Networks;
using PolyK8s.Engine.Selectors;
using PolyK8s.Kernels.Addresses;
using PolyK8s.Kernels.LabelMatching;
using PolyK8s.Kernels.NetworkRules;
using PolyK8s.Kernels.SafePolicy;

namespace PolyK8s.Engine.Kernels.Network;

/// <summary>The words of network policies in the kernel's types.</summary>
internal static class NetworkTerms
{
    /// <summary>A selector without requirements.</summary>
    public static readonly _ISelector Everything = Selector.create(Sequence<_IRequirement>([]));

    /// <summary>A list.</summary>
    public static Dafny.ISequence<T> Sequence<T>(IEnumerable<T> items) => Dafny.Sequence<T>.FromArray([.. items]);

    /// <summary>Labels.</summary>
    public static _ILabels Of(ImmutableArray<KeyValuePair<string, string>> labels) => Labels.create(Sequence(labels.Select(l => Label.create(l.Key, l.Value))));

    /// <summary>A selector. A requirement with an operator the API server would have refused is held by nothing.</summary>
    public static _ISelector Of(LabelSelector selector) => Selector.create(Sequence(selector.Requirements.Select(Of)));

    /// <summary>A protocol.</summary>
    public static _IProtocol Of(FlowProtocol protocol) => protocol switch
    {
        FlowProtocol.Tcp => Protocol.create_Tcp(),
        FlowProtocol.Udp => Protocol.create_Udp(),
        _ => Protocol.create_Sctp(),
    };

    /// <summary>A direction.</summary>
    public static _IDirection Of(FlowDirection direction) => direction == FlowDirection.Ingress ? Direction.create_Ingress() : Direction.create_Egress();

    /// <summary>An address.</summary>
    public static _IAddress Of(NetworkAddress address) => Address.create(address.Six, address.High, address.Low);

    /// <summary>A block.</summary>
    public static _IRange Of(AddressRange range) => PolyK8s.Kernels.Addresses.Range.create(Of(range.First), Of(range.Last));

    /// <summary>A place: the namespace called <paramref name="own"/>, or those a selector matches.</summary>
    public static _IPlace Place(LabelSelector? namespaces, string own) =>
        namespaces is null ? PolyK8s.Kernels.NetworkRules.Place.create_SameNamespace(own) : PolyK8s.Kernels.NetworkRules.Place.create_Namespaces(Of(namespaces));

    private static _IRequirement Of(LabelRequirement requirement) => requirement.Operator switch
    {
        "In" => Requirement.create(requirement.Key, Operator.create_In(), Sequence(requirement.Values)),
        "NotIn" => Requirement.create(requirement.Key, Operator.create_NotIn(), Sequence(requirement.Values)),
        "Exists" => Requirement.create(requirement.Key, Operator.create_Exists(), Sequence<string>([])),
        "DoesNotExist" => Requirement.create(requirement.Key, Operator.create_DoesNotExist(), Sequence<string>([])),
        _ => Requirement.create(requirement.Key, Operator.create_In(), Sequence<string>([])),
    };
}

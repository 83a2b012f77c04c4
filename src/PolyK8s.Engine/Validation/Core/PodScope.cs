using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>What a container's checks need to know of the Pod around it.</summary>
/// <param name="Volumes">The Pod's volumes that are well formed, by name.</param>
/// <param name="Claims">The names of the Pod's resource claims.</param>
/// <param name="GracePeriod">The Pod's grace period in seconds.</param>
/// <param name="RestartPolicy">The Pod's restart policy.</param>
/// <param name="UsersOfHost">Whether the Pod shares the host's user namespace.</param>
/// <param name="OnHostPorts">Whether its ports are ports of the host by default.</param>
internal sealed record PodScope(IReadOnlyDictionary<string, Field> Volumes, ImmutableArray<string> Claims, long GracePeriod, string RestartPolicy, bool UsersOfHost, bool OnHostPorts);

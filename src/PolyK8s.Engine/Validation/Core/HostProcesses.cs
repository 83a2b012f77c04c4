namespace PolyK8s.Engine.Validation.Core;

/// <summary>Containers that are processes of a Windows host.</summary>
/// <remarks>Mirrors <c>validateWindowsHostProcessPod</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class HostProcesses
{
    /// <summary>All containers of a Pod are such processes or none, and then the Pod is on the network of the host.</summary>
    public static void Check(Field spec)
    {
        var ofPod = Option(spec);
        var (all, hosted) = (0, 0);
        foreach (var container in Containers.All(spec))
        {
            var own = Option(container);
            if (ofPod.IsSet && own.IsSet && ofPod.IsTrue != own.IsTrue)
            {
                own.Invalid(own.IsTrue ? "true" : "false", $"pod hostProcess value must be identical if both are specified, was {(ofPod.IsTrue ? "true" : "false")}");
            }

            all++;
            hosted += (own.IsSet ? own : ofPod).IsTrue ? 1 : 0;
        }

        if (hosted > 0 && hosted != all)
        {
            spec.Invalid("\"\"", "If pod contains any hostProcess containers then all containers must be HostProcess containers");
        }

        if (hosted > 0 && !spec["hostNetwork"].IsTrue)
        {
            spec["hostNetwork"].Invalid("false", "hostNetwork must be true if pod contains any hostProcess containers");
        }
    }

    private static Field Option(Field holder) => holder["securityContext"]["windowsOptions"]["hostProcess"];
}

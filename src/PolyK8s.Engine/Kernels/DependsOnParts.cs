using PolyK8s.Engine.Ordering;
using PolyK8s.Kernels.DependsOnEntry;

namespace PolyK8s.Engine.Kernels;

/// <summary>The entries of <c>config.kubernetes.io/depends-on</c>, read and written by the kernel; splitting and joining at slashes is all that is done here.</summary>
internal static class DependsOnParts
{
    private static readonly _IForm Form = PolyK8s.Kernels.DependsOnEntry.Form.create("namespaces", "");

    /// <summary>The object an entry names; null when it names none.</summary>
    public static ObjectKey? Read(string entry)
    {
        var read = Form.Parse(Dafny.Sequence<string>.FromArray(entry.Split('/')));
        return read.is_None ? null : FromKernel(read.dtor_value);
    }

    /// <summary>The entry that names an object.</summary>
    public static string Write(ObjectKey key) => string.Join('/', Form.Format(ToKernel(key)).CloneAsArray());

    private static _IEntry ToKernel(ObjectKey key) => key.Name.Namespace.Length == 0
        ? Entry.create_InCluster(key.Kind.Group, key.Kind.Kind, key.Name.Name)
        : Entry.create_InNamespace(key.Kind.Group, key.Name.Namespace, key.Kind.Kind, key.Name.Name);

    private static ObjectKey FromKernel(_IEntry entry) =>
        new(new(entry.dtor_group, entry.dtor_kind), new(entry.is_InCluster ? "" : entry.dtor_namespace, entry.dtor_name));
}

using System.Runtime.InteropServices;
using Dafny;
using PolyK8s.Engine.Rbac;
using PolyK8s.Kernels.AccountNames;

namespace PolyK8s.Engine.Kernels;

/// <summary>The service account behind a user name, as the kernel reads it.</summary>
public static class AccountNames
{
    /// <summary>The account; null when the name is no service account's.</summary>
    public static ServiceAccount? Read(string user)
    {
        var found = UserName.create(Sequence<ushort>.FromArray(MemoryMarshal.Cast<char, ushort>(user).ToArray())).Find();
        return found.is_OneAccount ? new(Text(found.dtor_account.dtor_ns), Text(found.dtor_account.dtor_name)) : null;
    }

    private static string Text(ISequence<ushort> units) => new(MemoryMarshal.Cast<ushort, char>(units.CloneAsArray()));
}

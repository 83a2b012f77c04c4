using CsCheck;
using PolyK8s.Engine.Rbac;

namespace PolyK8s.Engine.Tests.Rbac;

/// <summary>User names of service accounts: there and back, and nothing else taken for one.</summary>
public sealed class AccountNameTests
{
    private static readonly Gen<string> Piece = Gen.Int[0, 5].Select(i => new[] { "", ":", "a", "system", "serviceaccount", "b-1" }[i]);

    [Fact]
    public void Reads_what_a_second_reading_reads() => Piece.Array[0, 8].Select(string.Concat).Sample(
        rest =>
        {
            var user = $"system:serviceaccount:{rest}";
            var expected = rest.Split(':') is [{ Length: > 0 } ns, { Length: > 0 } name] ? new ServiceAccount(ns, name) : null;
            return ServiceAccount.Named(user) == expected && ServiceAccount.Named($"x{user}") is null;
        },
        iter: 20_000);

    [Fact]
    public void Writes_what_it_reads() => Assert.Equal(new("shop", "bot"), ServiceAccount.Named(ServiceAccount.UserName("shop", "bot")));
}

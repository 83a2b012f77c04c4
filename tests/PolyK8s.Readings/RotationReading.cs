using PolyK8s.Engine.Certificates;

namespace PolyK8s.Readings;

/// <summary>The steps of a rotation, read a second time; <paramref name="misreading"/> plants one mistake.</summary>
public sealed class RotationReading(string misreading = "")
{
    /// <summary>The mistakes.</summary>
    public static IReadOnlyList<string> Misreadings { get; } =
        ["drops at once", "retires before it is published", "retires before it has settled", "renews at the end", "signs with the newest", "signs unpublished"];

    /// <summary>The next step of the one who leads.</summary>
    public RotationStep Next(IReadOnlyList<Authority> all, IReadOnlyList<bool> published, DateTimeOffset now)
    {
        for (var i = 0; i < all.Count; i++)
        {
            var free = misreading == "drops at once" ? all[i].Retires : all[i].Retires + Rotation.LeafLife;
            if (now >= all[i].Ends || now >= free)
            {
                return new(RotationAction.Drop, i);
            }
        }

        if (all.Count == 0 || all[^1].Retires is not null || IsOld(all[^1], now))
        {
            return new(RotationAction.Create);
        }

        var settled = now >= all[^1].Begins + Rotation.Settling || misreading == "retires before it has settled";
        var known = published[^1] || misreading == "retires before it is published";
        var signing = all.Take(all.Count - 1).ToList().FindIndex(a => a.Retires is null);
        return settled && known && signing >= 0 ? new(RotationAction.Retire, signing) : new(RotationAction.Wait);
    }

    /// <summary>Who signs.</summary>
    public int? Signer(IReadOnlyList<Authority> all, IReadOnlyList<bool> published, DateTimeOffset now)
    {
        var may = Enumerable.Range(0, all.Count).Where(i =>
            (published[i] || misreading == "signs unpublished") && all[i].Begins <= now && now < all[i].Ends && !(now >= all[i].Retires)).ToArray();
        return may.Length == 0 ? null : misreading == "signs with the newest" ? may[^1] : may[0];
    }

    private bool IsOld(Authority authority, DateTimeOffset now) =>
        now >= authority.Begins + ((authority.Ends - authority.Begins) * (misreading == "renews at the end" ? 1 : 2.0 / 3));
}

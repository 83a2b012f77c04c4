using System.Collections.Immutable;
using PolyK8s.Engine.Certificates;
using PolyK8s.Webhook.Tls;

namespace PolyK8s.Webhook.Tests.Renewal;

/// <summary>Five years of certificates that nobody looks after.</summary>
/// <remarks>T-63: never a moment in which a bundle that some API server knows does not verify the chain that some replica serves.</remarks>
public sealed class RotationTests
{
    private const int Replicas = 2;
    private static readonly ImmutableArray<string> Names = ["poly-k8s.poly-k8s-system.svc"];
    private static readonly TimeSpan FiveYears = TimeSpan.FromDays(5 * 365);

    [Fact]
    public async Task T_63_A_served_chain_is_verified_by_every_bundle_some_API_server_knows_for_five_years()
    {
        var years = new Years(new Random(1));
        while (years.Passed < FiveYears)
        {
            await years.GoOnAsync();
        }

        // A year each, renewed after two thirds: the eighth authority signs.
        Assert.InRange(years.Authorities, 7, 9);
        Assert.InRange(years.Leaves, Replicas * 350, Replicas * 500);
        Assert.InRange(years.Largest, 2, 3);
        Assert.True(years.Checked > 100, $"{years.Checked} chains built");
    }

    /// <summary>The tests' own way of finding a breach, tried on one.</summary>
    [Fact]
    public async Task An_authority_that_leaves_the_bundle_too_early_is_noticed()
    {
        var years = new Years(new Random(1));
        while (years.Leaves < Replicas)
        {
            await years.GoOnAsync();
        }

        years.Forget();
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(years.GoOnAsync);
    }

    /// <summary>Replicas, a leader and two API servers, one of which learns of a bundle half an hour late.</summary>
    private sealed class Years
    {
        private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        private static readonly TimeSpan Late = TimeSpan.FromMinutes(30);
        private readonly Random _random;
        private readonly Clock _clock = new() { Now = Start };
        private readonly MemoryVault _vault = new();
        private readonly RotatingCertificates[] _replicas;
        private readonly Certificates[] _served;
        private readonly HashSet<string> _authorities = [];
        private readonly HashSet<string> _leaves = [];
        private readonly Dictionary<(string Bundle, string Leaf), int> _verified = [];
        private readonly Queue<(DateTimeOffset At, ImmutableArray<string> Bundles)> _history = new();
        private DateTimeOffset _eventful = Start;

        public Years(Random random)
        {
            _random = random;
            _replicas = [.. Enumerable.Range(0, Replicas).Select(_ => new RotatingCertificates(_vault, Names, _clock, null))];
            _served = [.. _replicas.Select(_ => new Certificates(SelfSigned.Create(Names, _clock)))];
        }

        public TimeSpan Passed => _clock.Now - Start;

        public int Authorities => _authorities.Count;

        public int Leaves => _leaves.Count;

        public int Largest { get; private set; }

        public int Checked { get; private set; }

        /// <summary>Replaces every authority in every bundle, as no leader ever may.</summary>
        public void Forget() => _vault.PublishAsync(SelfSigned.Create(Names, _clock).AuthorityPem!, CancellationToken.None);

        public async Task GoOnAsync()
        {
            Check();
            var before = (_vault.Kept.Length, string.Concat(_vault.Bundles));
            // Now and then the API server is away for a day, somebody else is faster, or publishing breaks off in the middle.
            _vault.IsAway = _random.Next(100) == 0;
            _vault.Conflicts = _random.Next(20) == 0;
            _vault.BreaksOff = _random.Next(20) == 0;
            var leader = _random.Next(Replicas);
            foreach (var i in Enumerable.Range(0, Replicas).OrderBy(_ => _random.Next()))
            {
                if (i == leader)
                {
                    await Quietly(() => _replicas[i].StepAsync(CancellationToken.None));
                    Check();
                }

                await Quietly(() => _replicas[i].LookAsync(_served[i], CancellationToken.None));
                Check();
            }

            if (before != (_vault.Kept.Length, string.Concat(_vault.Bundles)))
            {
                _eventful = _clock.Now;
            }

            // Closely while something happens, daily otherwise.
            _clock.Now += _clock.Now - _eventful < TimeSpan.FromHours(3) ? TimeSpan.FromMinutes(20) : TimeSpan.FromDays(1);
            Check();
        }

        private static async Task Quietly(Func<Task> work)
        {
            try
            {
                await work();
            }
            catch (VaultException)
            {
                // Said, and tried again at the next turn.
            }
        }

        private void Check()
        {
            _history.Enqueue((_clock.Now, _vault.Bundles));
            while (_history.Count > 1 && _clock.Now - _history.ElementAt(1).At >= Late)
            {
                _history.Dequeue();
            }

            Largest = Math.Max(Largest, _vault.Kept.Length);
            _authorities.UnionWith(_vault.Kept.Select(a => a.CertificatePem));
            foreach (var served in _served.Select(s => s.Current).Where(s => s.AuthorityPem is { } pem && _authorities.Contains(pem)))
            {
                _leaves.Add(served.Leaf.Thumbprint);
                Assert.InRange(_clock.Now.UtcDateTime, served.Leaf.NotBefore.ToUniversalTime(), served.Leaf.NotAfter.ToUniversalTime());
                // One API server knows the newest bundles, the other those of half an hour ago; before there was one it does not call at all.
                foreach (var bundle in _vault.Bundles.Concat(_history.Peek().Bundles.Where(b => b.Length > 0)))
                {
                    Assert.True(Verifies(bundle, served), $"after {Passed}: {served.Leaf.Issuer} is not in a bundle of {Trust.Bundle(bundle).Count}");
                }
            }
        }

        /// <summary>Builds the chain for each bundle and authority, and again for every twentieth certificate: building takes milliseconds.</summary>
        private bool Verifies(string bundle, ServingCertificate served)
        {
            if (_verified.TryAdd((bundle, served.AuthorityPem!), 0) || _verified.TryAdd((bundle, served.Leaf.Thumbprint[..1]), 0) || _leaves.Count % 20 == 0)
            {
                Checked++;
                return Trust.Verifies(Trust.Bundle(bundle), served.Leaf, [], _clock.Now);
            }

            return bundle.Contains(served.AuthorityPem!.Trim(), StringComparison.Ordinal);
        }
    }
}

using System.Collections.Immutable;
using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cluster.Reporting;

/// <summary>What one round found, by namespace and module, never more of it than one report can show.</summary>
internal sealed class ReportRound
{
    /// <summary>The most results in one report; beyond, they are only counted.</summary>
    /// <remarks>A result takes at most 2 KiB, an object in etcd at most 1.5 MiB: 200 results fill a quarter of that.</remarks>
    public const int MostResults = 200;

    private readonly Dictionary<(string Namespace, string Module), Tally> _tallies = [];

    /// <summary>The reports to write.</summary>
    public IReadOnlyDictionary<(string Namespace, string Module), Tally> Tallies => _tallies;

    /// <summary>Adds what was found about one object.</summary>
    public void Add(Manifest subject, ImmutableArray<Finding> findings)
    {
        foreach (var module in findings.GroupBy(f => f.Rule[..f.Rule.IndexOf('/', StringComparison.Ordinal)], StringComparer.Ordinal))
        {
            var key = (subject.Namespace, module.Key);
            var tally = _tallies.TryGetValue(key, out var known) ? known : _tallies[key] = new();
            foreach (var finding in module)
            {
                tally.Add(subject, finding);
            }
        }
    }

    /// <summary>The findings of one report.</summary>
    internal sealed class Tally
    {
        /// <summary>Those shown.</summary>
        public List<(Manifest Subject, Finding Finding)> Shown { get; } = [];

        /// <summary>How many deny.</summary>
        public int Fail { get; private set; }

        /// <summary>How many warn.</summary>
        public int Warn { get; private set; }

        /// <summary>How many are excepted or only audited.</summary>
        public int Skip { get; private set; }

        /// <summary>Adds one.</summary>
        public void Add(Manifest subject, Finding finding)
        {
            _ = ReportWriter.ResultOf(finding.Effect) switch { "fail" => Fail++, "warn" => Warn++, _ => Skip++ };
            if (Shown.Count < MostResults)
            {
                Shown.Add((subject, finding));
            }
        }
    }
}

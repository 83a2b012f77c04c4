using System.Collections.Immutable;
using System.CommandLine;
using PolyK8s.Cli.Input;
using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks;
using PolyK8s.Engine.Networks.Zones;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s policy generate</c>: the NetworkPolicies that realise a zone.</summary>
internal static class PolicyGenerateCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal, Judge judge)
    {
        var files = CheckOptions.Many("--filename", "-f", "FILE|DIR|-", "The NetworkZones: a file, a folder with the folders in it, or - for standard input; repeatable");
        var cluster = new KnownCluster();
        var command = new Command("generate", "Write the fewest NetworkPolicies that realise a NetworkZone, checked to allow exactly what it lists.") { files };
        foreach (var option in cluster.All)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            var problems = new List<string>();
            var reader = new InputReader(terminal);
            var set = reader.Read(parsed.GetValue(files) ?? [], recursive: true, problems);
            problems.AddRange(set.Faults.Select(fault => fault.Sentence));
            var view = await cluster.OpenAsync(parsed, "default", reader, judge, problems, missing: null, cancellation);
            var written = view is null ? [] : Written(set, view, problems);
            if (problems.Count == 0)
            {
                terminal.Out.Write(string.Join("---\n", written.Select(p => ManifestYaml.Of(p.Root))));
            }

            problems.ForEach(terminal.Complain);
            return problems.Count > 0 ? ExitCodes.Usage : ExitCodes.Clean;
        });
        return command;
    }

    private static ImmutableArray<Manifest> Written(ManifestSet set, ClusterView view, List<string> problems)
    {
        var zones = set.Manifests.Where(m => m.Kind == NetworkZone.Kind.Kind && m.Group == NetworkZone.Kind.Group).Select(NetworkZoneReader.Read).ToList();
        problems.AddRange(zones.SelectMany(z => z.Faults).Select(fault => fault.Sentence));
        if (zones.Count == 0)
        {
            problems.Add("there is no NetworkZone to write policies for; name a file with `-f`");
        }

        var index = NetworkIndex.Of(view.With(set.Manifests.Where(m => m.Kind == "Namespace" && m.Group.Length == 0)));
        return problems.Count > 0 ? [] : [.. zones.SelectMany(z => Of(z.Zone, index, problems))];
    }

    private static ImmutableArray<Manifest> Of(NetworkZone zone, NetworkIndex index, List<string> problems)
    {
        var namespaces = Namespaces(zone, index);
        if (!zone.HasBorder || namespaces.IsEmpty)
        {
            problems.Add(zone.HasBorder
                ? $"zone `{zone.Name}` holds no namespace that is known; give the cluster with `--state` or `--live`, or the Namespaces with `-f`"
                : $"zone `{zone.Name}` is of class `{zone.Class}`, which no policy makes; policies are written for `Restricted` and `Hybrid`");
            return [];
        }

        var policies = ZonePolicies.Of(zone, namespaces.Select(ns => ns.Name));
        if (ZoneProof.Difference(zone, policies, namespaces, index) is { } difference)
        {
            problems.Add($"zone `{zone.Name}` cannot be realised by NetworkPolicies: {difference}");
        }

        return policies;
    }

    // Names that the selector spells out are known without a cluster.
    private static ImmutableArray<NetworkNamespace> Namespaces(NetworkZone zone, NetworkIndex index)
    {
        var known = index.Matching(zone.Namespaces).ToImmutableArray();
        return !known.IsEmpty ? known
            : zone.Namespaces.Requirements is [{ Key: NetworkNamespace.NameLabel, Operator: "In" } names] ? [.. names.Values.Order(StringComparer.Ordinal).Select(NetworkNamespace.Called)]
            : [];
    }
}

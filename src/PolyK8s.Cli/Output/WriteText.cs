using PolyK8s.Engine;
using PolyK8s.Engine.Writing;

namespace PolyK8s.Cli.Output;

/// <summary>What became of writes, for people. What is written has been told already, line by line.</summary>
internal static class WriteText
{
    /// <summary>Writes a report.</summary>
    public static void Put(WriteReport report, WriteOptions how, Terminal terminal)
    {
        foreach (var result in report.Results)
        {
            foreach (var finding in result.Findings)
            {
                terminal.Complain($"{EffectWords.Of(finding.Effect)}: {finding.Sentence}");
            }

            foreach (var missing in result.NotJudged)
            {
                terminal.Complain($"not judged: {missing.Rule}: {missing.Reason}");
            }

            foreach (var conflict in result.Conflicts)
            {
                terminal.Complain($"`{conflict.Field}`: conflict with \"{conflict.Manager}\"");
            }

            if (result.Outcome is not (WriteOutcome.Written or WriteOutcome.DryRun or WriteOutcome.Settled or WriteOutcome.Allowed or WriteOutcome.Unchanged))
            {
                terminal.Complain($"{result.Object}: {result.Message}");
            }
            else if (result.Outcome is WriteOutcome.Allowed or WriteOutcome.Unchanged)
            {
                terminal.Out.WriteLine(PlainLine.Of($"{result.Object}: {result.Message}"));
            }
        }

        if (how.OnlyJudge && report.IsDone)
        {
            terminal.Complain("`--yes` writes it, `--dry-run server` has the server try it");
        }
    }
}

using System.Collections.Immutable;
using PolyK8s.Engine.Lifecycles;
using PolyK8s.Engine.Lifecycles.Workloads;

namespace PolyK8s.Cli.Output;

/// <summary>States, written.</summary>
internal static class StateText
{
    /// <summary>One object as itself, several as a list in the order of the input.</summary>
    public static string Json(ImmutableArray<StateAnswer> answers) => answers switch
    {
        [{ State: { } state }] => CliJson.Write(state, CliJson.Default.ObjectState),
        [{ Kubectl: { } said }] => CliJson.Write(said, CliJson.Default.KubectlStatus),
        [{ State: not null }, ..] => CliJson.Write([.. answers.Select(a => Listed(a, a.State!))], CliJson.Default.ImmutableArrayListedState),
        _ => CliJson.Write([.. answers.Select(a => Listed(a, a.Kubectl!))], CliJson.Default.ImmutableArrayListedKubectl),
    };

    /// <summary>One line for each object.</summary>
    public static string Lines(ImmutableArray<StateAnswer> answers) => string.Concat(answers.Select(a => PlainLine.Of(Line(a)) + "\n"));

    private static string Line(StateAnswer answer) => answer.State is { } state
        ? $"{answer.Name}: {state.State}{(state.Reason.Length > 0 ? $" ({state.Reason})" : "")}{(state.Message.Length > 0 ? $": {state.Message}" : "")}"
        : $"{answer.Name}: {answer.Kubectl!.Error ?? answer.Kubectl.Message}";

    private static ListedState Listed(StateAnswer a, ObjectState s) => new(a.Object, s.State, s.Reason, s.Message, s.Conditions);

    private static ListedKubectl Listed(StateAnswer a, KubectlStatus k) => new(a.Object, k.Message, k.Done, k.Error);
}

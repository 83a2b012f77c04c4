using System.CommandLine;

namespace PolyK8s.Cli.Commands;

/// <summary>The <c>-o</c> of the commands that answer with one text.</summary>
internal static class CardOutput
{
    /// <summary>A new option.</summary>
    public static Option<string> Option()
    {
        var option = new Option<string>("--output", "-o") { Description = "text or json", HelpName = "text|json", DefaultValueFactory = _ => "text" };
        option.AcceptOnlyFromAmong("text", "json");
        return option;
    }
}

using System.Text;
using PolyK8s.Cli;

// Console.Out flushes after every write; a report has many.
var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16);
var terminal = new Terminal(Console.OpenStandardInput(), output, Console.Error)
{
    Colors = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
};
return await CliApp.RunAsync(args, terminal);

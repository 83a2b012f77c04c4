using System.Globalization;
using System.Text;
using PolyK8s.Engine.Endpoints;

namespace PolyK8s.Cli.Output;

/// <summary>Endpoints for people.</summary>
internal static class EndpointText
{
    /// <summary>A paragraph for each Service.</summary>
    public static string Of(EndpointAnswer answer)
    {
        var text = new StringBuilder();
        foreach (var service in answer.Services)
        {
            text.Append(CultureInfo.InvariantCulture, $"Service {PlainLine.Of(service.Namespace)}/{PlainLine.Of(service.Name)}{(service.Note.Length == 0 ? "" : $": {PlainLine.Of(service.Note)}")}\n");
            foreach (var port in service.Ports)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {port.Port}/{PlainLine.Of(port.Protocol)} -> {PlainLine.Of(port.TargetPort)}\n");
                foreach (var end in port.Endpoints)
                {
                    text.Append(CultureInfo.InvariantCulture, $"    {PlainLine.Of(end.Kind)} {PlainLine.Of(end.Name)}: {end.Port}{(end.Ready ? "" : " (not ready)")}\n");
                }

                foreach (var dropped in port.Dropped)
                {
                    text.Append(CultureInfo.InvariantCulture, $"    {PlainLine.Of(dropped.Kind)} {PlainLine.Of(dropped.Name)}: not reached, {PlainLine.Of(dropped.Reason)}\n");
                }
            }
        }

        return text.ToString();
    }
}

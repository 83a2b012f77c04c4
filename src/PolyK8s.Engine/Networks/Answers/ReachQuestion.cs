namespace PolyK8s.Engine.Networks.Answers;

/// <summary>A question about a network, as people ask it.</summary>
/// <param name="From">Who sends; null for everybody.</param>
/// <param name="To">Who receives; null for everybody.</param>
/// <param name="Port">The port, a number or a name; null for all.</param>
/// <param name="Protocol">The protocol; null for TCP where a port is asked for, else for all.</param>
public sealed record ReachQuestion(string? From, string? To, string? Port, FlowProtocol? Protocol)
{
    /// <summary>Whether it is about one flow.</summary>
    public bool IsOneFlow => From is not null && To is not null && Port is not null;

    /// <summary>What is wrong with the port; null when nothing is.</summary>
    public string? PortProblem => Port is not null && (Port.Length == 0 || (Port.All(char.IsAsciiDigit) && Number is null))
        ? $"`{Port}` is no port; use a number from {TrafficPort.Least} to {TrafficPort.Most}, or the name of a port"
        : null;

    /// <summary>The port as a number; null when it is a name, or none.</summary>
    public int? Number => int.TryParse(Port, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number is >= TrafficPort.Least and <= TrafficPort.Most ? number : null;

    /// <summary>The port at a pod that receives; null when it has none of that name.</summary>
    public int? At(NetworkPod? target, FlowProtocol protocol) => Number
        ?? (target?.Ports.FirstOrDefault(p => p.Name == Port && p.Protocol == protocol) is { Number: > 0 } named ? named.Number : null);
}

namespace PolyK8s.Readings;

/// <summary>The transitions of a Pod's phase, read a second time, as pairs.</summary>
public static class PhaseReading
{
    /// <summary>Every pair of different phases that may follow one another.</summary>
    public static IReadOnlySet<(string From, string To)> Legal { get; } = new HashSet<(string, string)>
    {
        ("", "Pending"), ("", "Running"), ("", "Succeeded"), ("", "Failed"), ("", "Unknown"),
        ("Pending", "Running"), ("Pending", "Succeeded"), ("Pending", "Failed"), ("Pending", "Unknown"),
        ("Running", "Pending"), ("Running", "Succeeded"), ("Running", "Failed"), ("Running", "Unknown"),
        ("Unknown", "Pending"), ("Unknown", "Running"), ("Unknown", "Succeeded"), ("Unknown", "Failed"),
    };
}

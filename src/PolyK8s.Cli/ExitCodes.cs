namespace PolyK8s.Cli;

/// <summary>What the process ends with.</summary>
public static class ExitCodes
{
    /// <summary>Nothing at or above <c>--fail-on</c> was found.</summary>
    public const int Clean = 0;

    /// <summary>Something at or above <c>--fail-on</c> was found.</summary>
    public const int Findings = 1;

    /// <summary>The command line is wrong, an input cannot be read, or there is no object in it.</summary>
    public const int Usage = 2;

    /// <summary>A fault of the program, or a cluster that cannot be reached.</summary>
    public const int Internal = 3;
}

namespace PolyK8s.Engine.Validation.Core;

/// <summary>A volume of an iSCSI target.</summary>
/// <remarks>Mirrors <c>validateISCSIVolumeSource</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class IscsiSources
{
    private const int NodeNameCharacters = 16;
    private const int MostSessionBytes = 64;

    /// <summary>The source.</summary>
    public static void Check(Field source)
    {
        source["targetPortal"].RequiredText();
        if (source["iqn"].RequiredText())
        {
            Name(source["iqn"], source["iqn"].Text);
        }

        if (source["lun"].Number is < 0 or > 255)
        {
            source["lun"].InvalidNumber("must be between 0 and 255, inclusive");
        }

        if ((source["chapAuthDiscovery"].IsTrue || source["chapAuthSession"].IsTrue) && !source["secretRef"].IsSet)
        {
            source["secretRef"].Required();
        }

        if (source["initiatorName"].IsSet)
        {
            Name(source["initiatorname"], source["initiatorName"].Text);
        }
    }

    /// <summary>The name of a volume becomes part of the initiator's session.</summary>
    /// <param name="name">The name of the volume.</param>
    /// <param name="source">The source.</param>
    /// <param name="at">Where a name too long is reported.</param>
    public static void Session(string name, Field source, Field at)
    {
        if (source["initiatorName"].IsSet && name.Length + 1 + source["targetPortal"].Text.Length > MostSessionBytes)
        {
            at.InvalidText("Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is specified.");
        }
    }

    private static void Name(Field at, string name)
    {
        var fault = name switch
        {
            ['i', 'q', 'n', ..] => IsQualified(name) ? null : "must be valid format",
            ['e', 'u', 'i', ..] => IsHex(name, NodeNameCharacters) ? null : "must be valid format",
            ['n', 'a', 'a', ..] => IsHex(name, 2 * NodeNameCharacters) ? null : "must be valid format",
            _ => "must be valid format starting with iqn, eui, or naa",
        };
        if (fault is not null)
        {
            at.Invalid(GoText.Quote(name), fault);
        }
    }

    private static bool IsHex(string name, int length) => name.Length == length + 4 && name.AsSpan(4).IndexOfAnyExcept(Alphabets.Alphanumeric) < 0;

    // iqn.YYYY-MM.authority:rest
    private static bool IsQualified(string name) =>
        name.Split(':', 2) is [var head, { Length: > 0 } rest] && rest.AsSpan().IndexOfAny(Alphabets.IscsiEnd) < 0
        && head.Length > 12 && head[3] == '.' && head[8] == '-' && head[11] == '.'
        && head.AsSpan(4, 4).IndexOfAnyExceptInRange('0', '9') < 0 && head.AsSpan(9, 2).IndexOfAnyExceptInRange('0', '9') < 0
        && head.AsSpan(12).IndexOfAnyExcept(Alphabets.Domain) < 0;
}

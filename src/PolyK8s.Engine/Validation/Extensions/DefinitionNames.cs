namespace PolyK8s.Engine.Validation.Extensions;

/// <summary>What a definition calls its kind.</summary>
/// <remarks>Mirrors <c>ValidateCustomResourceDefinitionNames</c>, after the defaults of <c>SetDefaults_CustomResourceDefinitionSpec</c>.</remarks>
internal static class DefinitionNames
{
    /// <summary>The names.</summary>
    public static void Check(Field names)
    {
        var (kind, list) = (names["kind"], names["listKind"]);
        names["plural"].RequiredText();
        if (kind.Text.Length == 0)
        {
            _ = names["singular"].RequiredText();
            kind.Required();
            _ = list.RequiredText();
        }

        Label(names["plural"]);
        Label(names["singular"]);
        Mixed(kind);
        Mixed(list);
        foreach (var name in names["shortNames"].Items())
        {
            Must(name);
        }

        if (kind.Text.Length > 0 && kind.Text == list.Text)
        {
            list.InvalidText("kind and listKind may not be the same");
        }

        foreach (var category in names["categories"].Items())
        {
            Must(category);
        }
    }

    private static void Label(Field name)
    {
        if (name.Text.Length > 0)
        {
            Must(name);
        }
    }

    private static void Must(Field name)
    {
        if (DnsNames.OldLabel(name.Text) is { IsEmpty: false } faults)
        {
            name.InvalidText(string.Join(",", faults));
        }
    }

    private static void Mixed(Field name)
    {
        if (name.Text.Length > 0 && DnsNames.OldLabel(name.Text.ToLowerInvariant()) is { IsEmpty: false } faults)
        {
            name.InvalidText("may have mixed case, but should otherwise match: " + string.Join(",", faults));
        }
    }
}

namespace PolyK8s.Engine.Validation.Resource;

/// <summary>The names of a claim's requests, which constraints and configurations refer to: <c>NAME</c> or <c>NAME/SUBREQUEST</c>.</summary>
/// <remarks>Mirrors <c>validateRequestNameRef</c> of <c>pkg/apis/resource/validation</c>.</remarks>
/// <param name="requests">The requests.</param>
internal sealed class RequestNames(Field requests)
{
    private const int Most = 32;

    private readonly HashSet<string> _names = requests.Items()
        .SelectMany(request => request["firstAvailable"].Items().Select(sub => $"{request["name"].Text}/{sub["name"].Text}").Prepend(request["name"].Text))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>The references in a list.</summary>
    public void Check(Field references)
    {
        const string must = "must be the name of a request in the claim or the name of a request and a subrequest separated by '/'";
        if (references.Count > Most)
        {
            references.TooMany(Most);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var reference in references.Items())
        {
            var parts = reference.Text.Split('/');
            foreach (var fault in parts.Length > 2 ? [] : parts.SelectMany(part => DnsNames.Label(part)))
            {
                reference.InvalidText(fault);
            }

            if (!_names.Contains(reference.Text))
            {
                reference.InvalidText(must);
            }

            if (!seen.Add(reference.Text))
            {
                reference.DuplicateText();
            }
        }
    }
}

using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using PolyK8s.Engine;

namespace PolyK8s.Mcp;

/// <summary>The rules as resources: <c>rules://Module/rule-name</c> is the page of one rule.</summary>
/// <param name="book">The rules.</param>
internal sealed class RuleResources(RuleBook book)
{
    private const string Scheme = "rules://";

    private const string Template = "rules://{module}/{rule}";

    /// <summary>The specification allows a completion at most this many values.</summary>
    private const int MostValues = 100;

    /// <summary>Serves the resources by <paramref name="handlers"/>.</summary>
    public void Serve(McpServerHandlers handlers)
    {
        handlers.ListResourcesHandler = (_, _) => ValueTask.FromResult(new ListResourcesResult { Resources = [.. book.Rules.Select(rule => Listed(rule.Card))] });
        handlers.ListResourceTemplatesHandler = (_, _) => ValueTask.FromResult(new ListResourceTemplatesResult
        {
            ResourceTemplates = [new() { Name = "rule", Title = "A rule", UriTemplate = Template, MimeType = "text/plain", Description = "What one rule protects from, reads and allows" }],
        });
        handlers.ReadResourceHandler = (request, _) => ValueTask.FromResult(Page(request.Params?.Uri ?? ""));
        handlers.CompleteHandler = (request, _) => ValueTask.FromResult(Completed(request.Params!));
    }

    private static Resource Listed(RuleCard card) =>
        new() { Name = card.Id, Title = card.Title, Uri = Scheme + card.Id, MimeType = "text/plain" };

    private ReadResourceResult Page(string uri)
    {
        // Libraries that parse URIs write the module, which stands where a host would, in lower case.
        var rule = book.Rules.FirstOrDefault(r => string.Equals(Scheme + r.Card.Id, uri, StringComparison.OrdinalIgnoreCase))
            ?? throw new McpProtocolException(PlainText.Line($"there is no resource `{uri}`; accepted: {Template}, where list_rules names the rules"), McpErrorCode.InvalidParams);
        return new() { Contents = [new TextResourceContents { Uri = uri, MimeType = "text/plain", Text = RuleText.Of(rule.Card) }] };
    }

    private CompleteResult Completed(CompleteRequestParams asked)
    {
        var ids = book.Rules.Select(rule => rule.Card.Id.Split('/'));
        var names = (asked.Ref, asked.Argument.Name) switch
        {
            (ResourceTemplateReference { Uri: Template }, "module") => ids.Select(id => id[0]),
            (ResourceTemplateReference { Uri: Template }, "rule") => ids.Where(id => InModule(id, asked.Context)).Select(id => id[1]),
            _ => [],
        };
        var matching = names.Distinct(StringComparer.Ordinal).Where(name => name.StartsWith(asked.Argument.Value, StringComparison.OrdinalIgnoreCase)).ToArray();
        return new() { Completion = new() { Values = [.. matching.Take(MostValues)], Total = matching.Length, HasMore = matching.Length > MostValues } };
    }

    private static bool InModule(string[] id, CompleteContext? context) =>
        context?.Arguments is not { } known || !known.TryGetValue("module", out var module) || id[0] == module;
}

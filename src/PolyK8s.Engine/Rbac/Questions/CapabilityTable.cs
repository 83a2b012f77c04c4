using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rbac.Questions;

/// <summary>All that somebody may do, rule by rule in normal form.</summary>
/// <param name="ApiVersion">The version of this shape, <c>poly-k8s/v1</c>.</param>
/// <param name="Subject">Who.</param>
/// <param name="Groups">Their groups, those the API server adds among them.</param>
/// <param name="Capabilities">The rules: cluster-wide first, then by namespace.</param>
/// <param name="Notes">What else bears on it, bindings to missing roles among them.</param>
public sealed record CapabilityTable(
    string ApiVersion, NamedObject Subject, ImmutableArray<string> Groups, ImmutableArray<HeldRule> Capabilities, ImmutableArray<string> Notes)
{
    /// <summary>What a view gives somebody.</summary>
    public static CapabilityTable Of(ClusterView view, Subject subject) => Of(view, subject, subject.AsAuthor);

    /// <summary>What a view gives somebody who is in more groups than the API server puts them in.</summary>
    public static CapabilityTable Of(ClusterView view, Subject subject, Author author)
    {
        var rights = Rights.Of(view, author);
        var held = rights.Namespaces.Prepend("").SelectMany(ns => rights.GivenIn(ns)).SelectMany(role => HeldRule.Of(role, author)).ToImmutableArray();
        var missing = Bindings.Of(view).Of(author)
            .Where(binding => Roles.Of(view).Find(binding.Role, binding.Namespace) is null)
            .Select(binding => $"{binding} refers to {binding.Role}, which does not exist: it gives nothing");
        string[] masters = author.IsMaster ? ["members of `system:masters` may do everything, whatever RBAC says"] : [];
        return new("poly-k8s/v1", NamedObject.Of(subject), author.Groups, held, [.. masters, .. missing]);
    }

    // A rule that lists more than fits on half a line does not push the columns of all others away.
    private const int MostPadded = 60;

    /// <summary>For people: a table with a line for each rule.</summary>
    public string Text()
    {
        string[][] rows = [["SCOPE", "CLASS", "ALLOWS", "EFFECTS", "GIVEN BY"], .. Capabilities.Select(c => c.Columns.ToArray())];
        var lines = Capabilities.IsEmpty ? [$"no role gives {Subject} anything"] : TextColumns.Of(rows, MostPadded);
        return string.Concat(lines.Concat(Notes.Select(note => $"note: {note}")).Select(line => $"{line}\n"));
    }
}

/// <summary>A rule somebody holds.</summary>
/// <param name="Scope"><c>cluster</c>, or <c>namespace NAME</c>.</param>
/// <param name="Rule">The rule in normal form; <c>resourceNames</c> left out for all names.</param>
/// <param name="Classes">Read, Write, Delete, Admin and <c>Other(verb)</c>: for people, nothing is decided by them.</param>
/// <param name="Effects">What it comes to: <c>secret-read</c>, <c>token-mint</c>, <c>exec</c>, …</param>
/// <param name="Binding">The binding that gives it.</param>
/// <param name="Role">The role it comes from.</param>
/// <param name="Through">The subject of the binding through which they hold it.</param>
public sealed record HeldRule(
    string Scope, ManifestNode Rule, ImmutableArray<string> Classes, ImmutableArray<string> Effects, NamedObject Binding, NamedObject Role, NamedObject Through)
{
    /// <summary>The rules of a role somebody holds, in normal form. URLs have no effect through a RoleBinding and are left out.</summary>
    public static IEnumerable<HeldRule> Of(HeldRole held, Author author)
    {
        var isLocal = held.Binding.Namespace.Length > 0;
        return NormalForm.Of(isLocal ? [.. held.Role.Rules.Select(rule => rule.WithoutUrls())] : held.Role.Rules).Select(rule => new HeldRule(
            isLocal ? $"namespace {held.Binding.Namespace}" : "cluster",
            rule.AsNode(),
            VerbClass.Of(rule),
            Rbac.Effects.Of(rule),
            NamedObject.Of(held.Binding),
            NamedObject.Of(held.Role),
            held.Binding.SubjectOf(author)));
    }

    /// <summary>The cells of its line.</summary>
    [JsonIgnore]
    public ImmutableArray<string> Columns =>
    [
        Scope,
        string.Join(',', Classes),
        RuleWords.Of(Rule).Replace("`", "", StringComparison.Ordinal),
        Effects.IsEmpty ? "-" : string.Join(',', Effects),
        string.Create(CultureInfo.InvariantCulture, $"{Binding}, {Role}").Replace("`", "", StringComparison.Ordinal),
    ];
}

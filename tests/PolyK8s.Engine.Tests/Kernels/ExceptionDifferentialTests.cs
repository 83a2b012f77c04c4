using CsCheck;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Policy;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Kernels;

/// <summary>Exceptions, from their manifests through border and kernel, against a second reading.</summary>
public sealed class ExceptionDifferentialTests
{
    private const int Cases = 5_000;
    private static readonly DateTimeOffset Noon = new(2027, 3, 1, 12, 0, 0, TimeSpan.Zero);

    // Few words that nearly meet: beginnings of one another, a kind in two groups, two rules of one module.
    private static readonly Gen<string> Rules = Word("SafeGraph/dependency-cycle", "SafeGraph/*", "SafeCapability/workload-exceeds-author", "SafeCapability/*");
    private static readonly Gen<string> Kinds = Word("Deployment", "Deployment.apps", "Deployment.other.io", "Pod");
    private static readonly Gen<string> Names = Word("web", "web-1", "we*", "web-*", "db");
    private static readonly Gen<string> Namespaces = Word("shop", "bank");
    private static readonly Gen<DateTimeOffset> Times = Gen.Int[-1, 1].Select(seconds => Noon.AddSeconds(seconds));
    private static readonly Gen<ExceptedObjects> Objects = Gen.Select(Kinds.Array[1, 2], Names.Array[1, 2], (kinds, names) => new ExceptedObjects([.. kinds], [.. names]));

    private static readonly Gen<SafetyException[]> Books = Gen.Select(
        Namespaces, Gen.Int[0, 99], Rules.Array[1, 2], Objects.Array[1, 2], Times,
        (ns, number, rules, objects, ends) => new SafetyException(ns, $"e{number}", [.. rules], [.. objects], "later", ends)).Array[0, 4].Select(all => all.DistinctBy(e => (e.Namespace, e.Name)).ToArray());

    private static readonly Gen<(SafetyException[] Book, string Rule, string Group, string Kind, string Ns, string Name, DateTimeOffset Now)> Questions = Gen.Select(
        Books,
        Word("SafeGraph/dependency-cycle", "SafeCapability/workload-exceeds-author", "SafeGraph/missing-target"),
        Word("apps|Deployment", "other.io|Deployment", "|Pod"),
        Namespaces,
        Word("web", "web-1", "web-", "db", "we"),
        Times,
        (book, rule, kind, ns, name, now) => (book, rule, kind.Split('|')[0], kind.Split('|')[1], ns, name, now));

    /// <summary>The planted mistakes.</summary>
    public static TheoryData<string> Misreadings => [.. ExceptionReading.Misreadings];

    [Fact]
    public void Hold_where_the_second_reading_says_so() => Questions.Sample(q => Agrees(q, new()), iter: Cases);

    [Theory]
    [MemberData(nameof(Misreadings))]
    public void Tell_a_misreading_from_the_kernel(string misreading) =>
        Assert.ThrowsAny<CsCheckException>(() => Questions.Sample(q => Agrees(q, new(misreading)), iter: Cases, threads: 1));

    private static Gen<string> Word(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);

    private static bool Agrees((SafetyException[] Book, string Rule, string Group, string Kind, string Ns, string Name, DateTimeOffset Now) q, ExceptionReading reading)
    {
        var view = ClusterView.Of(q.Book.Select(Manifest));
        var subject = new Manifest(ManifestNode.Object(
            ("apiVersion", ManifestNode.Of(q.Group.Length == 0 ? "v1" : $"{q.Group}/v1")),
            ("kind", ManifestNode.Of(q.Kind)),
            ("metadata", ManifestNode.Object(("name", ManifestNode.Of(q.Name)), ("namespace", ManifestNode.Of(q.Ns))))));
        var finding = new Finding { Rule = q.Rule, Reason = "r", Detail = "d", Path = "p", Witness = ManifestNode.Null, Fix = "f", Severity = Severity.Error, Effect = Effect.Deny };
        var treated = view.Get(NamespaceExceptions.Projection).Of(finding, subject, q.Now);
        var known = q.Book.Where(e => e.Rules.All(r => RulePattern.NamesAny(r, RuleBook.All)));
        return treated.Exception?.Name == (reading.Holding(known, q.Rule, q.Group, q.Kind, q.Ns, q.Name, q.Now) is { } name ? $"{q.Ns}/{name}" : null)
            && treated.Effect == (treated.Exception is null ? Effect.Deny : Effect.Excepted);
    }

    private static Manifest Manifest(SafetyException exception) => new(ManifestNode.Object(
        ("apiVersion", ManifestNode.Of("safety.poly-k8s.io/v1alpha1")),
        ("kind", ManifestNode.Of("SafetyException")),
        ("metadata", ManifestNode.Object(("name", ManifestNode.Of(exception.Name)), ("namespace", ManifestNode.Of(exception.Namespace)))),
        ("spec", ManifestNode.Object(
            ("rules", ManifestNode.Array([.. exception.Rules])),
            ("objects", ManifestNode.Array([.. exception.Objects.Select(o => ManifestNode.Object(("kinds", ManifestNode.Array([.. o.Kinds])), ("names", ManifestNode.Array([.. o.Names]))))])),
            ("reason", ManifestNode.Of(exception.Reason)),
            ("expiresAt", ManifestNode.Of(exception.ExpiresAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)))))));
}

namespace PolyK8s.Engine.Rbac.Questions;

/// <summary>Who somebody means, in the forms that every question takes.</summary>
public static class Who
{
    /// <summary>The author that a name and groups make.</summary>
    /// <param name="name">A user name, <c>NAMESPACE/NAME</c> of a service account, <c>group:NAME</c> for anybody in it; null for groups alone.</param>
    /// <param name="groups">Groups; those the API server adds by itself are added here.</param>
    /// <param name="problem">Why it names nobody, one line; null when it does.</param>
    public static Author? Of(string? name, IReadOnlyCollection<string> groups, out string? problem)
    {
        problem = null;
        if (string.IsNullOrEmpty(name))
        {
            problem = groups.Count == 0 ? "nobody is named; give `--as USER`" : null;
            return problem is null ? With(groups, Subject.Group(groups.First()).AsAuthor) : null;
        }

        return Subject.Parse(name, out problem) is { } subject ? With(groups, subject.AsAuthor) : null;
    }

    private static Author With(IReadOnlyCollection<string> groups, Author plain) =>
        groups.Count == 0 ? plain : plain with { Groups = [.. groups.Concat(plain.Groups).Distinct(StringComparer.Ordinal)] };
}

using System.Globalization;
using System.Net;

namespace PolyK8s.Cluster.Reflecting;

/// <summary>Why a read did not work.</summary>
/// <param name="Status">The HTTP status; 0 when there was no answer.</param>
/// <param name="Line">One line for a person: what was tried on which resource, and what came back.</param>
internal sealed record ApiProblem(int Status, string Line)
{
    /// <summary>Whether the server does not know the resource.</summary>
    public bool IsAbsent => Status == (int)HttpStatusCode.NotFound;

    /// <summary>Whether the version asked from is too old and everything must be read again.</summary>
    public bool IsExpired => Status == (int)HttpStatusCode.Gone;

    /// <summary>Whether a watch can go on from the version it had: nothing was missed, the way there was blocked.</summary>
    public bool IsInterruption => Status is 0 or (int)HttpStatusCode.TooManyRequests;

    /// <summary>The problem behind a status.</summary>
    public static ApiProblem Answered(int status, string verb, WatchedResource resource, string message) => new(status, status switch
    {
        403 => $"may not `{verb}` `{resource}`; grant the verbs `list` and `watch` on it",
        401 => $"the API server does not accept our credentials for `{verb}` on `{resource}`",
        _ => string.Create(CultureInfo.InvariantCulture, $"`{verb}` on `{resource}` was answered {status}{(message.Length == 0 ? "" : ": ")}{message}"),
    });

    /// <summary>No answer, or one that broke off.</summary>
    public static ApiProblem Unreachable(string verb, WatchedResource resource, Exception fault) =>
        new(0, $"`{verb}` on `{resource}` did not work: {(fault is OperationCanceledException ? "nothing came in time" : fault.GetBaseException().Message.ReplaceLineEndings(" "))}");

    /// <summary>An answer that makes no sense.</summary>
    public static ApiProblem Unreadable(string verb, WatchedResource resource, string problem) =>
        new(200, $"`{verb}` on `{resource}` was answered with what cannot be read: {problem}");
}

using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using PolyK8s.Engine;
using PolyK8s.Engine.Defaulting;
using PolyK8s.Engine.Manifests;
using PolyK8s.Webhook.Http;

namespace PolyK8s.Webhook.Review;

/// <summary>From the bytes of a review to the answer.</summary>
internal static class ReviewAnswer
{
    /// <summary>The answer to a body.</summary>
    /// <param name="body">The bytes of the body.</param>
    /// <param name="decide">What to say to what was read.</param>
    public static HttpAnswer To(ReadOnlySpan<byte> body, Func<ReviewReading, AdmissionResponse> decide)
    {
        var reading = ManifestJson.TryParse(body, out var root, out var fault) ? ReviewReader.Read(root)
            : fault.IsSyntax ? new ReviewReading.Unreadable($"the body at {fault.Place}: {fault.Problem}")
            : new ReviewReading.NotUnderstood($"the body at {fault.Place}: {fault.Problem}");
        // JSON we refuse, such as one nested too deep, is denied rather than called malformed: a failed call may be admitted.
        var uid = reading is ReviewReading.Unreadable ? [] : Uid(body);
        return !uid.IsEmpty ? HttpAnswer.Review(ReviewWriter.Write(uid, decide(reading)))
            : HttpAnswer.Line(StatusCodes.Status400BadRequest, OneLine.Of(Problem(reading)));
    }

    /// <summary>Judges with the newest snapshot.</summary>
    /// <param name="source">Cluster and policies.</param>
    /// <param name="judge">The judge.</param>
    /// <param name="exclusions">What is never judged.</param>
    /// <param name="clock">When the change is made.</param>
    /// <param name="count">Gets every verdict.</param>
    public static Func<ReviewReading, AdmissionResponse> Judged(ISnapshotSource source, Judge judge, Exclusions exclusions, TimeProvider clock, Action<Change, Verdict> count) => reading =>
    {
        if (reading is not ReviewReading.Understood { Change: var change, Resource: var resource })
        {
            return Misunderstood(reading);
        }

        if (exclusions.Because(resource) is { } because)
        {
            return AdmissionResponse.Allowed([], [("excluded", because)]);
        }

        var snapshot = source.Current;
        var verdict = judge.Decide(change with { At = clock.GetUtcNow() }, snapshot.View, snapshot.Policies);
        count(change, verdict);
        return AdmissionResponse.Of(verdict, change);
    };

    /// <summary>Sets defaults with the newest snapshot.</summary>
    /// <param name="source">Cluster and policies.</param>
    /// <param name="exclusions">What is never changed.</param>
    public static Func<ReviewReading, AdmissionResponse> Defaulted(ISnapshotSource source, Exclusions exclusions) => reading =>
        reading is not ReviewReading.Understood { Change: var change, Resource: var resource } ? Misunderstood(reading)
        : exclusions.Because(resource) is { } because ? AdmissionResponse.Allowed([], [("excluded", because)])
        : Defaults.Of(change, source.Current.View) is { } defaulted ? AdmissionResponse.Of(defaulted)
        : AdmissionResponse.Allowed([], []);

    private static AdmissionResponse Misunderstood(ReviewReading reading) =>
        AdmissionResponse.Errored(((ReviewReading.NotUnderstood)reading).Problem);

    private static string Problem(ReviewReading reading) => reading switch
    {
        ReviewReading.Unreadable unreadable => unreadable.Problem,
        ReviewReading.NotUnderstood notUnderstood => notUnderstood.Problem,
        _ => "`request.uid` is no string",
    };

    private static ReadOnlySpan<byte> Uid(ReadOnlySpan<byte> body)
    {
        try
        {
            return Utf8.IsValid(body) ? RawUid.Find(body) : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}

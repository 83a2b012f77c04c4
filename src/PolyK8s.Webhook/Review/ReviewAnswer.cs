using Microsoft.AspNetCore.Http;
using PolyK8s.Engine;
using PolyK8s.Engine.Manifests.Json;
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
        var root = StrictJson.Read(body, out var problem, out var tooDeep);
        var reading = root is not null ? ReviewReader.Read(root)
            : tooDeep ? new ReviewReading.NotUnderstood($"the review is {problem}")
            : new ReviewReading.Unreadable($"the body is no review: {problem}");
        if (reading is ReviewReading.Unreadable unreadable)
        {
            return HttpAnswer.Line(StatusCodes.Status400BadRequest, OneLine.Of(unreadable.Problem));
        }

        // Deep nesting is the one fault an API server passes on, so it is answered to whoever asked, if that can be told.
        var uid = Uid(body);
        return uid.IsEmpty
            ? HttpAnswer.Line(StatusCodes.Status400BadRequest, $"the body is no review: {problem}")
            : HttpAnswer.Review(ReviewWriter.Write(uid, decide(reading)));
    }

    /// <summary>Judges with the newest snapshot.</summary>
    public static Func<ReviewReading, AdmissionResponse> Judged(ISnapshotSource source, Judge judge) => reading =>
    {
        if (reading is not ReviewReading.Understood { Change: var change })
        {
            return Misunderstood(reading);
        }

        var snapshot = source.Current;
        return AdmissionResponse.Of(judge.Decide(change, snapshot.View, snapshot.Policies), change);
    };

    /// <summary>Leaves every object as it is.</summary>
    public static AdmissionResponse NoChange(ReviewReading reading) =>
        reading is ReviewReading.Understood ? AdmissionResponse.Allowed([], []) : Misunderstood(reading);

    private static AdmissionResponse Misunderstood(ReviewReading reading) =>
        AdmissionResponse.Errored(((ReviewReading.NotUnderstood)reading).Problem);

    private static ReadOnlySpan<byte> Uid(ReadOnlySpan<byte> body)
    {
        try
        {
            return RawUid.Find(body);
        }
        catch (System.Text.Json.JsonException)
        {
            return [];
        }
    }
}

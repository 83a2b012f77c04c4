using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PolyK8s.Engine;
using PolyK8s.Webhook.Metrics;
using PolyK8s.Webhook.Review;

namespace PolyK8s.Webhook.Http;

/// <summary>The HTTP side of admission: guards, time, turns. What a review says is decided elsewhere.</summary>
internal sealed partial class AdmissionEndpoint(
    AdmissionOptions options, CallerGuard callers, ISnapshotSource source, Judge judge, Admittance admittance, Drain drain, WebhookMetrics metrics, TimeProvider clock, ILogger<AdmissionEndpoint> log)
{
    /// <summary><c>/validate</c>: the verdict of every rule.</summary>
    public Task Validate(HttpContext context) => AnswerAsync(context, ReviewAnswer.Judged(source, judge, options.Exclusions, clock, Count));

    /// <summary><c>/mutate</c>: the defaults that policies set; "no change" where there are none.</summary>
    public Task Mutate(HttpContext context) => AnswerAsync(context, ReviewAnswer.Defaulted(source, options.Exclusions));

    private void Count(Change change, Verdict verdict)
    {
        metrics.Count(change, verdict);
        ReviewTrace.Decided(change, verdict);
    }

    private async Task AnswerAsync(HttpContext context, Func<ReviewReading, AdmissionResponse> decide)
    {
        var begun = clock.GetTimestamp();
        using var span = ReviewTrace.Begin(context);
        var answer = await AnswerOfAsync(context, decide);
        metrics.Answered(context.Request.Path == "/mutate" ? "mutate" : "validate", answer.Status, clock.GetElapsedTime(begun));
        ReviewTrace.Answered(span, answer.Status);
        try
        {
            await answer.WriteToAsync(context, drain.HasBegun);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has gone.
        }
    }

    private async Task<HttpAnswer> AnswerOfAsync(HttpContext context, Func<ReviewReading, AdmissionResponse> decide)
    {
        if ((callers.Refusal(context) ?? RequestGuards.Refusal(context.Request, options)) is { } refusal)
        {
            return refusal;
        }

        if (TimeAllowed.Of(context.Request.Query["timeout"], options) is not { } time)
        {
            return HttpAnswer.Line(StatusCodes.Status400BadRequest, "`timeout` is no duration; give seconds, such as `?timeout=3s`") with { Close = true };
        }

        using var deadline = new CancellationTokenSource(time, clock);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, context.RequestAborted);
        var (body, refused) = await ReadAsync(context.Request, over.Token);
        return body is null ? refused! : await JudgeAsync(body, time, decide, over.Token);
    }

    private async Task<(RequestBody? Body, HttpAnswer? Refusal)> ReadAsync(HttpRequest request, CancellationToken over)
    {
        try
        {
            return await RequestBody.ReadAsync(request, options, admittance, over);
        }
        catch (BadHttpRequestException e)
        {
            return (null, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? RequestGuards.TooLarge(options) : HttpAnswer.Line(e.StatusCode, "the request broke off or came too slowly") with { Close = true });
        }
        catch (IOException)
        {
            return (null, HttpAnswer.Line(StatusCodes.Status400BadRequest, "the request broke off") with { Close = true });
        }
        catch (OperationCanceledException)
        {
            return (null, HttpAnswer.Line(StatusCodes.Status408RequestTimeout, "the body came too slowly for the time allowed") with { Close = true });
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "the border: whatever a mistake of ours throws becomes one answer, and failurePolicy decides")]
    private async Task<HttpAnswer> JudgeAsync(RequestBody body, TimeSpan time, Func<ReviewReading, AdmissionResponse> decide, CancellationToken over)
    {
        var unread = body;
        try
        {
            if (!await admittance.EnterAsync(time, over))
            {
                return HttpAnswer.TryElsewhere("too many reviews are waiting to be judged");
            }

            unread = null;
            // On a thread of its own: if a judgement overruns, the answer leaves in time all the same, and the turn stays taken until the judgement ends.
            return await Task.Run(() => InTurn(body, decide), CancellationToken.None).WaitAsync(over);
        }
        catch (OperationCanceledException)
        {
            return HttpAnswer.TryElsewhere("the review could not be judged in the time allowed");
        }
        catch (Exception e)
        {
            Log.Failed(log, e);
            return HttpAnswer.TryElsewhere("an internal fault prevented the judgement");
        }
        finally
        {
            unread?.Dispose();
        }
    }

    private HttpAnswer InTurn(RequestBody body, Func<ReviewReading, AdmissionResponse> decide)
    {
        try
        {
            return ReviewAnswer.To(body.Bytes, decide);
        }
        finally
        {
            body.Dispose();
            admittance.Leave();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "a review could not be judged because of an internal fault")]
        public static partial void Failed(ILogger logger, Exception fault);
    }
}

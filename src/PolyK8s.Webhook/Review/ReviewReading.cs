using PolyK8s.Engine;

namespace PolyK8s.Webhook.Review;

/// <summary>What came of reading an AdmissionReview.</summary>
internal abstract record ReviewReading
{
    private ReviewReading()
    {
    }

    /// <summary>It is no AdmissionReview of version v1: there is nobody to answer a verdict to.</summary>
    /// <param name="Problem">One line.</param>
    public sealed record Unreadable(string Problem) : ReviewReading;

    /// <summary>It is a review, and what it asks about is not understood: denied on purpose, whatever <c>failurePolicy</c> says.</summary>
    /// <param name="Problem">One line.</param>
    public sealed record NotUnderstood(string Problem) : ReviewReading;

    /// <summary>It is a change to judge.</summary>
    /// <param name="Change">The change.</param>
    /// <param name="Resource">The resource written to, and where.</param>
    public sealed record Understood(Change Change, ReviewedResource Resource) : ReviewReading;
}

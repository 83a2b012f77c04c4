using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Webhook.Review;

/// <summary>Why a review is denied: the <c>metav1.Status</c> of the response, always code 422 and reason <c>Invalid</c>.</summary>
/// <param name="Message">The causes, one line each; tools that show nothing else show this.</param>
/// <param name="Object">What it is about; null when that is not known.</param>
/// <param name="Causes">The causes; kubectl prints them as a list.</param>
internal sealed record AdmissionStatus(string Message, ObjectReference? Object, ImmutableArray<StatusCause> Causes);

/// <summary>One cause of a denial.</summary>
/// <param name="Message">One line that begins with the rule's id.</param>
/// <param name="Field">The field; empty for the object as a whole.</param>
internal readonly record struct StatusCause(string Message, string Field);

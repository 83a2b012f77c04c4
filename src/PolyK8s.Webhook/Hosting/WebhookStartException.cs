using System.Diagnostics.CodeAnalysis;

namespace PolyK8s.Webhook;

/// <summary>The webhook cannot start as asked; the message is one line for whoever asked.</summary>
[SuppressMessage("Design", "CA1032", Justification = "made in one way only: with the line to show")]
public sealed class WebhookStartException(string message) : Exception(message);

namespace PolyK8s.Webhook;

/// <summary>The webhook cannot start as asked; the message is one line for whoever asked.</summary>
#pragma warning disable CA1032 // Made in one way only: with the line to show.
public sealed class WebhookStartException(string message) : Exception(message);
#pragma warning restore CA1032

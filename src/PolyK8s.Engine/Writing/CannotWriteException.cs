using System.Diagnostics.CodeAnalysis;

namespace PolyK8s.Engine.Writing;

/// <summary>The cluster cannot be written to as asked; the message is one line for whoever asked.</summary>
[SuppressMessage("Design", "CA1032", Justification = "made in one way only: with the line to show")]
public sealed class CannotWriteException(string message) : Exception(message);

using System.Diagnostics.CodeAnalysis;

namespace PolyK8s.Engine.Certificates;

/// <summary>The authorities cannot be read, kept or published now; the message is one line.</summary>
[SuppressMessage("Design", "CA1032", Justification = "made in one way only: with the line to show")]
public sealed class VaultException(string message) : Exception(message);

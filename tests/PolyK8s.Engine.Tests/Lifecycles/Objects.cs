using System.Text;
using PolyK8s.Engine.Lifecycles;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Tests.Lifecycles;

/// <summary>Objects of the tests, and what is said of them.</summary>
internal static class Objects
{
    /// <summary>The time of the tests.</summary>
    public static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-01-01T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>An object from YAML.</summary>
    public static Manifest Of(string yaml) => Assert.Single(ManifestReader.Read(Encoding.UTF8.GetBytes(yaml), "x.yaml").Manifests);

    /// <summary>The state of an object from YAML.</summary>
    public static ObjectState State(string yaml, StateView view = StateView.Own) => ObjectStates.Of(Of(yaml), Now, view);
}

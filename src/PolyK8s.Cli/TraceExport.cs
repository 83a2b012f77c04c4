using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using PolyK8s.Webhook.Http;

namespace PolyK8s.Cli;

/// <summary>Sends the spans of reviews to a collector, by OTLP over HTTP. Off unless somebody names one.</summary>
internal static class TraceExport
{
    /// <summary>Begins; whoever disposes of it waits until what is left has been sent.</summary>
    /// <param name="collector">The collector, <c>http://collector:4318</c>; null for none.</param>
    public static IDisposable? Start(Uri? collector) => collector is null ? null : Sdk.CreateTracerProviderBuilder()
        .ConfigureResource(resource => resource.AddService("poly-k8s", serviceVersion: Output.ProductVersion.Text))
        .AddSource(ReviewTrace.SourceName)
        .AddOtlpExporter(exporter => (exporter.Endpoint, exporter.Protocol) = (new(collector, "v1/traces"), OtlpExportProtocol.HttpProtobuf))
        .Build();
}

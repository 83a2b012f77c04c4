using System.Diagnostics.CodeAnalysis;
using System.Text;
using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Webhook.Review;

/// <summary>Judges made-up reviews before real ones come; what is answered goes nowhere.</summary>
/// <remarks>
/// What a process does for the first time takes twenty times as long and more. On a small share of a processor that is
/// longer than an API server waits, and a call that is late may let a change pass unjudged.
/// </remarks>
internal sealed class Rehearsal(ISnapshotSource source, Judge judge, TimeProvider clock, TextWriter? announce)
{
    private const string Resource = "PolyK8s.Webhook.Review.rehearsal.yaml";
    private static readonly string[] Operations = ["CREATE", "UPDATE", "DELETE"];
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private volatile string? _problem = "the first judgements are being rehearsed";

    /// <summary>Why reviews should not come yet, one line; null when they may.</summary>
    public string? NotReady => _problem;

    /// <summary>Waits until the cluster has been read, and judges. Whatever happens, the replica is ready after.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "the border: a mistake of ours here must not keep a replica from what it can judge")]
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (source.Current.NotReady is not null)
            {
                await Task.Delay(Pause, clock, stop);
            }

            await Task.Run(Judge, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop.
        }
        catch (Exception e)
        {
            announce?.WriteLine($"webhook: the first judgements could not be rehearsed: {OneLine.Of(e.GetBaseException().Message)}");
        }

        _problem = null;
    }

    /// <summary>The bodies of the reviews.</summary>
    internal static IEnumerable<byte[]> Reviews()
    {
        using var file = typeof(Rehearsal).Assembly.GetManifestResourceStream(Resource)!;
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return ManifestReader.ReadTrees(bytes.ToArray(), "").Manifests.SelectMany(m => Operations.Select(operation => Encoding.UTF8.GetBytes(Review(operation, m.Root).ToString())));
    }

    private void Judge()
    {
        var validate = ReviewAnswer.Judged(source, judge, Exclusions.OfResources, clock, (_, _) => { });
        var mutate = ReviewAnswer.Defaulted(source, Exclusions.OfResources);
        foreach (var body in Reviews())
        {
            ReviewAnswer.To(body, mutate);
            ReviewAnswer.To(body, validate);
        }
    }

    private static ManifestNode Review(string operation, ManifestNode subject) => ManifestNode.Object(
        ("apiVersion", ManifestNode.Of(ReviewReader.ApiVersion)),
        ("kind", ManifestNode.Of("AdmissionReview")),
        ("request", ManifestNode.Object(
            ("uid", ManifestNode.Of("rehearsal")),
            ("operation", ManifestNode.Of(operation)),
            ("namespace", subject.At("metadata", "namespace")),
            ("userInfo", ManifestNode.Object(("username", ManifestNode.Of("poly-k8s-rehearsal")), ("groups", ManifestNode.Array(["system:authenticated"])))),
            ("object", operation == "DELETE" ? null : subject),
            ("oldObject", operation == "CREATE" ? null : subject))));
}

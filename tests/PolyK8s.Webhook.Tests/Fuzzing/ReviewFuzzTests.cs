using System.Net;
using System.Text;
using System.Text.Json;
using PolyK8s.Engine;
using PolyK8s.Fixtures;

namespace PolyK8s.Webhook.Tests.Fuzzing;

/// <summary>Whatever happens to the bytes of a review, the answer is a review with the same uid or one line with a 4xx: never 5xx, never silence.</summary>
/// <remarks>The corpus is the fixtures of every rule, as the API server would send them; what once failed is kept in <see cref="HostileBodyTests"/>.</remarks>
public sealed class ReviewFuzzTests
{
    private const int Cases = 2_000;
    private const int Seed = 20;

    [Theory]
    [InlineData("validate")]
    [InlineData("mutate")]
    public async Task Answers_any_bytes(string path)
    {
        var corpus = RuleFixture.All.Select(f => Encoding.UTF8.GetBytes(AdmissionReviewBody.Of(f.Change, "the-uid"))).ToArray();
        await using var served = await Served.WithAsync(Judge.OfAllRules);
        await Parallel.ForAsync(0, Cases, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, stop) =>
        {
            var random = new Random((Seed * Cases) + i);
            var body = Mutated([.. corpus[random.Next(corpus.Length)]], random);
            using var response = await served.Client.PostAsync(path, Served.Json(body), stop);
            AssertAnswer(i, response.StatusCode, await response.Content.ReadAsStringAsync(stop));
        });
    }

    private static void AssertAnswer(int i, HttpStatusCode status, string text)
    {
        Assert.True(status is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"case {i}: {(int)status}: {text}");
        if (status == HttpStatusCode.OK)
        {
            // The kinds, not the values: a uid is echoed byte for byte, half a surrogate pair too.
            using var answer = JsonDocument.Parse(text);
            var response = answer.RootElement.GetProperty("response");
            Assert.Equal(JsonValueKind.String, response.GetProperty("uid").ValueKind);
            Assert.True(response.GetProperty("allowed").ValueKind is JsonValueKind.True or JsonValueKind.False, text);
        }
        else
        {
            Assert.Equal(text.Length - 1, text.IndexOf('\n', StringComparison.Ordinal));
        }
    }

    private static byte[] Mutated(List<byte> bytes, Random random)
    {
        string[] tokens = ["{", "}", "[", "]", "\"", ",", ":", "null", "-", "1e999", "\\ud800", "\\u0000", "\"uid\":1,", "\"kind\":\"Pod\",", "\"object\":", "00", "\u202e"];
        for (var left = random.Next(1, 5); left > 0; left--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(4))
            {
                case 0: bytes.InsertRange(at, Encoding.UTF8.GetBytes(tokens[random.Next(tokens.Length)])); break;
                case 1 when at < bytes.Count: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes.RemoveRange(at, Math.Min(random.Next(60), bytes.Count - at)); break;
                default: bytes.InsertRange(at, bytes.GetRange(0, Math.Min(bytes.Count, random.Next(200)))); break;
            }
        }

        return [.. bytes];
    }
}

using System.Text;
using CsCheck;
using PolyK8s.Engine.Manifests;
using PolyK8s.Fixtures;

namespace PolyK8s.Engine.Tests.Fuzzing;

/// <summary>Whatever happens to the bytes of a manifest, reading ends in objects or in lines that say why not.</summary>
/// <remarks>The corpus is the fixtures of every rule; <see cref="Manifests.HostileTextTests"/> keeps the cases written by hand.</remarks>
public sealed class ReaderFuzzTests
{
    private const int Cases = 5_000;

    private static readonly byte[][] Corpus = [.. RuleFixture.All.Select(f => File.ReadAllBytes(f.File))];

    private static readonly byte[][] Tokens = [.. new[]
    {
        "\n", "\t", ": ", "- ", "? ", "&a ", "*a ", "<<: *a\n", "!!binary ", "!!int ", "---\n", "...\n", "|\n", ">-\n", "{", "}", "[", "]", "'", "\"", "#", "%YAML 1.2\n", "\u0000", "\ufeff", "0x", "1e400", "~", "no", "\\u0073", "\ud83d\ude00",
    }.Select(Encoding.UTF8.GetBytes)];

    [Fact]
    public void Reads_or_says_why_not() => Gen.Int[0, int.MaxValue - 1].Sample(seed => Reads(seed), iter: Cases, threads: 2);

    private static void Reads(int seed)
    {
        var random = new Random(seed);
        var set = ManifestReader.Read(Mutated([.. Corpus[random.Next(Corpus.Length)]], random), "f");
        foreach (var fault in set.Faults)
        {
            Assert.StartsWith("f:", fault.Sentence, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', fault.Sentence);
            Assert.DoesNotContain("Exception", fault.Sentence, StringComparison.Ordinal);
        }
    }

    private static byte[] Mutated(List<byte> bytes, Random random)
    {
        for (var left = random.Next(1, 6); left > 0; left--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(4))
            {
                case 0: bytes.InsertRange(at, Tokens[random.Next(Tokens.Length)]); break;
                case 1 when at < bytes.Count: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes.RemoveRange(at, Math.Min(random.Next(40), bytes.Count - at)); break;
                default: bytes.InsertRange(at, bytes.GetRange(0, Math.Min(bytes.Count, random.Next(400)))); break;
            }
        }

        return [.. bytes];
    }
}

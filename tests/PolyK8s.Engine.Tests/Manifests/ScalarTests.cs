using System.Text;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Tests.Manifests;

/// <summary>Plain and tagged scalars mean what kubectl makes of them.</summary>
/// <remarks>The right-hand sides are the answers of kubectl 1.32: <c>kubectl annotate --local -f FILE -o json a=b</c>, which needs no server.</remarks>
public sealed class ScalarTests
{
    [Theory]
    [InlineData("y", "true")]
    [InlineData("Y", "true")]
    [InlineData("yes", "true")]
    [InlineData("Yes", "true")]
    [InlineData("yEs", "\"yEs\"")]
    [InlineData("on", "true")]
    [InlineData("ON", "true")]
    [InlineData("True", "true")]
    [InlineData("n", "false")]
    [InlineData("N", "false")]
    [InlineData("no", "false")]
    [InlineData("off", "false")]
    [InlineData("FALSE", "false")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("null", "null")]
    [InlineData("Null", "null")]
    [InlineData("nULL", "\"nULL\"")]
    [InlineData("010", "8")]
    [InlineData("0_1", "1")]
    [InlineData("08", "8")]
    [InlineData("0o10", "8")]
    [InlineData("0x1f", "31")]
    [InlineData("0X1F", "31")]
    [InlineData("-0x1F", "-31")]
    [InlineData("0x", "\"0x\"")]
    [InlineData("0b1", "1")]
    [InlineData("-0b11", "-3")]
    [InlineData("0b12", "\"0b12\"")]
    [InlineData("0b-01", "-1")]
    [InlineData("1_000", "1000")]
    [InlineData("1_", "1")]
    [InlineData("_1", "\"_1\"")]
    [InlineData("+1", "1")]
    [InlineData("-0", "0")]
    [InlineData("1e3", "1000")]
    [InlineData("+12e03", "12000")]
    [InlineData("12e", "\"12e\"")]
    [InlineData("1.", "1")]
    [InlineData("1.0", "1")]
    [InlineData("1.e5", "100000")]
    [InlineData(".5", "0.5")]
    [InlineData("+.5", "0.5")]
    [InlineData("._5", "\"._5\"")]
    [InlineData("-0.0", "0")]
    [InlineData("685_230.15", "685230.15")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("0.0000001", "1e-7")]
    [InlineData("1e20", "100000000000000000000")]
    [InlineData("1e21", "1e+21")]
    [InlineData("1e400", "\"1e400\"")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("18446744073709551615", "18446744073709552000")]
    [InlineData("123456789012345678901234567890", "1.2345678901234568e+29")]
    [InlineData("1:30", "\"1:30\"")]
    [InlineData("12:30:45", "\"12:30:45\"")]
    [InlineData("2001-01-01", "\"2001-01-01\"")]
    [InlineData("2001-12-14T21:59:43.10Z", "\"2001-12-14T21:59:43.10Z\"")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("'on'", "\"on\"")]
    [InlineData("\"010\"", "\"010\"")]
    [InlineData("!!str 5", "\"5\"")]
    [InlineData("!!str on", "\"on\"")]
    [InlineData("! 5", "\"5\"")]
    [InlineData("!foo 5", "\"5\"")]
    [InlineData("!!int \"5\"", "5")]
    [InlineData("!!float 0x10", "16")]
    [InlineData("!!bool yes", "true")]
    [InlineData("!!binary aGVsbG8=", "\"hello\"")]
    [InlineData("!!set {a}", "{\"a\":null}")]
    public void Types_a_scalar_as_kubectl_does(string yaml, string json) => Assert.Equal(json, Read($"k: {yaml}\n"));

    internal static string Read(string yaml)
    {
        var set = ManifestReader.ReadTrees(Encoding.UTF8.GetBytes(yaml), "f.yaml");
        Assert.Empty(set.Faults);
        return Assert.Single(set.Manifests).Root["k"]!.ToString();
    }
}

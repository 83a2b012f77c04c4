using System.Net;
using CsCheck;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Tests.Validation;

public sealed class IpAddressTests
{
    [Theory]
    [InlineData("10.9.8.7")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("2001:db8::ffff")]
    [InlineData("1:2:3:4:5:6:7:8")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("fe80::")]
    public void Reads_addresses(string text) => Assert.NotNull(IpAddresses.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("10.9.8")]
    [InlineData("10.9.8.7.6")]
    [InlineData("256.1.1.1")]
    [InlineData("1.2.3.-4")]
    [InlineData(":")]
    [InlineData(":::")]
    [InlineData("1:2:3:4:5:6:7")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("1::2::3")]
    [InlineData("12345::")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[::1]")]
    [InlineData("::10.0.0.1:1")]
    public void Knows_what_is_no_address(string text) => Assert.Null(IpAddresses.Parse(text));

    [Theory]
    [InlineData("10.0.0.0/8", true)]
    [InlineData("10.0.0.0/33", false)]
    [InlineData("10.0.0.0/", false)]
    [InlineData("10.0.0.0", false)]
    [InlineData("10.0.0.0/-1", false)]
    [InlineData("2001:db8::/64", true)]
    [InlineData("2001:db8::/129", false)]
    public void Reads_blocks(string text, bool isBlock) => Assert.Equal(isBlock, IpAddresses.ParseCidr(text) is not null);

    // The reader of the runtime is the second reading; it writes the shortest form of any address.
    [Fact]
    public void Agrees_with_the_reader_of_the_runtime() =>
        Gen.OneOf(Gen.Byte.Array[4], Gen.OneOf(Gen.Const((byte)0), Gen.Byte).Array[16]).Sample(bytes =>
            Assert.Equal(bytes, IpAddresses.Parse(new IPAddress(bytes).ToString())));

    [Fact]
    public void Writes_the_canonical_text_the_runtime_writes() =>
        Gen.OneOf(Gen.Byte.Array[4], Gen.OneOf(Gen.Const((byte)0), Gen.Byte).Array[16]).Where(bytes => bytes.Length == 4 || bytes.Take(8).Any(b => b != 0)).Sample(bytes =>
            Assert.Equal(new IPAddress(bytes).ToString(), IpAddresses.Canonical(bytes)));

    [Theory]
    [InlineData("spec: {cidrs: [10.0.0.1/24]}", "spec.cidrs[0]: Invalid value: \"10.0.0.1/24\": must not have bits set beyond the prefix length")]
    [InlineData("spec: {cidrs: [010.0.0.0/24]}", "spec.cidrs[0]: Invalid value: \"010.0.0.0/24\": must not have leading 0s in IP or prefix length")]
    [InlineData("spec: {cidrs: ['2001:DB8::/64']}", "spec.cidrs[0]: Invalid value: \"2001:DB8::/64\": must be in canonical form (\"2001:db8::/64\")")]
    [InlineData("spec: {cidrs: ['::ffff:10.0.0.0/104']}", "spec.cidrs[0]: Invalid value: \"::ffff:10.0.0.0/104\": must not have an IPv4-mapped IPv6 address")]
    public void Is_strict_about_the_blocks_of_services(string body, string error) => Assert.Equal(error, Server.Says("networking.k8s.io/v1", "ServiceCIDR", body)[0]);

    [Theory]
    [InlineData("10.0.0.0/8", "10.255.0.1", true)]
    [InlineData("10.0.0.0/8", "11.0.0.1", false)]
    [InlineData("10.0.0.0/9", "10.128.0.1", false)]
    [InlineData("::/0", "2001:db8::1", true)]
    [InlineData("::/0", "10.0.0.1", false)]
    public void Knows_what_a_block_contains(string block, string address, bool contains) =>
        Assert.Equal(contains, IpAddresses.Contains(IpAddresses.ParseCidr(block)!.Value, IpAddresses.Parse(address)!));
}
